"""Who somebody is, as colleagues know them: the work name of an account."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from uuid import UUID

from puhui.ground.publishing import store
from puhui.ground.work import Work


def names_of(work: Work, people: Iterable[str | None]) -> Mapping[str, str]:
    """The login behind each id; an id that is no account's stands for itself."""
    asked = {person for person in people if person}
    known = store.logins(work.connection, list(_ids(asked)))
    return {person: known.get(person, person) for person in asked}


def _ids(people: Iterable[str]) -> Iterable[UUID]:
    for person in people:
        with suppress(ValueError):
            yield UUID(person)
