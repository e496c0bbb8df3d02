"""Lists of loans for staff: all of them page by page, and those that are late today."""

from uuid import UUID

from puhui.ground import Work
from puhui.servicing.model import LoanState, Position
from puhui.servicing.service.dates import business_date
from puhui.servicing.service.reconciling import all_positions
from puhui.servicing.service.standing import standing
from puhui.servicing.store import loans
from puhui.servicing.store.whose import whose


def loans_after(work: Work, after: UUID | None, at_most: int) -> tuple[Position, ...]:
    """Where loans stand, in the order of their ids."""
    return standing(work, loans.page(work.connection, whose(work), after=after, at_most=at_most))


def arrears(work: Work, bucket: str | None, at_most: int) -> tuple[Position, ...]:
    """Loans that are past due on today's business date, the latest first."""
    late = standing(work, loans.late(work.connection, whose(work), business_date(work)))
    wanted = [at for at in late if at.days_past_due and bucket in {None, at.bucket}]
    return tuple(sorted(wanted, key=lambda at: -at.days_past_due)[:at_most])


def arrears_by_bucket(work: Work) -> tuple[Position, ...]:
    """Every loan that is not settled, as it stands today."""
    return all_positions(work, (LoanState.CURRENT, LoanState.OVERDUE))
