"""Finding hand-overs for people who work here, and whose application an institution speaks of."""

from uuid import UUID

from puhui.exchange.handover import store
from puhui.exchange.handover.shown import shown_handover
from puhui.exchange.model import Handover
from puhui.ground import Work


def handovers_of(work: Work, application_id: UUID) -> tuple[Handover, ...]:
    """Every hand-over of an application, the newest first. For staff."""
    rows = store.handovers_of(work.connection, work.actor.mode, application_id)
    return tuple(shown_handover(work, row) for row in rows)


def application_under(work: Work, institution: str, reference: str) -> UUID | None:
    """The application that an institution knows under this reference."""
    row = store.handover_by_reference(work.connection, work.actor.mode, institution, reference)
    return None if row is None else row.application_id
