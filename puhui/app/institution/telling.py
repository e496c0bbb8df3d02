"""What the platform is told of what happened in the institution's own rooms: each thing once, in its order.

A borrower of the institution's own has no platform, and nobody is told. Bodies hold amounts and codes, dates
ISO, and never a person.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from puhui.app.institution.standing import case_now
from puhui.app.party import Party
from puhui.decision import Kept, Step, decision_by_id, underwriting_of
from puhui.exchange import EventKind, tell, told_about
from puhui.ground import Work
from puhui.intake import application
from puhui.kernel import Outcome, Problem, Text
from puhui.loan import Contract, Drawdown, DrawdownState, contract, cost_table_hash, drawdown
from puhui.servicing import position, repayment

_NEUTRAL: Final = "needs_person"
"""What stands for a fraud rule wherever reasons are told (domain 5.7)."""
_FOLLOWS: Final = {
    EventKind.DRAWDOWN_RESERVED: EventKind.CONTRACT_SIGNED,
    EventKind.DRAWDOWN_POSTED: EventKind.DRAWDOWN_RESERVED,
    EventKind.DRAWDOWN_VOIDED: EventKind.DRAWDOWN_RESERVED,
    EventKind.DRAWDOWN_EXPIRED: EventKind.DRAWDOWN_RESERVED,
    EventKind.REPAYMENT_POSTED: EventKind.DRAWDOWN_POSTED,
    EventKind.LOAN_SETTLED: EventKind.DRAWDOWN_POSTED,
    EventKind.ARREARS_CHANGED: EventKind.DRAWDOWN_POSTED,
}
"""What must have been told before."""
_ENDED: Final = {
    DrawdownState.POSTED: EventKind.DRAWDOWN_POSTED,
    DrawdownState.VOIDED: EventKind.DRAWDOWN_VOIDED,
    DrawdownState.EXPIRED: EventKind.DRAWDOWN_EXPIRED,
}


def tell_decided(work: Work, party: Party, decision_id: UUID) -> Problem | None:
    """The institution's own decision on a package, within its product's table."""
    kept = decision_by_id(work, decision_id)
    if not isinstance(kept, Kept) or kept.application_id is None:
        return kept if isinstance(kept, Problem) else None
    file, asked = underwriting_of(work, kept.application_id), application(work, kept.application_id)
    if isinstance(asked, Problem) or file is None or file.reference is None:
        return None
    case = case_now(work, party, asked)
    if isinstance(case, Problem):
        return case
    terms = case.terms
    outcome = Outcome.DECLINE if kept.outcome is Outcome.APPROVE and terms is None else kept.outcome
    body = {
        "decision_id": str(kept.id),
        "decision_owner": kept.owner.value,
        "outcome": outcome.value,
        "limit_fen": terms.amount_fen if terms else 0,
        "months": terms.months if terms else asked.months,
        "annual_rate": str(terms.annual_rate) if terms else None,
        "is_counter_offer": terms.is_counter_offer if terms else False,
        "reasons": _reasons(kept) if outcome is kept.outcome else _from_table(case.reasons),
    }
    tell(work, file.reference, EventKind.APPLICATION_DECIDED, body)
    return None


def tell_signed(work: Work, contract_id: UUID) -> Problem | None:
    """A contract was signed, with the hash of the cost table that was confirmed before."""
    signed = contract(work, contract_id)
    if isinstance(signed, Problem):
        return signed
    terms = signed.terms
    body = {
        "contract_ref": str(signed.id),
        "product": signed.agreed.product,
        "limit_fen": terms.limit_fen,
        "months": terms.months,
        "annual_rate": str(terms.annual_rate),
        "cost_table_hash": cost_table_hash(work, signed.id),
    }
    return _tell(work, signed, EventKind.CONTRACT_SIGNED, body)


def tell_reserved(work: Work, drawdown_id: UUID) -> Problem | None:
    """Money is about to leave."""
    found = _drawn(work, drawdown_id)
    if isinstance(found, Problem):
        return found
    drawn, under = found
    body = _refs(drawn) | {"amount_fen": drawn.amount_fen, "expires_at": drawn.expires_at.isoformat()}
    return _tell(work, under, EventKind.DRAWDOWN_RESERVED, body)


def tell_ended(work: Work, drawdown_id: UUID) -> Problem | None:
    """It has left, or never will."""
    found = _drawn(work, drawdown_id)
    if isinstance(found, Problem):
        return found
    drawn, under = found
    kind = _ENDED.get(drawn.state)
    if kind is None:
        return None
    body: dict[str, Any] = {"drawdown_ref": str(drawn.id), "amount_fen": drawn.amount_fen}
    if kind is EventKind.DRAWDOWN_POSTED and drawn.value_date is not None:
        body |= _refs(drawn) | {"value_date": drawn.value_date.isoformat()}
    if kind is EventKind.DRAWDOWN_VOIDED:
        body["why"] = drawn.why or "voided"
    return _tell(work, under, kind, body)


def tell_repaid(work: Work, repayment_id: UUID) -> Problem | None:
    """A repayment is in the books, by what it paid for."""
    posted = repayment(work, repayment_id)
    if isinstance(posted, Problem):
        return posted
    found = _drawn(work, posted.drawdown_id)
    if isinstance(found, Problem):
        return found
    split = posted.split
    body = {
        "repayment_ref": str(posted.id),
        "drawdown_ref": str(posted.drawdown_id),
        "principal_fen": split.principal_fen,
        "interest_fen": split.interest_fen,
        "fees_fen": split.fees_fen,
        "penalty_fen": split.penalty_fen,
        "value_date": posted.value_date.isoformat(),
    }
    return _tell(work, found[1], EventKind.REPAYMENT_POSTED, body)


def tell_settled(work: Work, drawdown_id: UUID) -> Problem | None:
    """Nothing is owed any more."""
    return _tell_position(work, drawdown_id, EventKind.LOAN_SETTLED)


def tell_arrears(work: Work, drawdown_id: UUID) -> Problem | None:
    """The bucket is another one than before."""
    return _tell_position(work, drawdown_id, EventKind.ARREARS_CHANGED)


def _tell_position(work: Work, drawdown_id: UUID, kind: EventKind) -> Problem | None:
    found, now = _drawn(work, drawdown_id), position(work, drawdown_id)
    if isinstance(found, Problem):
        return found
    if isinstance(now, Problem):
        return now
    body: dict[str, Any] = {"drawdown_ref": str(drawdown_id)}
    if kind is EventKind.LOAN_SETTLED:
        body["value_date"] = (now.settled_on or now.on).isoformat()
    else:
        body |= {"days_past_due": now.days_past_due, "bucket": now.bucket, "on": now.on.isoformat()}
    return _tell(work, found[1], kind, body)


def _tell(work: Work, about: Contract, kind: EventKind, body: Mapping[str, Any]) -> Problem | None:
    """Tell it after what it follows from, whatever order the messages came in: a drawdown before its contract
    would be a break to whoever hears it."""
    if about.reference is None:
        return None
    first = _FOLLOWS.get(kind)
    if first is not None and not _was_told(work, about.reference, first, body.get("drawdown_ref")):
        return _TOO_EARLY
    tell(work, about.reference, kind, body)
    return None


def _was_told(work: Work, reference: str, kind: EventKind, drawdown_ref: object) -> bool:
    told = (it for it in told_about(work, reference) if it.kind is kind)
    return any(it.body.get("drawdown_ref", drawdown_ref) == drawdown_ref for it in told)


def _drawn(work: Work, drawdown_id: UUID) -> tuple[Drawdown, Contract] | Problem:
    drawn = drawdown(work, drawdown_id)
    if isinstance(drawn, Problem):
        return drawn
    under = contract(work, drawn.contract_id)
    return under if isinstance(under, Problem) else (drawn, under)


def _refs(drawn: Drawdown) -> dict[str, Any]:
    return {"drawdown_ref": str(drawn.id), "contract_ref": str(drawn.contract_id)}


def _reasons(kept: Kept) -> list[dict[str, str]]:
    """As they were told to the borrower; a fraud rule's code stays at home like its words."""
    codes = [_NEUTRAL if step == Step.FRAUD.value else code for step, code in kept.record["reasons"]]
    return [{"code": code, **text} for code, text in zip(codes, kept.told["reasons"], strict=False)]


def _from_table(reasons: tuple[Any, ...]) -> list[dict[str, str]]:
    return [{"code": "product_table", "zh": text.zh, "en": text.en} for text in reasons]


NO_COURIER: Final = Problem(
    "partner.unavailable",
    Text("没有可用的发送通道。", "There is no way to reach the platform."),
    Text("请检查本机网络和签名密钥。", "Check the network and the signing keys."),
)
_TOO_EARLY: Final = Problem(
    "telling.early.unavailable",
    Text("先前发生的事还没有告知平台。", "What happened before has not been told yet."),
    Text("稍后会自动告知。", "It is told in its turn."),
)
