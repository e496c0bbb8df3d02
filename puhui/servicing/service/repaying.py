"""The first phase of a repayment: check the amount, write down that it was asked for, stop there.

The payment rail is asked after commit (`collecting`), so a process killed at any moment neither loses money
that was collected nor collects it twice. Until the answer is booked the loan stands still.
"""

from datetime import date
from typing import Any
from uuid import UUID

from puhui.ground import Work
from puhui.kernel import Problem, new_id
from puhui.loan import contract
from puhui.servicing.events import REPAYMENT_ASKED
from puhui.servicing.model import Loan, LoanState, Repayment, RepaymentKind, RepaymentState
from puhui.servicing.payable import not_taken, payable
from puhui.servicing.service.bringing import Schedule, bring
from puhui.servicing.service.dates import business_date
from puhui.servicing.service.problems import NO_LOAN, NO_REPAYMENT, OTHER_AMOUNT, PAYING, SETTLED
from puhui.servicing.settlement import settlement_quote
from puhui.servicing.store import loans, schedules
from puhui.servicing.store import repayments as store
from puhui.servicing.store.whose import whose


def repay(work: Work, drawdown_id: UUID, amount_fen: int, key: str) -> Repayment | Problem:
    """Ask for a repayment of what `payable` takes today; the same key again is the same repayment.

    An amount that is not owed is refused with `NotTaken`, which carries the exact figures, before anybody's
    account is touched.
    """
    on, found = business_date(work, hold=True), _ready(work, drawdown_id, key, amount_fen)
    if not isinstance(found, Loan):
        return found
    schedule = _brought(work, found, on)
    settles_fen = settlement_quote(found, schedule, on).total_fen
    may = payable(schedule, found.grows, on)
    if found.grows and amount_fen == settles_fen:
        return _ask(work, found, amount_fen, key, kind=RepaymentKind.SETTLEMENT, on=on)
    if not may.takes(amount_fen):
        return not_taken(may, settles_fen)
    return _ask(work, found, amount_fen, key, kind=RepaymentKind.INSTALMENT, on=on)


def settle(work: Work, drawdown_id: UUID, key: str) -> Repayment | Problem:
    """Ask for exactly what settles the loan today; the same key again is the same repayment."""
    on, found = business_date(work, hold=True), _ready(work, drawdown_id, key, None)
    if not isinstance(found, Loan):
        return found
    owed = settlement_quote(found, _brought(work, found, on), on)
    return _ask(work, found, owed.total_fen, key, kind=RepaymentKind.SETTLEMENT, on=on)


def asking(
    work: Work, loan: Loan, amount_fen: int, key: str, *, kind: RepaymentKind, on: date
) -> dict[str, Any]:
    """A repayment as it is written down when it is asked for."""
    return {
        "id": new_id(),
        "institution": loan.institution,
        "mode": loan.mode.value,
        "drawdown_id": loan.drawdown_id,
        "key": key,
        "kind": kind.value,
        "amount_fen": amount_fen,
        "state": RepaymentState.ASKED.value,
        "value_date": on,
        "asked_at": work.now(),
        "principal_fen": 0,
        "interest_fen": 0,
        "fees_fen": 0,
        "penalty_fen": 0,
        "actor": work.actor.id,
    }


def _ready(work: Work, drawdown_id: UUID, key: str, amount_fen: int | None) -> Loan | Repayment | Problem:
    """The loan, held, when it can be asked for money now; or what was asked under this key before."""
    one = loans.get(work.connection, whose(work), drawdown_id, lock=True)
    if one is None or isinstance(contract(work, one.contract_id), Problem):
        return NO_LOAN
    known = store.under_key(work.connection, drawdown_id, key)
    if known is not None:
        same = (
            known.kind is RepaymentKind.SETTLEMENT if amount_fen is None else known.amount_fen == amount_fen
        )
        return known if same else OTHER_AMOUNT
    if one.state is LoanState.SETTLED:
        return SETTLED
    return PAYING if store.paying(work.connection, [drawdown_id]) else one


def _brought(work: Work, one: Loan, on: date) -> Schedule:
    bring(work, [one], on)
    return schedules.instalments_of(work.connection, [one.drawdown_id])[one.drawdown_id]


def _ask(
    work: Work, one: Loan, amount_fen: int, key: str, *, kind: RepaymentKind, on: date
) -> Repayment | Problem:
    row = asking(work, one, amount_fen, key, kind=kind, on=on)
    store.add(work.connection, [row])
    work.audit("repayment.asked", f"repayment:{row['id']}", drawdown=str(one.drawdown_id), kind=kind.value)
    work.post(REPAYMENT_ASKED, {"repayment_id": str(row["id"])}, str(row["id"]))
    asked = store.get(work.connection, whose(work), row["id"])
    return asked if asked is not None else NO_REPAYMENT
