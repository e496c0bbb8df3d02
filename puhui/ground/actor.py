"""Who is doing something: a person, a program, a borrower, the other side, or Puhui itself."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

CODE: Final = re.compile(r"[a-z][a-z0-9_]{1,62}")
"""How the code of an institution is written: `test_brook_bank`."""


class ActorKind(StrEnum):
    """The five kinds of doer. `PARTNER` is a program of the other side, known by its signature."""

    PERSON = "person"
    API_KEY = "api_key"
    BORROWER = "borrower"
    PARTNER = "partner"
    SYSTEM = "system"


class Mode(StrEnum):
    """Real business, or trying things out."""

    LIVE = "live"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Actor:
    """One doer. `id` is an opaque reference, never a name or a phone: the audit trail keeps it for good.

    `institution` is the code of the institution somebody acts for; None for the house's own.
    """

    id: str
    kind: ActorKind
    roles: frozenset[str] = field(default_factory=frozenset)
    mode: Mode = Mode.LIVE
    institution: str | None = None


SYSTEM: Final = Actor("system", ActorKind.SYSTEM)
