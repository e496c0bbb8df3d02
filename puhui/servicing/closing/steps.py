"""What each step does to a chunk of loans. Every one of them, done twice, does nothing the second time."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from puhui.ground import Work
from puhui.kernel import Problem
from puhui.loan import PaymentRail, expire_drawdowns
from puhui.servicing.arrears import bucket_of, days_past_due
from puhui.servicing.closing.run import CHUNK, Chunk
from puhui.servicing.conventions import buckets, collects
from puhui.servicing.events import DAY_CLOSED
from puhui.servicing.model import Loan, LoanState, Repayment, RepaymentKind
from puhui.servicing.payable import payable
from puhui.servicing.service.bringing import bring
from puhui.servicing.service.posting import tell_arrears
from puhui.servicing.service.repaying import asking
from puhui.servicing.service.starting import schedule_drawdown
from puhui.servicing.store import days, loans, repayments, schedules
from puhui.servicing.store.whose import whose

Row = TypeVar("Row", Loan, Repayment)


def accrue(work: Work, after: UUID | None, on: date) -> Chunk:
    """Bring the next chunk to the day, and write down what is to be debited: all that is due, once a day."""
    if after is None:
        _open_schedules(work)
    many = loans.still(work.connection, whose(work), after=after, at_most=CHUNK)
    plans = bring(work, many, on)
    rows = [
        asking(work, one, due_fen, f"collect:{on}", kind=RepaymentKind.COLLECTED, on=on)
        for one in many
        if collects(one.product)
        and (due_fen := payable(plans[one.drawdown_id], one.grows, on).due_now.total_fen)
    ]
    repayments.add(work.connection, rows)
    return _chunk(many, [one.drawdown_id for one in many])


def age(work: Work, after: UUID | None, on: date) -> Chunk:
    """Days past due and bucket of the next chunk; who crosses into another bucket is told of."""
    many = loans.still(work.connection, whose(work), after=after, at_most=CHUNK)
    kept = schedules.instalments_of(work.connection, [one.drawdown_id for one in many], moving_by=on)
    stands = []
    for one in many:
        late = days_past_due(kept[one.drawdown_id], on)
        bucket = bucket_of(late, buckets()).code
        if (late, bucket) != (one.days_past_due, one.bucket):
            state = LoanState.OVERDUE if late else LoanState.CURRENT
            stands.append((one.drawdown_id, state, late, bucket))
        if bucket != one.bucket:
            tell_arrears(work, one.drawdown_id, bucket, f"end of {on}")
    loans.age(work.connection, stands)
    return _chunk(many, [one.drawdown_id for one in many])


def expire(work: Work, rail: PaymentRail, on: date) -> int:
    """End the reservations whose time has run out, live and test in one go."""
    ended = 0
    while round_ := expire_drawdowns(work, rail, on):
        ended += round_
    return ended


def advance(work: Work, on: date) -> int:
    """The next business date, and everybody is told that this one is closed."""
    if days.advance(work.connection, whose(work).institution, on, work.now()):
        work.audit("day.closed", f"day:{on}")
        work.post(DAY_CLOSED, {"business_date": on.isoformat()}, f"{whose(work).institution}:{on}")
    return 0


def _open_schedules(work: Work) -> None:
    """Begin the schedules that no message has begun yet; a day does not close without a loan."""
    for drawdown_id in loans.unopened(work.connection, whose(work), at_most=10_000):
        begun = schedule_drawdown(work, drawdown_id)
        if isinstance(begun, Problem):
            raise RuntimeError(f"no schedule for a posted drawdown: {begun.code}")


def _chunk(many: Sequence[Row], ids: Sequence[UUID]) -> Chunk:
    return Chunk(len(many), ids[-1] if len(many) == CHUNK else None)
