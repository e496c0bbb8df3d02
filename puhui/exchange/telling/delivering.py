"""Delivering one event: signed anew each time, under the event's own id as its idempotency key."""

from typing import Final
from uuid import UUID

from puhui.exchange.courier import Courier, not_accepted
from puhui.exchange.partners import partner
from puhui.exchange.saying.written import event_bytes
from puhui.exchange.telling import store
from puhui.exchange.telling.numbering import shown
from puhui.ground import Work
from puhui.ground.outbox import Message
from puhui.kernel import Problem, Text

PATH: Final = "/partner/v1/events"


def deliver(work: Work, message: Message, courier: Courier) -> Problem | None:
    """The handler of `exchange.event_due`: whatever is no yes is tried again later by the outbox."""
    row = store.get_event(work.connection, UUID(message.payload["event_id"]))
    if row is None or row.delivered_at is not None:
        return None
    to = partner(work, row.institution)
    if isinstance(to, Problem):
        return to
    if not to.stands(work.today()):
        return _ENDED
    event = shown(row)
    answered = courier.post(work, to, PATH, event_bytes(event), str(event.event_id))
    if isinstance(answered, Problem):
        return answered
    if not answered.is_accepted:
        return not_accepted(answered)
    store.mark_delivered(work.connection, event.event_id, work.now())
    return None


_ENDED: Final = Problem(
    "partner.ended.unavailable",
    Text("与平台的合作已停止，事件没有发出。", "The partnership has ended; the event was not sent."),
    Text("恢复合作后会继续发送。", "It is sent once the partnership holds again."),
)
