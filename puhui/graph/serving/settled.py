"""Up to which number every relation is there.

Numbers are drawn before their transaction commits, so a smaller one may appear after a larger one. Whoever
writes relations holds a lock together with all other writers (`graph.let_settle`); who gets it alone for a
moment knows that nobody is writing and that no number up to the largest is still on its way.
"""

import time
from typing import Final

from sqlalchemy import Connection, Engine, text

WRITING: Final = 1196570965
_TRIES_SECONDS: Final = 0.01

_ALONE: Final = text("SELECT pg_try_advisory_xact_lock(:lock)")
_LARGEST: Final = text("SELECT coalesce(max(number), 0) FROM graph.relation")


def settled_number(engine: Engine, wait_seconds: float = 0.0) -> int | None:
    """The largest number, once nobody writes; None where somebody did all the time."""
    until = time.monotonic() + wait_seconds
    while True:
        with engine.begin() as connection:
            found = _settled_now(connection)
        if found is not None or time.monotonic() >= until:
            return found
        time.sleep(_TRIES_SECONDS)


def _settled_now(connection: Connection) -> int | None:
    """Two statements: the second sees what was committed before the first got the lock."""
    if not connection.execute(_ALONE, {"lock": WRITING}).scalar_one():
        return None
    return int(connection.execute(_LARGEST).scalar_one())
