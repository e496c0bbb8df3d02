"""Where a loan stands, read without changing anything: always as at the institution's business date."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from puhui.ground import Work
from puhui.kernel import Problem
from puhui.loan import contract
from puhui.servicing.arrears import bucket_of, days_past_due, oldest_unpaid_due
from puhui.servicing.conventions import buckets
from puhui.servicing.model import (
    Instalment,
    Loan,
    LoanState,
    Position,
    Repayment,
    SettlementQuote,
)
from puhui.servicing.payable import payable, total
from puhui.servicing.service.bringing import Schedule, as_at
from puhui.servicing.service.dates import business_date
from puhui.servicing.service.problems import NO_LOAN, NO_REPAYMENT, PAST_DAY, SETTLED
from puhui.servicing.settlement import settlement_quote as quote_of
from puhui.servicing.store import loans, schedules
from puhui.servicing.store import repayments as store
from puhui.servicing.store.whose import whose


def position(work: Work, drawdown_id: UUID) -> Position | Problem:
    """Where one loan stands today."""
    found = _found(work, drawdown_id)
    return found if isinstance(found, Problem) else standing(work, [found])[0]


def loans_of(work: Work, contract_id: UUID) -> tuple[Position, ...]:
    """Where the loans of one contract stand, oldest first."""
    if isinstance(contract(work, contract_id), Problem):
        return ()
    return standing(work, loans.of_contract(work.connection, whose(work), contract_id))


def kept_loans(work: Work, contract_id: UUID) -> tuple[Loan, ...]:
    """The loans of one contract as events and the end of day left them, oldest first."""
    if isinstance(contract(work, contract_id), Problem):
        return ()
    return tuple(loans.of_contract(work.connection, whose(work), contract_id))


def instalments(work: Work, drawdown_id: UUID) -> tuple[Instalment, ...] | Problem:
    """The schedule as it stands today; cancelled ones are those that settling made unnecessary."""
    found = _found(work, drawdown_id)
    if isinstance(found, Problem):
        return found
    schedule = schedules.instalments_of(work.connection, [drawdown_id])[drawdown_id]
    return as_at(found, schedule, business_date(work))


def repayments(work: Work, drawdown_id: UUID) -> tuple[Repayment, ...] | Problem:
    """Every repayment of a loan, oldest first, refused ones too."""
    found = _found(work, drawdown_id)
    return found if isinstance(found, Problem) else store.of_loan(work.connection, whose(work), drawdown_id)


def repayment(work: Work, repayment_id: UUID) -> Repayment | Problem:
    """One repayment."""
    one = store.get(work.connection, whose(work), repayment_id)
    if one is None or isinstance(_found(work, one.drawdown_id), Problem):
        return NO_REPAYMENT
    return one


def waiting_repayments(work: Work, at_most: int) -> tuple[Repayment, ...]:
    """Repayments that the rail has not answered clearly, oldest first."""
    return store.asked(work.connection, whose(work), at_most=at_most)


def settlement_quote(work: Work, drawdown_id: UUID, on: date | None = None) -> SettlementQuote | Problem:
    """What settles a loan today, or on a later day if nothing is paid before."""
    found, today = _found(work, drawdown_id), business_date(work)
    if isinstance(found, Problem):
        return found
    if found.state is LoanState.SETTLED:
        return SETTLED
    if (on or today) < today:
        return PAST_DAY
    schedule = schedules.instalments_of(work.connection, [drawdown_id])[drawdown_id]
    return quote_of(found, as_at(found, schedule, on or today), on or today)


def standing(work: Work, many: Sequence[Loan]) -> tuple[Position, ...]:
    """Where loans stand today, in the order given."""
    ids, today = [one.drawdown_id for one in many], business_date(work)
    kept = schedules.instalments_of(work.connection, ids)
    paying = store.paying(work.connection, ids)
    return tuple(
        _position(one, as_at(one, kept[one.drawdown_id], today), today, one.drawdown_id in paying)
        for one in many
    )


def _position(loan: Loan, schedule: Schedule, on: date, is_paying: bool) -> Position:
    may = payable(schedule, loan.grows, on)
    days, repaid = days_past_due(schedule, on), total(it.paid for it in schedule)
    coming = next((it for it in schedule if not it.is_billed and not it.is_cancelled), None)
    late = LoanState.OVERDUE if days else LoanState.CURRENT
    return Position(
        loan.drawdown_id,
        loan.contract_id,
        LoanState.SETTLED if loan.state is LoanState.SETTLED else late,
        on,
        loan.terms.principal_fen,
        loan.terms.principal_fen - repaid.principal_fen,
        may.due_now,
        coming.due if coming else None,
        coming.unpaid.total_fen if coming else 0,
        may.ahead is not None or (loan.grows and coming is not None),
        days,
        bucket_of(days, buckets()).code,
        repaid,
        loan.settled_on,
        is_paying,
        oldest_unpaid_due(schedule, on),
    )


def _found(work: Work, drawdown_id: UUID) -> Loan | Problem:
    """A loan that this actor may see; a borrower finds their own only."""
    one = loans.get(work.connection, whose(work), drawdown_id)
    if one is None or isinstance(contract(work, one.contract_id), Problem):
        return NO_LOAN
    return one
