"""What an institution's lending rows say: contracts with their steps, drawdowns, lines, books. SQL only."""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from tests.simulation.facts.seen import BreakSeen, ContractSeen, DrawdownSeen, FacilitySeen

_CONTRACTS = text("""
    SELECT c.id::text, coalesce(c.reference, c.application_id::text),
        CASE WHEN c.reference IS NULL THEN 'own' ELSE 'platform' END, c.state, c.limit_fen,
        coalesce((SELECT s.suitable FROM loan.suitability s WHERE s.contract_id = c.id
            ORDER BY s.at DESC, s.id DESC LIMIT 1), false),
        d.shown_at, d.at, d.shown_hash, d.document_hash, a.at, g.at, g.cost_table_hash,
        (c.agreed #>> '{terms,is_revolving}')::boolean
    FROM loan.contract c
    LEFT JOIN loan.signature g ON g.contract_id = c.id
    LEFT JOIN LATERAL (
        SELECT d.shown_at, d.document_hash, k.at,
            encode(sha256(convert_to(d.document, 'UTF8')), 'hex') AS shown_hash
        FROM loan.disclosure d JOIN loan.confirmation k ON k.disclosure_id = d.id
        WHERE d.contract_id = c.id AND d.document_hash = g.cost_table_hash ORDER BY k.at LIMIT 1) d ON true
    LEFT JOIN LATERAL (
        SELECT k.at FROM loan.account a JOIN loan.account_check k ON k.id = a.check_id
        WHERE a.contract_id = c.id AND k.result = 'MATCH' ORDER BY a.at DESC LIMIT 1) a ON true
    ORDER BY c.drafted_at, c.id""")
_DRAWDOWNS = text("""
    SELECT id::text, contract_id::text, state, amount_fen, amount_fen - fees_fen, reserved_at, expires_at,
        ended_at, flagged
    FROM loan.drawdown ORDER BY reserved_at, id""")
_LINES = text("""
    SELECT f.id::text, f.kind, f.name, f.limit_fen, f.reserved_fen, f.drawn_fen
    FROM loan.facility f ORDER BY f.kind, f.name""")
_SIGN = "CASE side WHEN 'debit' THEN amount_fen ELSE -amount_fen END"
_TRIAL = text(f"SELECT account, sum({_SIGN})::bigint FROM loan.ledger_line GROUP BY account ORDER BY account")
_BY_LOAN = text(f"""
    SELECT drawdown_id::text, account, sum({_SIGN})::bigint FROM loan.ledger_line
    WHERE drawdown_id IS NOT NULL GROUP BY drawdown_id, account ORDER BY drawdown_id, account""")
_UNBALANCED = text(f"""
    SELECT e.id::text FROM loan.ledger_entry e LEFT JOIN loan.ledger_line l ON l.entry_id = e.id
    GROUP BY e.id HAVING coalesce(sum({_SIGN}), 1) <> 0 ORDER BY e.id""")
_PAYMENT_BREAKS = text("SELECT drawdown_id::text FROM loan.payment_break ORDER BY at, id")


def contracts(connection: Connection, reading_seconds: int) -> tuple[ContractSeen, ...]:
    """Every contract with what its borrower did."""
    return tuple(
        ContractSeen(
            ref=row[0],
            reference=row[1],
            channel=row[2],
            state=row[3],
            limit_fen=row[4],
            is_suitable=row[5],
            shown_at=row[6],
            confirmed_at=row[7],
            reading_seconds=reading_seconds,
            table_hash_shown=row[8],
            table_hash_confirmed=row[9],
            account_verified_at=row[10],
            signed_at=row[11],
            is_revolving=row[13],
        )
        for row in connection.execute(_CONTRACTS)
    )


def drawdowns(connection: Connection) -> tuple[DrawdownSeen, ...]:
    """Every drawdown."""
    return tuple(DrawdownSeen(*row) for row in connection.execute(_DRAWDOWNS))


def lines(connection: Connection) -> tuple[FacilitySeen, ...]:
    """Every borrower's line and every programme."""
    return tuple(
        FacilitySeen(
            ref=row[0],
            channel=row[2] if row[1] == "programme" else "",
            contract_ref=row[2] if row[1] == "borrower" else None,
            limit_fen=row[3],
            reserved_fen=row[4],
            drawn_fen=row[5],
        )
        for row in connection.execute(_LINES)
    )


def trial(connection: Connection) -> Mapping[str, int]:
    """Debits less credits by account."""
    return {row[0]: row[1] for row in connection.execute(_TRIAL)}


def loan_books(connection: Connection) -> Mapping[str, Mapping[str, int]]:
    """Debits less credits by loan and account."""
    books: dict[str, dict[str, int]] = {}
    for ref, account, amount_fen in connection.execute(_BY_LOAN):
        books.setdefault(ref, {})[account] = amount_fen
    return books


def unbalanced(connection: Connection) -> tuple[str, ...]:
    """Entries whose lines do not cancel out, or that have none."""
    return tuple(connection.execute(_UNBALANCED).scalars())


def payment_breaks(connection: Connection) -> tuple[BreakSeen, ...]:
    """Where the rail confirmed another amount than it was asked for."""
    return tuple(BreakSeen(ref, "paid_out_fen") for ref in connection.execute(_PAYMENT_BREAKS).scalars())
