"""What a decision will want is made ready when evidence comes in, so that nobody waits for it later.

It changes nothing that a decision says. Should it fail, the decision makes it itself.
"""

from uuid import UUID

from puhui.decision import prepare
from puhui.decision.events import RINGS_DUE
from puhui.ground import Work
from puhui.ground.outbox import Message
from puhui.ground.telemetry import log
from puhui.ground.worker import Handler
from puhui.intake import Status, newest_open_of
from puhui.kernel import Problem, new_id


def when_submitted(handler: Handler) -> Handler:
    """What a handler of `intake.application_moved` does, and for a new application the making ready."""

    def handled(work: Work, message: Message) -> Problem | None:
        if message.payload["status"] == Status.SUBMITTED.value:
            _make_ready(work, UUID(message.payload["application_id"]))
        return handler(work, message)

    return handled


def when_imported(work: Work, message: Message) -> Problem | None:
    """New books of a business with an application that may be decided."""
    asked = newest_open_of(work, UUID(message.payload["subject_id"]))
    if asked is not None:
        _make_ready(work, asked)
    return None


def _make_ready(work: Work, application_id: UUID) -> None:
    savepoint = work.connection.begin_nested()
    try:
        prepare(work, application_id)
    except Exception:
        savepoint.rollback()
        log.exception("decision.not_made_ready", application_id=str(application_id))
    else:
        savepoint.commit()
        payload = {"application_id": str(application_id), "mode": work.actor.mode.value}
        work.post(RINGS_DUE, payload, f"{RINGS_DUE}:{new_id()}")
