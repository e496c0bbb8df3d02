"""Made-up people who work at every house, so that a newcomer can sign in to each console at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import yaml

from puhui.app.api import PERMISSIONS
from puhui.ground import SYSTEM, Settings, open_ground
from puhui.ground.identity import accounts, create_account
from puhui.ground.permission import load_permissions
from puhui.kernel import Problem
from town.serving import House

_FILE: Final = Path(__file__).parent / "data" / "staff.yaml"


@dataclass(frozen=True, slots=True)
class Person:
    """A login, the roles it has, and what it does, in words."""

    login: str
    roles: frozenset[str]
    zh: str
    en: str


def staff() -> tuple[str, tuple[Person, ...]]:
    """The password they share, and everybody in it."""
    written = yaml.safe_load(_FILE.read_text("utf-8"))
    people = (Person(**{**one, "roles": frozenset(one["roles"])}) for one in written["people"])
    return str(written["password"]), tuple(people)


def hire(houses: Iterable[House]) -> int:
    """Give everybody an account at every house, once; how many were new."""
    return sum(_hire(house) for house in houses)


def _hire(house: House) -> int:
    password, people = staff()
    known = load_permissions(PERMISSIONS).roles_for(None)
    new = 0
    with (
        open_ground(replace(Settings.from_env(), home=house.home, institution=house.code)) as ground,
        ground.work(SYSTEM) as work,
    ):
        found = accounts(work)
        taken = set() if isinstance(found, Problem) else {one.login for one in found}
        for person in people:
            if person.login in taken:
                continue
            made = create_account(work, person.login, password, person.roles & known, known)
            if isinstance(made, Problem):
                raise ValueError(f"{person.login}: {made.sentence()}")
            new += 1
    return new
