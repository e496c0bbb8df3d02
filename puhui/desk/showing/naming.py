"""Who did something, and which house somebody means, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from puhui.desk.bodies.shapes import PersonBody
from puhui.desk.wording import word
from puhui.ground import ActorKind, Work
from puhui.ground.identity import logins_of
from puhui.kernel import Text
from puhui.matching import Catalogue


@dataclass(frozen=True, slots=True)
class Names:
    """What ids of actors and codes of houses and products are called."""

    catalogue: Catalogue
    logins: Mapping[str, str] = field(default_factory=dict)
    borrowers: frozenset[str] = frozenset()

    def who(self, actor_id: str) -> Text:
        """Whoever did it, in words: the borrower, a colleague by login, or the machine."""
        if actor_id == "borrower" or actor_id in self.borrowers:
            return word("who", "borrower")
        if actor_id in self.logins:
            return Text(self.logins[actor_id], self.logins[actor_id])
        return word("who", "machine" if actor_id == ActorKind.SYSTEM.value else "program")

    def person(self, actor_id: str) -> PersonBody:
        """An account by its login; a program by the end of its id."""
        return PersonBody(id=actor_id, login=self.logins.get(actor_id, f"…{actor_id[-8:]}"))

    def house(self, code: str) -> Text:
        """An institution."""
        found = self.catalogue.institutions.get(code)
        return found.name if found else Text(code, code)

    def product(self, code: str) -> Text:
        """A product."""
        found = next((it for it in self.catalogue.products if it.code == code), None)
        return found.name if found else Text(code, code)


def names_for(
    work: Work, catalogue: Catalogue, actors: Iterable[str], borrowers: Iterable[UUID] = ()
) -> Names:
    """The names of these actors; `borrowers` are the application's own parties."""
    return Names(catalogue, logins_of(work, set(actors)), frozenset(map(str, borrowers)))
