"""What may be seen of a customer tonight: their loans always, all else under a consent for this purpose."""

from typing import Final
from uuid import UUID

from puhui.decision.jdm import Value, settled
from puhui.evidence import consent_for, debts_of, invoices_of
from puhui.graph import Mark, neighbours
from puhui.ground import Erased, Work
from puhui.kernel import Problem
from puhui.servicing.warning.model import Customer, Sight
from puhui.servicing.warning.trade import trade_figures

PURPOSE: Final = "post_loan"
_SOURCES: Final = ("invoices", "debts", "relations")

Facts = dict[str, Value]


def see(work: Work, customer: Customer) -> Facts | Erased:
    """Everything that may be looked at; what may not is not there, and it is said why."""
    sights = {source: _sight(work, customer, source) for source in _SOURCES}
    facts: Facts = {
        "days_past_due": float(customer.days_past_due),
        "late_days_90d": float(customer.late_days_90d),
        "refused_debits_30d": float(customer.refused_debits_30d),
        **{source: sight.value for source, sight in sights.items()},
    }
    looks = {"invoices": _trade, "debts": _debts, "relations": _near}
    for source, look in looks.items():
        found: Facts | Erased = look(work, customer) if sights[source] is Sight.VISIBLE else {}
        if isinstance(found, Erased):
            return found
        facts |= found
    return facts


def _sight(work: Work, customer: Customer, source: str) -> Sight:
    """The owner's consent covers the business; a consent that has run out is withdrawn by its own words."""
    about = customer.subject_id if source == "debts" else customer.business_id
    answer = consent_for(work, about, source, PURPOSE)
    if not isinstance(answer, Problem):
        return Sight.VISIBLE
    return Sight.NEVER if "missing" in answer.code else Sight.WITHDRAWN


def _trade(work: Work, customer: Customer) -> Facts | Erased:
    invoices = invoices_of(work, customer.business_id)
    if isinstance(invoices, Erased):
        return invoices
    return {name: settled(value) for name, value in trade_figures(invoices, work.today()).items()}


def _debts(work: Work, customer: Customer) -> Facts | Erased:
    """What is owed elsewhere now, against what was known when the contract was signed."""
    now, then = (debts_of(work, customer.subject_id, at) for at in (None, customer.signed_at))
    if isinstance(now, Erased) or isinstance(then, Erased):
        return now if isinstance(now, Erased) else Erased()
    if now is None:
        return {}
    before_fen = then.balance_fen if then is not None else None
    is_new = before_fen is not None and customer.exposure_fen > 0
    new = (now.balance_fen - (before_fen or 0)) / customer.exposure_fen if is_new else None
    return {"new_debt_share": settled(new), "overdue_elsewhere": now.worst_overdue_days > 0}


def _near(work: Work, customer: Customer) -> Facts:
    """Marks among neighbours and guarantors that were not there when the contract was signed."""
    now = _defaulted(work, customer.business_id, None)
    then = _defaulted(work, customer.business_id, customer)
    return {"neighbours_defaulted_new": float(max(0, now - then))}


def _defaulted(work: Work, business_id: UUID, at: Customer | None) -> int:
    found = neighbours(work, business_id, None if at is None else at.signed_at)()
    return found.marks.get(Mark.DEFAULTED, 0)
