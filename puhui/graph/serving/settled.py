"""Up to which number every relation is there.

Numbers are drawn before their transaction commits, so a smaller one may appear after a larger one. Whoever
writes relations holds a lock together with all other writers (`graph.let_settle`); who gets it alone for a
moment knows that nobody is writing and that no number up to the largest is still on its way.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Engine, text

WRITING: Final = 1196570965
_TRIES_SECONDS: Final = 0.01

_ALONE: Final = text("SELECT pg_try_advisory_xact_lock(:lock)")
_LARGEST: Final = text("SELECT number, id FROM graph.relation ORDER BY number DESC LIMIT 1")


@dataclass(frozen=True, slots=True)
class Settled:
    """A number up to which everything is there. `id` is that relation's own, which tells this database from
    another one and from itself before it was restored; None where there is no relation at all."""

    number: int
    id: UUID | None

    def said(self) -> dict[str, object]:
        """As a snapshot's card keeps it."""
        return {"last": self.number, "last_id": None if self.id is None else str(self.id)}

    @classmethod
    def told(cls, said: Mapping[str, Any]) -> "Settled":
        """From such a card.

        >>> Settled.told(Settled(0, None).said())
        Settled(number=0, id=None)
        """
        return cls(said["last"], None if said["last_id"] is None else UUID(said["last_id"]))


def settled(engine: Engine, wait_seconds: float = 0.0) -> Settled | None:
    """The largest number, once nobody writes; None where somebody did all the time."""
    until = time.monotonic() + wait_seconds
    while True:
        with engine.begin() as connection:
            found = _settled_now(connection)
        if found is not None or time.monotonic() >= until:
            return found
        time.sleep(_TRIES_SECONDS)


def _settled_now(connection: Connection) -> Settled | None:
    """Two statements: the second sees what was committed before the first got the lock."""
    if not connection.execute(_ALONE, {"lock": WRITING}).scalar_one():
        return None
    row = connection.execute(_LARGEST).one_or_none()
    return Settled(0, None) if row is None else Settled(row.number, row.id)
