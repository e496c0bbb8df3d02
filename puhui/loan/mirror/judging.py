"""Does what is told agree with what is known? Pure: an event and the mirror so far give the mirror after it.

What disagrees changes nothing and comes back with both values. The same thing told again is no disagreement.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from puhui.exchange import EventKind, PartnerEvent
from puhui.kernel import BEIJING
from puhui.loan.drawing import DrawdownState
from puhui.loan.mirror.model import (
    Disagreement,
    Known,
    MirroredContract,
    MirroredDrawdown,
    MirroredRepayment,
)

Judged = Known | Disagreement
Fact = MirroredContract | MirroredDrawdown | MirroredRepayment


def judge(known: Known, event: PartnerEvent) -> Judged:
    """The mirror after an event, or why the event is not believed."""
    judging = _JUDGES.get(event.kind)
    return known if judging is None else judging(known, event)


def _signed(known: Known, event: PartnerEvent) -> Judged:
    body = event.body
    told = MirroredContract(
        contract_ref=body["contract_ref"],
        product=body["product"],
        limit_fen=body["limit_fen"],
        months=body["months"],
        annual_rate=Decimal(body["annual_rate"]),
        cost_table_hash=body["cost_table_hash"],
        signed_at=event.at,
    )
    if known.contract is None:
        return replace(known, contract=told)
    told = replace(told, signed_at=known.contract.signed_at)
    return _same(known, told.contract_ref, known.contract, told)


def _reserved(known: Known, event: PartnerEvent) -> Judged:
    body = event.body
    told = MirroredDrawdown(
        drawdown_ref=body["drawdown_ref"],
        contract_ref=body["contract_ref"],
        amount_fen=body["amount_fen"],
        state=DrawdownState.RESERVED,
        expires_at=datetime.fromisoformat(body["expires_at"]),
    )
    ref, before = told.drawdown_ref, known.drawdowns.get(told.drawdown_ref)
    if before is not None:
        same = (before.amount_fen, before.contract_ref) == (told.amount_fen, told.contract_ref)
        return known if same else Disagreement(ref, "amount_fen", before.amount_fen, told.amount_fen)
    if known.contract is None or known.contract.contract_ref != told.contract_ref:
        ours = known.contract.contract_ref if known.contract else None
        return Disagreement(ref, "contract_ref", ours, told.contract_ref)
    free_fen = known.contract.limit_fen - known.outstanding_fen
    if not 0 < told.amount_fen <= free_fen:
        return Disagreement(ref, "limit_fen", free_fen, told.amount_fen)
    return _with(known, told)


def _ended(state: DrawdownState) -> Callable[[Known, PartnerEvent], Judged]:
    """How a reservation is told to have ended."""

    def judging(known: Known, event: PartnerEvent) -> Judged:
        body = event.body
        ref, before = body["drawdown_ref"], known.drawdowns.get(body["drawdown_ref"])
        if before is None:
            return Disagreement(ref, "state", None, state.value)
        value_date = date.fromisoformat(body["value_date"]) if "value_date" in body else None
        contract_ref = body.get("contract_ref", before.contract_ref)
        told = replace(before, contract_ref=contract_ref, amount_fen=body["amount_fen"], state=state)
        told = replace(told, value_date=value_date)
        if before.state is not DrawdownState.RESERVED:
            return _same(known, ref, before, told)
        expected = replace(before, state=state, value_date=value_date)
        agreed = _same(known, ref, expected, told)
        return agreed if isinstance(agreed, Disagreement) else _with(known, told)

    return judging


def _repaid(known: Known, event: PartnerEvent) -> Judged:
    body = event.body
    told = MirroredRepayment(
        repayment_ref=body["repayment_ref"],
        drawdown_ref=body["drawdown_ref"],
        principal_fen=body["principal_fen"],
        interest_fen=body["interest_fen"],
        fees_fen=body["fees_fen"],
        penalty_fen=body["penalty_fen"],
        value_date=date.fromisoformat(body["value_date"]),
    )
    before = known.repayments.get(told.repayment_ref)
    if before is not None:
        return _same(known, told.repayment_ref, before, told)
    posted = _posted(known, body)
    if isinstance(posted, Disagreement):
        return posted
    if told.principal_fen > posted.outstanding_fen:
        ref = told.repayment_ref
        return Disagreement(ref, "principal_fen", posted.outstanding_fen, told.principal_fen)
    if early := _before_it_was_lent(posted, told.repayment_ref, told.value_date):
        return early
    repaid_fen = posted.principal_repaid_fen + told.principal_fen
    after = _with(known, replace(posted, principal_repaid_fen=repaid_fen))
    return replace(after, repayments={**after.repayments, told.repayment_ref: told})


def _settled(known: Known, event: PartnerEvent) -> Judged:
    posted = _posted(known, event.body)
    if isinstance(posted, Disagreement):
        return posted
    if posted.outstanding_fen:
        return Disagreement(posted.drawdown_ref, "principal_outstanding_fen", posted.outstanding_fen, 0)
    on = date.fromisoformat(event.body["value_date"])
    if early := _before_it_was_lent(posted, posted.drawdown_ref, on):
        return early
    return _with(known, replace(posted, settled_on=on, days_past_due=0, bucket="C", arrears_on=on))


def _arrears(known: Known, event: PartnerEvent) -> Judged:
    posted = _posted(known, event.body)
    if isinstance(posted, Disagreement):
        return posted
    told_on = event.body.get("on")
    on = date.fromisoformat(told_on) if told_on else event.at.astimezone(BEIJING).date()
    days, bucket = event.body["days_past_due"], event.body["bucket"]
    return _with(known, replace(posted, days_past_due=days, bucket=bucket, arrears_on=on))


def _posted(known: Known, body: Mapping[str, Any]) -> MirroredDrawdown | Disagreement:
    """The loan that something is told about, which must have been paid out."""
    ref = body["drawdown_ref"]
    before = known.drawdowns.get(ref)
    if before is not None and before.state is DrawdownState.POSTED:
        return before
    ours = before.state.value if before else None
    return Disagreement(ref, "state", ours, DrawdownState.POSTED.value)


def _before_it_was_lent(posted: MirroredDrawdown, ref: str, on: date) -> Disagreement | None:
    """No money comes back before it went out."""
    if posted.value_date is None or on >= posted.value_date:
        return None
    return Disagreement(ref, "value_date", posted.value_date.isoformat(), on.isoformat())


def _with(known: Known, one: MirroredDrawdown) -> Known:
    return replace(known, drawdowns={**known.drawdowns, one.drawdown_ref: one})


def _same(known: Known, ref: str, before: Fact, told: Fact) -> Judged:
    """Nothing new when what is told again is the same, else the first difference."""
    for name in before.__slots__:
        ours, theirs = getattr(before, name), getattr(told, name)
        if ours != theirs:
            return Disagreement(ref, name, _plain(ours), _plain(theirs))
    return known


def _plain(value: object) -> int | str:
    return value if isinstance(value, int) else str(value)


_JUDGES: Final[Mapping[EventKind, Callable[[Known, PartnerEvent], Judged]]] = {
    EventKind.CONTRACT_SIGNED: _signed,
    EventKind.DRAWDOWN_RESERVED: _reserved,
    EventKind.DRAWDOWN_POSTED: _ended(DrawdownState.POSTED),
    EventKind.DRAWDOWN_VOIDED: _ended(DrawdownState.VOIDED),
    EventKind.DRAWDOWN_EXPIRED: _ended(DrawdownState.EXPIRED),
    EventKind.REPAYMENT_POSTED: _repaid,
    EventKind.LOAN_SETTLED: _settled,
    EventKind.ARREARS_CHANGED: _arrears,
}
