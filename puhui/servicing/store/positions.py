"""Where loans stood when a day was closed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, text

from puhui.servicing.store.whose import Whose

_KEEP: Final = text("""
    WITH chunk AS (
        SELECT drawdown_id, institution, mode, contract_id, state, bucket, days_past_due
        FROM servicing.loan
        WHERE institution = :institution AND mode = :mode
          AND (state <> 'settled' OR settled_on = :on OR NOT EXISTS (
              SELECT FROM servicing.day_position AS seen
              WHERE seen.drawdown_id = loan.drawdown_id AND seen.state = 'settled'))
          AND drawdown_id > :after
        ORDER BY drawdown_id LIMIT :at_most
    ), kept AS (
        INSERT INTO servicing.day_position (
            drawdown_id, "on", institution, mode, contract_id, state, bucket, days_past_due, lent_fen,
            principal_repaid_fen, interest_repaid_fen, fees_repaid_fen, penalty_repaid_fen)
        SELECT drawdown_id, :on, chunk.institution, mode, contract_id, state, bucket, days_past_due,
            sum(principal_fen) FILTER (WHERE NOT is_cancelled),
            sum(principal_paid_fen), sum(interest_paid_fen), sum(fees_paid_fen), sum(penalty_paid_fen)
        FROM chunk JOIN servicing.instalment USING (drawdown_id)
        GROUP BY drawdown_id, chunk.institution, mode, contract_id, state, bucket, days_past_due
        ON CONFLICT DO NOTHING
    )
    SELECT count(*) AS loans, max(drawdown_id::text) AS last FROM chunk""")
_AT: Final = text("""
    WITH booked AS (
        SELECT drawdown_id,
            sum(principal_fen) FILTER (WHERE booked_on <= :on) AS principal_repaid_fen,
            sum(interest_fen) FILTER (WHERE booked_on <= :on) AS interest_repaid_fen,
            sum(fees_fen) FILTER (WHERE booked_on <= :on) AS fees_repaid_fen,
            sum(penalty_fen) FILTER (WHERE booked_on <= :on) AS penalty_repaid_fen,
            max(booked_on) AS last_on
        FROM servicing.repayment
        WHERE institution = :institution AND mode = :mode AND state = 'posted'
        GROUP BY drawdown_id
    )
    SELECT drawn.id AS drawdown_id, drawn.contract_id, drawn.amount_fen AS lent_fen,
        coalesce(principal_repaid_fen, 0) AS principal_repaid_fen,
        coalesce(interest_repaid_fen, 0) AS interest_repaid_fen,
        coalesce(fees_repaid_fen, 0) AS fees_repaid_fen,
        coalesce(penalty_repaid_fen, 0) AS penalty_repaid_fen,
        CASE WHEN is_over THEN 'settled' ELSE coalesce(kept.state, 'current') END AS state,
        CASE WHEN is_over THEN 0 ELSE coalesce(kept.days_past_due, 0) END AS days_past_due
    FROM loan.drawdown AS drawn
        LEFT JOIN servicing.loan AS running ON running.drawdown_id = drawn.id
        LEFT JOIN booked ON booked.drawdown_id = drawn.id
        LEFT JOIN LATERAL (
            SELECT state, days_past_due FROM servicing.day_position AS taken
            WHERE taken.drawdown_id = drawn.id AND taken."on" <= :on ORDER BY taken."on" DESC LIMIT 1
        ) AS kept ON true
        CROSS JOIN LATERAL (
            SELECT coalesce(running.state = 'settled' AND last_on <= :on, false) AS is_over
        ) AS so
    WHERE drawn.institution = :institution AND drawn.mode = :mode
        AND drawn.state = 'posted' AND drawn.value_date <= :on
    ORDER BY drawn.id""")
_BEFORE_ALL: Final = UUID(int=0)


def keep(
    connection: Connection, whose: Whose, on: date, *, after: UUID | None, at_most: int
) -> tuple[int, UUID | None]:
    """Keep the positions of the next loans; gives how many, and the last of them if there may be more."""
    asked = {"institution": whose.institution, "mode": whose.mode.value, "on": on, "at_most": at_most}
    row = connection.execute(_KEEP, asked | {"after": after or _BEFORE_ALL}).one()
    return row.loans, UUID(row.last) if row.loans == at_most else None


def at(connection: Connection, whose: Whose, on: date) -> Sequence[Row[Any]]:
    """Every loan as it stood at the end of a closed day.

    Money is what was booked by that day, so a repayment booked while the day was being closed counts; how
    late a loan was is what was kept when its position was taken.
    """
    asked = {"institution": whose.institution, "mode": whose.mode.value, "on": on}
    return connection.execute(_AT, asked).all()
