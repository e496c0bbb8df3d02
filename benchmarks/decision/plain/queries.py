"""The plain stack's SQL."""

from typing import Final

FIND: Final = """
SELECT a.id, a.firm_id, a.amount_fen, a.months, a.purpose, f.trade,
       coalesce(d.balance_fen, 0) AS debt_balance_fen, coalesce(d.monthly_fen, 0) AS debt_monthly_fen,
       v.answers
FROM application a
JOIN firm f ON f.id = a.firm_id
LEFT JOIN LATERAL (
    SELECT sum(balance_fen) AS balance_fen, sum(monthly_fen) AS monthly_fen FROM debt WHERE firm_id = f.id
) d ON true
LEFT JOIN LATERAL (
    SELECT jsonb_object_agg(kind, result) AS answers FROM verification WHERE firm_id = f.id
) v ON true
WHERE a.id = :application FOR UPDATE OF a
"""

INVOICES: Final = """
WITH mine AS (
    SELECT * , issued_on > :today - 92 AS m3, issued_on > :today - 183 AS m6, issued_on > :today - 365 AS m12
    FROM invoice WHERE firm_id = :firm AND issued_on < :today
), good AS (SELECT * FROM mine WHERE NOT voided),
customers AS (
    SELECT counterparty, sum(amount_fen) AS sold FROM good WHERE direction = 'sale' AND m12 GROUP BY 1
)
SELECT
    count(*) AS invoices,
    sum(amount_fen) FILTER (WHERE direction = 'sale' AND m3) AS sales_3m,
    sum(amount_fen) FILTER (WHERE direction = 'sale' AND m6) AS sales_6m,
    sum(amount_fen) FILTER (WHERE direction = 'sale' AND m12) AS sales_12m,
    sum(amount_fen) FILTER (WHERE direction = 'sale' AND NOT m12) AS sales_before,
    sum(amount_fen) FILTER (WHERE direction = 'purchase' AND m12) AS purchases_12m,
    (SELECT avg(voided::int) FROM mine) AS void_share,
    avg((amount_fen < 0)::int) AS red_share,
    count(DISTINCT counterparty) FILTER (WHERE direction = 'sale' AND m12) AS customers,
    count(DISTINCT counterparty) FILTER (WHERE direction = 'purchase' AND m12) AS suppliers,
    (SELECT max(sold) / nullif(sum(sold), 0) FROM customers) AS top_customer_share,
    (SELECT sum(sold) FROM (SELECT sold FROM customers ORDER BY sold DESC LIMIT 3) three)
        / nullif((SELECT sum(sold) FROM customers), 0) AS top_three_share,
    count(DISTINCT date_trunc('month', issued_on)) FILTER (WHERE m12) AS months_active,
    :today - max(issued_on) FILTER (WHERE direction = 'sale') AS days_since_sale,
    :today - min(issued_on) AS history_days,
    avg(amount_fen) FILTER (WHERE direction = 'sale') AS average_sale,
    max(amount_fen) FILTER (WHERE direction = 'sale') AS largest_sale,
    sum(tax_fen) / nullif(sum(amount_fen), 0) AS tax_rate
FROM good
"""

GRAPH: Final = """
WITH RECURSIVE walk (node, hops) AS (
    SELECT CAST(:start AS text), 0
    UNION
    SELECT near.node, walk.hops + 1
    FROM walk CROSS JOIN LATERAL (
        SELECT node FROM (
            SELECT dst AS node FROM edge WHERE src = walk.node
            UNION
            SELECT src FROM edge WHERE dst = walk.node
        ) both_ways LIMIT 200
    ) near
    WHERE walk.hops < :hops
), around AS (SELECT node, min(hops) AS hops FROM walk WHERE node <> :start GROUP BY node)
SELECT
    count(*) AS neighbours,
    count(d.node) AS neighbours_defaulted,
    (SELECT count(*) FROM edge mine JOIN edge other ON other.dst = mine.dst AND other.src <> :start
     WHERE mine.src = :start AND mine.kind = 'contact_phone') AS on_phone,
    (SELECT count(*) FROM edge mine JOIN edge other ON other.dst = mine.dst AND other.src <> :start
     WHERE mine.src = :start AND mine.kind = 'registered_address') AS at_address
FROM around LEFT JOIN defaulted d USING (node)
"""

INSERT: Final = """
INSERT INTO decision
    (id, application_id, outcome, limit_fen, annual_rate, score, reasons, features, trace, decided_at)
VALUES (:id, :application, :outcome, :limit_fen, :annual_rate, :score, CAST(:reasons AS jsonb),
        CAST(:features AS jsonb), CAST(:trace AS jsonb), :at)
"""

DECIDE: Final = "UPDATE application SET status = 'decided' WHERE id = :application"
