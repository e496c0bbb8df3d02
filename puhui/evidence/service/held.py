"""What there is about a subject, without opening any of it: for a page of evidence, and a timeline."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from puhui.evidence import store
from puhui.ground import Work
from puhui.intake import Subject, subject


@dataclass(frozen=True, slots=True)
class Held:
    """One piece of evidence as it was learned.

    `state` is `whole` or `partly` for what was read, and the answer for what was asked (`MATCH` …). `rows`
    counts what was new in an import. It says nothing that is sealed.
    """

    id: UUID
    source: str
    kind: str
    at: datetime
    first_day: date | None
    last_day: date | None
    rows: int | None
    state: str
    consent_id: UUID | None
    actor: str


def held(work: Work, subject_id: UUID) -> tuple[Held, ...]:
    """Every piece about a subject that this actor may see, oldest first."""
    if not isinstance(subject(work, subject_id), Subject):
        return ()
    rows = store.held_of(work.connection, work.actor.mode, subject_id)
    return tuple(Held(**{name: row._mapping[name] for name in Held.__slots__}) for row in rows)
