"""Who is doing something: a person, a program with a key, a borrower, or Puhui itself."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class ActorKind(StrEnum):
    """The four kinds of doer."""

    PERSON = "person"
    API_KEY = "api_key"
    BORROWER = "borrower"
    SYSTEM = "system"


class Mode(StrEnum):
    """Real business, or trying things out."""

    LIVE = "live"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Actor:
    """One doer. `id` is an opaque reference, never a name or a phone: the audit trail keeps it for good."""

    id: str
    kind: ActorKind
    roles: frozenset[str] = field(default_factory=frozenset)
    mode: Mode = Mode.LIVE


SYSTEM: Final = Actor("system", ActorKind.SYSTEM)
