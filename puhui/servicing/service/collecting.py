"""The second phase of a repayment: what the payment rail says is booked, once, whatever else it says.

The rail is asked under a key of the repayment's own, so asking again collects nothing new. Silence leaves it
asked; a repayment asked on an earlier day is first cancelled at the rail, and only then given up.
"""

from uuid import UUID

from puhui.ground import Work
from puhui.kernel import Problem
from puhui.loan import Account, Cancelled, Paid, PaymentRail, Refused, Unclear, open_account
from puhui.servicing.model import Repayment, RepaymentState
from puhui.servicing.service.dates import business_date
from puhui.servicing.service.posting import post_repayment
from puhui.servicing.service.problems import NO_LOAN, OTHER_MONEY, UNCLEAR
from puhui.servicing.store import loans
from puhui.servicing.store import repayments as store
from puhui.servicing.store.whose import whose

Said = Paid | Refused | Cancelled | Unclear


def collect_repayment(work: Work, repayment_id: UUID, rail: PaymentRail) -> Problem | None:
    """Ask the rail and book its answer; a Problem means that it has to be asked again later."""
    one = store.get(work.connection, whose(work), repayment_id)
    if one is None or one.state is not RepaymentState.ASKED:
        return None
    return answered(work, one, ask_rail(work, one, rail))


def ask_rail(work: Work, one: Repayment, rail: PaymentRail) -> Said:
    """What the rail says of a repayment; a lost answer is asked for again. No account, no question."""
    account = _account(work, one)
    if isinstance(account, Problem):
        return Refused(account.code)
    if one.value_date < business_date(work):
        return rail.cancel(rail_key(one))
    said = rail.collect(rail_key(one), account, one.amount_fen)
    return rail.status(rail_key(one)) if isinstance(said, Unclear) else said


def answered(work: Work, one: Repayment, said: Said) -> Problem | None:
    """Book what the rail has said, holding the loan; nothing happens when somebody else was first."""
    loan = loans.get(work.connection, whose(work), one.drawdown_id, lock=True)
    kept = store.get(work.connection, whose(work), one.id, lock=True)
    if loan is None or kept is None:
        return NO_LOAN
    if kept.state is not RepaymentState.ASKED:
        return None
    if isinstance(said, Unclear):
        return UNCLEAR
    if isinstance(said, Paid):
        if said.amount_fen != kept.amount_fen:
            return OTHER_MONEY
        post_repayment(work, loan, kept)
        return None
    why = said.reason if isinstance(said, Refused) else "cancelled"
    store.refuse(work.connection, kept.id, why, work.now())
    work.audit("repayment.refused", f"repayment:{kept.id}", why=why)
    return None


def rail_key(one: Repayment) -> str:
    """How the rail knows a repayment."""
    return f"repayment:{one.id}"


def _account(work: Work, one: Repayment) -> Account | Problem:
    loan = loans.get(work.connection, whose(work), one.drawdown_id)
    return NO_LOAN if loan is None else open_account(work, loan.contract_id)
