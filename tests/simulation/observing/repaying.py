"""What an institution's servicing rows say: loans as the schedules have them, and repayments. SQL only."""

from sqlalchemy import Connection, text

from tests.simulation.facts.seen import LoanSeen, RepaymentSeen

_LOANS = text("""
    SELECT l.drawdown_id::text, l.contract_id::text, l.state,
        sum(i.principal_fen) FILTER (WHERE NOT i.is_cancelled)::bigint,
        sum(i.principal_fen - i.principal_paid_fen) FILTER (WHERE NOT i.is_cancelled)::bigint,
        sum(i.principal_paid_fen)::bigint, sum(i.interest_paid_fen)::bigint,
        sum(i.fees_paid_fen)::bigint, sum(i.penalty_paid_fen)::bigint, l.days_past_due
    FROM servicing.loan l JOIN servicing.instalment i ON i.drawdown_id = l.drawdown_id
    GROUP BY l.drawdown_id, l.contract_id, l.state, l.days_past_due ORDER BY l.drawdown_id""")
_REPAYMENTS = text("""
    SELECT id::text, drawdown_id::text, state, 'repayment:' || id, amount_fen,
        principal_fen, interest_fen, fees_fen, penalty_fen
    FROM servicing.repayment ORDER BY asked_at, id""")


def positions(connection: Connection) -> tuple[LoanSeen, ...]:
    """Every loan, summed over its instalments."""
    return tuple(LoanSeen(*row) for row in connection.execute(_LOANS))


def repayments(connection: Connection) -> tuple[RepaymentSeen, ...]:
    """Every repayment that was ever asked for."""
    return tuple(RepaymentSeen(*row) for row in connection.execute(_REPAYMENTS))
