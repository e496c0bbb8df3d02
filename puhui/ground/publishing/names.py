"""Who somebody is, as colleagues know them: the work name of an account."""

from collections.abc import Iterable, Mapping

from puhui.ground.identity import logins_of
from puhui.ground.work import Work


def names_of(work: Work, people: Iterable[str | None]) -> Mapping[str, str]:
    """The login behind each id; an id that is no account's stands for itself."""
    asked = {person for person in people if person}
    known = logins_of(work, asked)
    return {person: known.get(person, person) for person in asked}
