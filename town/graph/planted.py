"""What was planted, and what only resembles it: the truth about rings."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from town.dice import Ints

RING_KINDS: Final = (
    "guarantee_cycle", "circular_invoicing", "borrowed_identity", "device_farm", "role_change",
)  # fmt: skip
MEMBER: Final = "member"


@dataclass(frozen=True, slots=True)
class Planted:
    """One ring or look-alike: its nodes by role; `what` names the look-alike, "" is a true ring."""

    kind: str
    what: str
    roles: tuple[tuple[str, Ints], ...]


@dataclass(slots=True)
class Truth:
    """Everything planted, in the order of planting."""

    planted: list[Planted] = field(default_factory=list)

    def ring(self, kind: str, members: Ints, **others: Ints) -> None:
        """A true one."""
        self._add(kind, "", members, others)

    def lookalike(self, kind: str, what: str, members: Ints, **others: Ints) -> None:
        """Resembles `kind` and is honest."""
        self._add(kind, what, members, others)

    def _add(self, kind: str, what: str, members: Ints, others: dict[str, Ints]) -> None:
        roles = ((MEMBER, members), *others.items())
        self.planted.append(Planted(kind, what, tuple((role, np.unique(nodes)) for role, nodes in roles)))
