"""Applying what an institution tells: each event once; what does not agree is kept with both values."""

from dataclasses import asdict
from typing import Any

from puhui.exchange import EventKind, PartnerEvent
from puhui.ground import Work
from puhui.kernel import Problem
from puhui.loan.mirror import store
from puhui.loan.mirror.judging import judge
from puhui.loan.mirror.model import Disagreement, Known
from puhui.loan.mirror.tables import mirror_contract, mirror_drawdown


def mirror(work: Work, event: PartnerEvent) -> Problem | None:
    """Follow an event; a listener of `exchange.apply_heard`, which hands them on in order.

    Never a Problem: an event that contradicts what is known must not stop those after it, it is a break.
    """
    if store.was_mirrored(work.connection, event):
        return None
    before = store.known(work.connection, event.institution, event.mode, event.reference)
    judged = _taken(work, before, event) or judge(before, event)
    wrong = judged if isinstance(judged, Disagreement) else None
    if store.add_event(work.connection, _row(work, event, wrong)) and isinstance(judged, Known):
        store.save(work.connection, _about(event), before, judged)
    if wrong is not None:
        work.audit("mirror.break_found", f"event:{event.event_id}", kind=event.kind.value, field=wrong.field)
    return None


def _taken(work: Work, before: Known, event: PartnerEvent) -> Disagreement | None:
    """A name that is new here may not be another application's."""
    body = event.body
    if event.kind is EventKind.CONTRACT_SIGNED and before.contract is None:
        ref, table = body["contract_ref"], mirror_contract
    elif event.kind is EventKind.DRAWDOWN_RESERVED and body["drawdown_ref"] not in before.drawdowns:
        ref, table = body["drawdown_ref"], mirror_drawdown
    else:
        return None
    taken = store.taken_elsewhere(work.connection, event, ref, table)
    return Disagreement(ref, "reference", "taken", event.reference) if taken else None


def _about(event: PartnerEvent) -> dict[str, Any]:
    return {
        "institution": event.institution,
        "mode": event.mode,
        "application_id": event.application_id,
        "reference": event.reference,
    }


def _row(work: Work, event: PartnerEvent, wrong: Disagreement | None) -> dict[str, Any]:
    told = {"event_id": event.event_id, "kind": event.kind, "at": event.at, "mirrored_at": work.now()}
    return _about(event) | told | {"disagreement": asdict(wrong) if wrong else None}
