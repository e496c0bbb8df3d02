"""Handing events on, each once and in the order of its reference, to everybody who listens.

Every message drives its whole reference: it applies what is heard and not yet applied, beginning with the
first. When a listener fails, nothing after that event is applied, and the next message begins there again.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Row

from puhui.exchange.handover import store as handovers
from puhui.exchange.handover.shown import shown_event
from puhui.exchange.handover.stopping import move, take_back
from puhui.exchange.hearing import store
from puhui.exchange.model import BINDING, OPEN, EventKind, HandoverStatus, PartnerEvent
from puhui.ground import Mode, Work
from puhui.ground.outbox import Message
from puhui.kernel import Problem

Listener = Callable[[Work, PartnerEvent], Problem | None]
"""Does what follows from an event, in the transaction in which it counts as applied."""


def apply_heard(work: Work, message: Message, *listeners: Listener) -> Problem | None:
    """The handler of `exchange.event_heard`."""
    institution, reference = message.payload["institution"], message.payload["reference"]
    if message.institution not in {"", institution}:
        return None
    row = handovers.handover_by_reference(work.connection, work.actor.mode, institution, reference, lock=True)
    if row is None:
        return None
    for told in store.events_from(
        work.connection, institution, reference, row.applied_through, row.heard_through
    ):
        event = shown_event(told, row.application_id)
        if problem := _apply(replace(work, actor=replace(work.actor, mode=Mode(row.mode))), event, listeners):
            return problem
    return None


def _apply(work: Work, event: PartnerEvent, listeners: tuple[Listener, ...]) -> Problem | None:
    for listener in listeners:
        if problem := listener(work, event):
            return problem
    store.mark_applied(work.connection, event.institution, event.event_id, work.now())
    row = handovers.handover_by_reference(work.connection, event.mode, event.institution, event.reference)
    if row is not None:
        handovers.change_handover(work.connection, row.id, applied_through=event.sequence)
        _move(work, row, event)
    return None


def _move(work: Work, row: Row[Any], event: PartnerEvent) -> None:
    """What ended stays ended, unless a contract was signed all the same: then that is the truth."""
    status = status_after(event)
    if status is None or (status not in BINDING and _is_past(work, row)):
        return
    if row.status == HandoverStatus.DRAWN and status is HandoverStatus.SIGNED:
        return
    move(work, row, status, event.body.get("why"))
    if status is HandoverStatus.SIGNED:
        _leave_the_others(work, row)


def _is_past(work: Work, row: Row[Any]) -> bool:
    """Whether it goes on no more. A refusal may be thought over, until another offer was chosen."""
    if row.status != HandoverStatus.REFUSED:
        return row.status not in OPEN
    newest = handovers.handovers_of(work.connection, Mode(row.mode), row.application_id)[0]
    return bool(newest.id != row.id)


def _leave_the_others(work: Work, signed: Row[Any]) -> None:
    """One application ends in one contract: whoever else has it open is told to stop."""
    for row in handovers.handovers_of(work.connection, Mode(signed.mode), signed.application_id, lock=True):
        if row.id != signed.id and row.status in OPEN:
            take_back(work, row, "signed_elsewhere")


def status_after(event: PartnerEvent) -> HandoverStatus | None:
    """What an event makes of its hand-over; None when it changes nothing about it."""
    if event.kind is EventKind.APPLICATION_DECIDED:
        return _DECIDED[event.body["outcome"]]
    return _AFTER.get(event.kind)


_DECIDED: Final = {
    "approve": HandoverStatus.OFFERED,
    "refer": HandoverStatus.DECIDING,
    "decline": HandoverStatus.REFUSED,
}
_AFTER: Final = {
    EventKind.APPLICATION_RECEIVED: HandoverStatus.RECEIVED,
    EventKind.APPLICATION_CLOSED: HandoverStatus.CLOSED,
    EventKind.CONTRACT_SIGNED: HandoverStatus.SIGNED,
    EventKind.DRAWDOWN_POSTED: HandoverStatus.DRAWN,
}
