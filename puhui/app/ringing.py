"""Rings are looked for when an application or its books come in, beside everything else and not in its way.

Each process that works messages off opens the graph once; without a snapshot the tables answer.
"""

from dataclasses import dataclass
from uuid import UUID

from puhui.decision.fraud.rings import look_for_rings
from puhui.graph.serving import Serving
from puhui.ground import Settings, Work
from puhui.ground.outbox import Message
from puhui.ground.telemetry import log
from puhui.kernel import Problem


@dataclass(slots=True)
class Ringing:
    """What a handler keeps from message to message: the graph, opened when it is first asked."""

    settings: Settings
    serving: Serving | None = None

    def __call__(self, work: Work, message: Message) -> Problem | None:
        """Look around one application. Where nobody may look, nothing is known, and that is no failure."""
        application_id = UUID(message.payload["application_id"])
        self.serving = self.serving or Serving(work.connection.engine, self.settings.home)
        savepoint = work.connection.begin_nested()
        try:
            look_for_rings(work, self.serving, application_id)
        except Exception:
            savepoint.rollback()
            log.exception("decision.rings_not_looked_for", application_id=str(application_id))
        else:
            savepoint.commit()
        return None
