"""A decline is remembered in the graph, so that who stands around somebody can be counted later."""

from uuid import UUID

from puhui.graph import Mark, record_mark
from puhui.ground import Work
from puhui.ground.outbox import Message
from puhui.intake import Application, application
from puhui.kernel import Outcome, Problem


def mark_decline(work: Work, message: Message) -> Problem | None:
    """Mark whose application was declined; any other outcome leaves no mark."""
    if message.payload["outcome"] != Outcome.DECLINE.value:
        return None
    asked = application(work, UUID(message.payload["application_id"]))
    if isinstance(asked, Application):
        return record_mark(work, asked.enterprise_id or asked.owner_id, Mark.DECLINED)
    return asked
