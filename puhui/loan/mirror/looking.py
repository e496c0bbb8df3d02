"""What the mirror shows: one loan, the day's rows for reconciliation, what does not agree."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.exchange import EventKind
from puhui.exchange.reconciliation import Row as ReconciliationRow
from puhui.ground import Work
from puhui.loan.mirror import store
from puhui.loan.mirror.model import Disagreement, MirrorBreak, MirroredLoan


def mirrored(work: Work, application_id: UUID) -> MirroredLoan | None:
    """The mirror of an application, None where no institution has told of a contract or a break."""
    mode = work.actor.mode
    for row in store.references_of(work.connection, mode, application_id):
        known = store.known(work.connection, row.institution, mode, row.reference)
        broken = mirror_breaks(work, row.institution, row.reference)
        if known.contract is not None or broken:
            return MirroredLoan(
                application_id,
                row.institution,
                row.reference,
                known.contract,
                tuple(known.drawdowns.values()),
                tuple(known.repayments.values()),
                broken,
            )
    return None


def mirror_rows(work: Work, institution: str, on: date) -> tuple[ReconciliationRow, ...]:
    """Every loan of an institution as it stood at the end of a business date, for the daily file."""
    rows = store.loans_on(work.connection, institution, work.actor.mode, on)
    return tuple(_row(row, on) for row in rows)


def mirror_breaks(
    work: Work, institution: str | None = None, reference: str | None = None, at_most: int = 100
) -> tuple[MirrorBreak, ...]:
    """What was told and not believed, newest first."""
    rows = store.breaks(
        work.connection,
        work.actor.mode,
        institution=institution,
        reference=reference,
        at_most=at_most,
    )
    return tuple(_break(row) for row in rows)


def _row(row: Row[Any], on: date) -> ReconciliationRow:
    owed_fen = row.amount_fen - int(row.sum_principal_fen)
    settled = row.settled_on is not None and row.settled_on <= on
    days = 0 if settled else _days_past_due(row, on)
    return ReconciliationRow(
        drawdown_ref=row.drawdown_ref,
        contract_ref=row.contract_ref,
        state="settled" if settled else "overdue" if days else "current",
        lent_fen=row.amount_fen,
        principal_outstanding_fen=owed_fen,
        principal_repaid_fen=int(row.sum_principal_fen),
        interest_repaid_fen=int(row.sum_interest_fen),
        fees_repaid_fen=int(row.sum_fees_fen),
        penalty_repaid_fen=int(row.sum_penalty_fen),
        days_past_due=days,
    )


def _days_past_due(row: Row[Any], on: date) -> int:
    """Told once a bucket, and one more each day since; nothing where nothing was overdue."""
    if not row.days_past_due or row.arrears_on is None:
        return 0
    passed_days: int = (on - row.arrears_on).days
    return max(int(row.days_past_due) + passed_days, 0)


def _break(row: Row[Any]) -> MirrorBreak:
    return MirrorBreak(
        institution=row.institution,
        application_id=row.application_id,
        event_id=row.event_id,
        kind=EventKind(row.kind).value,
        at=row.at,
        about=Disagreement(**row.disagreement),
    )
