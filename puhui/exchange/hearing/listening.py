"""Hearing one event: is it known, is it next, or does one before it still miss?

The hand-over's row is held while the order is worked out, so two events of one reference never cross. What is
next is handed on through the outbox, in this same transaction.
"""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from puhui.exchange import events
from puhui.exchange.canonical import content_hash
from puhui.exchange.data import figures
from puhui.exchange.handover import store as handovers
from puhui.exchange.hearing import store
from puhui.exchange.hearing.order import contiguous_from
from puhui.exchange.model import EventKind, Heard, PartnerEvent
from puhui.exchange.saying.written import event_json
from puhui.ground import Work
from puhui.kernel import Problem, Text


def hear(work: Work, event: PartnerEvent) -> Heard | Problem:
    """Keep an event, and hand on everything that is now next in its order."""
    row = _handover(work, event)
    if row is None:
        return _UNKNOWN_REFERENCE
    known = store.get_event(work.connection, event.institution, event.event_id)
    if known is not None:
        same = known.content_hash == content_hash(event_json(event))
        return Heard.KNOWN if same else _OTHER_CONTENT
    most = figures()["waiting_events_most"]
    waiting = store.count_waiting(work.connection, event.institution, event.reference, row.heard_through)
    if waiting >= most and event.sequence > row.heard_through + 1:
        return _TOO_MANY
    if not store.add_event(work.connection, _row(work, event)):
        return _NUMBER_TAKEN
    return _hand_on(work, row, event)


def _handover(work: Work, event: PartnerEvent) -> Row[Any] | None:
    """Whose event it is. The first one may overtake the answer to its package: it names the package, and
    waits here until that answer is kept."""
    connection, mode = work.connection, work.actor.mode
    row = handovers.handover_by_reference(connection, mode, event.institution, event.reference, lock=True)
    named = event.body.get("package_id")
    if row is not None or event.kind is not EventKind.APPLICATION_RECEIVED or named is None:
        return row
    row = handovers.handover_of_package(connection, mode, event.institution, UUID(named), lock=True)
    if row is None or row.reference not in {None, event.reference}:
        return None
    handovers.change_handover(connection, row.id, reference=event.reference)
    return handovers.get_handover(connection, row.id)


def _hand_on(work: Work, row: Row[Any], event: PartnerEvent) -> Heard:
    kept = store.sequences_after(work.connection, row.institution, row.reference, row.heard_through)
    through = contiguous_from(row.heard_through, kept)
    if through == row.heard_through:
        return Heard.WAITING
    handovers.change_handover(work.connection, row.id, heard_through=through)
    for told in store.events_from(
        work.connection, row.institution, row.reference, row.heard_through, through
    ):
        payload = {
            "institution": row.institution,
            "event_id": str(told.event_id),
            "reference": row.reference,
        }
        work.post(events.EVENT_HEARD, payload, f"{row.institution}:{told.event_id}")
    return Heard.APPLIED if event.sequence <= through else Heard.WAITING


def _row(work: Work, event: PartnerEvent) -> dict[str, Any]:
    return {
        "institution": event.institution,
        "event_id": event.event_id,
        "mode": event.mode,
        "reference": event.reference,
        "sequence": event.sequence,
        "kind": event.kind,
        "at": event.at,
        "body": dict(event.body),
        "content_hash": content_hash(event_json(event)),
        "heard_at": work.now(),
    }


_UNKNOWN_REFERENCE: Final = Problem(
    "event.reference.not_found",
    Text("这里没有这个编号的申请。", "There is no application under this reference here."),
    Text(
        "请核对 reference；刚收到资料包时请稍后再试。",
        "Check the reference; just after a package, try again.",
    ),
    "reference",
)
_OTHER_CONTENT: Final = Problem(
    "event.content.conflict",
    Text(
        "同一个事件编号下有不同的内容，没有采用。",
        "Another content came under the same event id; it was not used.",
    ),
    Text("更正请发新的事件。", "Tell a correction as a new event."),
    "event_id",
)
_NUMBER_TAKEN: Final = Problem(
    "event.sequence.conflict",
    Text("这个序号已被另一个事件使用。", "Another event has this number already."),
    Text("每笔申请的序号从1起，逐一递增。", "Numbers of a reference run 1, 2, 3 and so on."),
    "sequence",
)
_TOO_MANY: Final = Problem(
    "event.waiting.too_many",
    Text("缺少前面的事件，等待的事件太多。", "Too many events wait for one that is missing."),
    Text("请先补发缺少的序号。", "Send the missing number first."),
    "sequence",
)
