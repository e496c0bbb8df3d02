"""What the platform's mirror says of loans, and every difference that anybody wrote down. SQL only."""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from tests.simulation.facts.seen import BreakSeen, LoanSeen

_MIRRORS = text("""
    SELECT d.institution, d.drawdown_ref, d.contract_ref,
        CASE WHEN d.settled_on IS NOT NULL THEN 'settled'
            WHEN d.days_past_due > 0 THEN 'overdue' ELSE 'current' END,
        d.amount_fen, d.amount_fen - d.principal_repaid_fen, coalesce(sum(r.principal_fen), 0)::bigint,
        coalesce(sum(r.interest_fen), 0)::bigint, coalesce(sum(r.fees_fen), 0)::bigint,
        coalesce(sum(r.penalty_fen), 0)::bigint, d.days_past_due
    FROM loan.mirror_drawdown d LEFT JOIN loan.mirror_repayment r
        ON r.institution = d.institution AND r.drawdown_ref = d.drawdown_ref
    WHERE d.state = 'posted'
    GROUP BY d.institution, d.drawdown_ref ORDER BY d.institution, d.drawdown_ref""")
_MIRROR_BREAKS = text("""
    SELECT institution, coalesce(r.drawdown_ref, disagreement ->> 'ref'), disagreement ->> 'field'
    FROM loan.mirror_event e LEFT JOIN LATERAL (
        SELECT body ->> 'drawdown_ref' AS drawdown_ref FROM exchange.event_in i
        WHERE i.institution = e.institution AND i.event_id = e.event_id) r ON true
    WHERE disagreement IS NOT NULL ORDER BY institution, mirrored_at, event_id""")
_FILE_BREAKS = text("""
    SELECT b.institution, b.ref, b.field FROM exchange.reconciliation_break b
    JOIN (SELECT DISTINCT ON (institution, direction) institution, id FROM exchange.reconciliation_run
        ORDER BY institution, direction, business_date DESC, compared_at DESC) newest
        ON newest.institution = b.institution AND newest.id = b.run_id
    ORDER BY b.institution, b.ref, b.field""")


def mirrors(connection: Connection) -> Mapping[str, tuple[LoanSeen, ...]]:
    """Every mirrored loan by institution."""
    found: dict[str, list[LoanSeen]] = {}
    for institution, *row in connection.execute(_MIRRORS):
        found.setdefault(institution, []).append(LoanSeen(*row))
    return {institution: tuple(loans) for institution, loans in found.items()}


def mirror_breaks(connection: Connection) -> Mapping[str, tuple[BreakSeen, ...]]:
    """Events that were told and not believed, by institution, under the drawdown they are about."""
    return _by_institution(connection, _MIRROR_BREAKS)


def file_breaks(connection: Connection) -> Mapping[str, tuple[BreakSeen, ...]]:
    """Breaks of the newest comparison in each direction."""
    return _by_institution(connection, _FILE_BREAKS)


def _by_institution(connection: Connection, query: object) -> Mapping[str, tuple[BreakSeen, ...]]:
    found: dict[str, list[BreakSeen]] = {}
    for institution, ref, field in connection.execute(query):  # type: ignore[call-overload]
        found.setdefault(institution, []).append(BreakSeen(ref, field))
    return {institution: tuple(breaks) for institution, breaks in found.items()}
