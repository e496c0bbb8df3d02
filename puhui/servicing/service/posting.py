"""Money has come in: the schedule, the books, the facility and the loan's standing change together."""

from datetime import date
from uuid import UUID

from puhui.ground import Work
from puhui.kernel import Problem
from puhui.loan import close_contract, release
from puhui.loan.ledger import Entry, book
from puhui.servicing.arrears import bucket_of, days_past_due
from puhui.servicing.books import difference
from puhui.servicing.conventions import allocation_rules, buckets
from puhui.servicing.events import ARREARS_CHANGED, LOAN_SETTLED, REPAYMENT_POSTED
from puhui.servicing.model import Loan, LoanState, Repayment, RepaymentKind
from puhui.servicing.payable import total
from puhui.servicing.paying import is_settled, paid, settled
from puhui.servicing.service.bringing import Schedule, bring, changed
from puhui.servicing.service.dates import business_date
from puhui.servicing.store import loans, schedules
from puhui.servicing.store import repayments as store


def post_repayment(work: Work, loan: Loan, one: Repayment) -> None:
    """Book a repayment whose loan is held and has stood still since it was asked for."""
    before = _schedule(work, loan.drawdown_id)
    if one.kind is RepaymentKind.SETTLEMENT:
        after = settled(loan, before, one.value_date)
    else:
        after = paid(loan, before, one.amount_fen, one.value_date, allocation_rules())
    split = total(it.paid for it in after) - total(it.paid for it in before)
    today = business_date(work, hold=True)
    lines = difference(before, after, loan.drawdown_id)
    book(work, Entry("repayment", f"repayment:{one.id}", today, lines))
    schedules.change(work.connection, changed({loan.drawdown_id: before}, {loan.drawdown_id: after}))
    store.post(work.connection, one.id, split, today, work.now())
    if split.principal_fen:
        freed = release(work, loan.drawdown_id, split.principal_fen)
        if isinstance(freed, Problem):
            raise RuntimeError(f"principal came back that was not out: {freed.code}")
    work.audit("repayment.posted", f"repayment:{one.id}", drawdown=str(loan.drawdown_id), kind=one.kind.value)
    work.post(REPAYMENT_POSTED, {"repayment_id": str(one.id)}, str(one.id))
    if is_settled(after):
        _end(work, loan, one)
    else:
        _stand(work, loan, after, one.value_date, today)


def _end(work: Work, loan: Loan, one: Repayment) -> None:
    """Nothing is owed any more; a contract that is drawn once ends with it."""
    code = buckets()[0].code
    loans.stand(
        work.connection,
        loan.drawdown_id,
        LoanState.SETTLED,
        settled_on=one.value_date,
        days=0,
        bucket=code,
    )
    work.audit("loan.settled", f"drawdown:{loan.drawdown_id}")
    work.post(LOAN_SETTLED, {"drawdown_id": str(loan.drawdown_id)}, str(loan.drawdown_id))
    if not loan.is_revolving:
        close_contract(work, loan.contract_id)


def _stand(work: Work, loan: Loan, after: Schedule, value_date: date, today: date) -> None:
    """Where the loan stands after the money, at today's business date."""
    if value_date < today:
        bring(work, [loan], today)
        after = _schedule(work, loan.drawdown_id)
    days = days_past_due(after, today)
    bucket = bucket_of(days, buckets()).code
    state = LoanState.OVERDUE if days else LoanState.CURRENT
    if (state, days, bucket) != (loan.state, loan.days_past_due, loan.bucket):
        loans.stand(work.connection, loan.drawdown_id, state, settled_on=None, days=days, bucket=bucket)
    if bucket != loan.bucket:
        tell_arrears(work, loan.drawdown_id, bucket, f"{today}:{work.now().isoformat()}")


def tell_arrears(work: Work, drawdown_id: UUID, bucket: str, when: str) -> None:
    """The bucket is another one than before."""
    payload = {"drawdown_id": str(drawdown_id), "bucket": bucket}
    work.post(ARREARS_CHANGED, payload, f"{drawdown_id}:{when}:{bucket}")


def _schedule(work: Work, drawdown_id: UUID) -> Schedule:
    return schedules.instalments_of(work.connection, [drawdown_id])[drawdown_id]
