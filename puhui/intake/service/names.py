"""Names for a list: many opened at once, for people who work here."""

from collections.abc import Collection, Mapping
from uuid import UUID

from puhui.ground import ActorKind, Erased, Work
from puhui.intake import store


def names_of(work: Work, subject_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of subjects as staff read them; without erased ones; a borrower gets nobody's."""
    if work.actor.kind is ActorKind.BORROWER or not subject_ids:
        return {}
    sealed = store.sealed_names(work.connection, work.actor.mode, subject_ids)
    opened = work.vault.open_each(work.connection, "name", sealed)
    return {subject_id: name for subject_id, name in opened.items() if not isinstance(name, Erased)}
