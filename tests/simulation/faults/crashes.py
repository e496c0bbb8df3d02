"""Crashes: a program dies at some statement, its connection is torn, and it starts again.

`Killed` is no `Exception`, so nothing in the program can catch it by accident, as nothing catches SIGKILL.
What the database had not committed is gone, exactly as when a real process dies.
"""

import random
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg


class Killed(BaseException):
    """The program is dead as of this statement."""


@dataclass(slots=True)
class Fuse:
    """Burns down with every statement in one database; at the end whoever runs it dies, before or after a
    commit.

    Unlit (`left` None) it only counts.
    """

    left: int | None = None
    burnt: int = 0
    after_commit: bool = False
    has_killed: bool = False

    def light(self, statements: int, *, after_commit: bool = False) -> None:
        """Let it end at this many statements from here; `after_commit` waits for the next commit and dies
        when the database has it and nobody was told."""
        self.left, self.after_commit = statements, after_commit

    def put_out(self) -> None:
        """Nobody dies."""
        self.left = None

    def kill(self, driver: Any) -> NoReturn:
        """Tear the connection and die."""
        self.put_out()
        self.has_killed = True
        driver.close()
        raise Killed

    def burn(self) -> bool:
        """One statement; True when it is the last."""
        self.burnt += 1
        if self.left is None:
            return False
        self.left -= 1
        return self.left <= 0


def fuse_of(database: str) -> Fuse:
    """The one fuse of everybody who works in this database, whatever login they work as."""
    _listen()
    return _FUSES.setdefault(database, Fuse())


_FUSES: dict[str, Fuse] = {}


@cache
def _listen() -> None:
    """Lay the wire into every engine of this process, once."""
    event.listen(Engine, "before_cursor_execute", _statement)
    commit: Any = PGDialect_psycopg.do_commit

    def _commit(dialect: Any, dbapi_connection: Any) -> None:
        commit(dialect, dbapi_connection)
        fuse = _FUSES.get(dbapi_connection.driver_connection.info.dbname)
        if fuse is not None and fuse.after_commit and fuse.left is not None and fuse.left <= 0:
            fuse.kill(dbapi_connection.driver_connection)

    PGDialect_psycopg.do_commit = _commit  # type: ignore[method-assign]


def _statement(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    fuse = _FUSES.get(connection.engine.url.database or "")
    if fuse is None or not fuse.burn() or fuse.after_commit:
        return
    try:
        fuse.kill(connection.connection.driver_connection)
    finally:
        connection.invalidate()


def was_killed(error: BaseException) -> bool:
    """Whether a death is what came out, also from inside a group of errors.

    >>> was_killed(BaseExceptionGroup("tasks", [Killed()])), was_killed(ValueError())
    (True, False)
    """
    if isinstance(error, BaseExceptionGroup):
        return any(was_killed(one) for one in error.exceptions)
    return isinstance(error, Killed)


@dataclass(frozen=True, slots=True)
class Crash:
    """Who dies, in which part of the day (the last is the night), after how many statements."""

    house: str
    part: int
    statements: int
    after_commit: bool


@dataclass(frozen=True, slots=True)
class CrashPlan:
    """Who dies on which day: drawn from the seed, at most one crash a day, none on the calm days."""

    seed: int
    houses: tuple[str, ...]
    last_day: int
    share: float = 0.15

    def on(self, day: int) -> Crash | None:
        """The crash of a day; None on most days."""
        luck = random.Random(f"crash {self.seed} {day}")
        if day >= self.last_day or luck.random() >= self.share:
            return None
        return Crash(luck.choice(self.houses), luck.randrange(3), luck.randrange(1, 120), luck.random() < 0.4)
