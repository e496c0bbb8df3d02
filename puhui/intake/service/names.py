"""Names for a list, many opened at once, for people who work here; an application with both parties."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from puhui.ground import ActorKind, Erased, Work
from puhui.intake import store
from puhui.intake.model import Application, SubjectKind


@dataclass(frozen=True, slots=True)
class ListedParty:
    """What a list says of a subject; `name` is None once it was erased."""

    id: UUID
    kind: SubjectKind
    trade: str | None
    region: str | None
    name: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Listed:
    """An application with its owner and, where there is one beside the owner, the business."""

    application: Application
    owner: ListedParty
    business: ListedParty | None


def listed(work: Work, application_id: UUID) -> Listed | None:
    """What a list says of one application. For staff; None where there is none in this mode."""
    asked = store.get_application(work.connection, work.actor.mode, application_id)
    if asked is None or work.actor.kind is ActorKind.BORROWER:
        return None
    ids = [asked.owner_id, *([asked.enterprise_id] if asked.enterprise_id else [])]
    rows = {row.id: row for row in store.listed_subjects(work.connection, work.actor.mode, ids)}
    names = work.vault.open_each(
        work.connection, "name", {it.id: bytes(it.sealed_name) for it in rows.values()}
    )
    parties = {}
    for subject_id, row in rows.items():
        name = names[subject_id]
        told = None if isinstance(name, Erased) else name
        parties[subject_id] = ListedParty(row.id, SubjectKind(row.kind), row.trade, row.region, told)
    business = None if asked.enterprise_id is None else parties[asked.enterprise_id]
    return Listed(asked, parties[asked.owner_id], business)


def names_of(work: Work, subject_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of subjects as staff read them; without erased ones; a borrower gets nobody's."""
    if work.actor.kind is ActorKind.BORROWER or not subject_ids:
        return {}
    rows = store.listed_subjects(work.connection, work.actor.mode, subject_ids)
    sealed = {row.id: bytes(row.sealed_name) for row in rows}
    opened = work.vault.open_each(work.connection, "name", sealed)
    return {subject_id: name for subject_id, name in opened.items() if not isinstance(name, Erased)}
