"""Crashes: a program dies at some statement, its connection is torn, and it starts again.

`Killed` is no `Exception`, so nothing in the program can catch it by accident, as nothing catches SIGKILL.
What the database had not committed is gone, exactly as when a real process dies.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event


class Killed(BaseException):
    """The program is dead as of this statement."""


@dataclass(slots=True)
class Fuse:
    """Burns down with every statement of one engine; at the end the program dies, before or after a commit.

    Unlit (`left` None) it only counts.
    """

    left: int | None = None
    burnt: int = 0
    after_commit: bool = False

    def light(self, statements: int, *, after_commit: bool = False) -> None:
        """Let it end at this many statements from here; `after_commit` waits for the next commit and dies
        when the database has it and nobody was told."""
        self.left, self.after_commit = statements, after_commit

    def put_out(self) -> None:
        """Nobody dies."""
        self.left = None

    @property
    def is_burning(self) -> bool:
        """Whether somebody will die."""
        return self.left is not None

    def burn(self) -> bool:
        """One statement; True when it is the last."""
        self.burnt += 1
        if self.left is None:
            return False
        self.left -= 1
        return self.left <= 0


def fused(engine: Engine) -> Fuse:
    """Lay a fuse into an engine: every statement burns it, also those inside a handler or a request."""
    fuse = Fuse()

    @event.listens_for(engine, "before_cursor_execute")
    def _statement(
        connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
    ) -> None:
        if fuse.burn() and not fuse.after_commit:
            _die(fuse, connection)

    commit = engine.dialect.do_commit

    def _commit(dbapi_connection: Any) -> None:
        commit(dbapi_connection)
        if fuse.left is not None and fuse.left <= 0 and fuse.after_commit:
            fuse.put_out()
            dbapi_connection.close()
            raise Killed

    engine.dialect.do_commit = _commit  # type: ignore[method-assign]
    return fuse


def _die(fuse: Fuse, connection: Any) -> None:
    fuse.put_out()
    connection.connection.dbapi_connection.close()
    connection.invalidate()
    raise Killed


def was_killed(error: BaseException) -> bool:
    """Whether a death is what came out, also from inside a group of errors.

    >>> was_killed(BaseExceptionGroup("tasks", [Killed()])), was_killed(ValueError())
    (True, False)
    """
    if isinstance(error, BaseExceptionGroup):
        return any(was_killed(one) for one in error.exceptions)
    return isinstance(error, Killed)


@dataclass(slots=True)
class CrashPlan:
    """Who dies on which day: drawn from the seed, at most one fuse a day, none on the calm days."""

    seed: int
    houses: tuple[str, ...]
    last_day: int
    share: float = 0.12

    def on(self, day: int) -> tuple[str, int, bool] | None:
        """The house, after how many statements, and whether just after a commit; None on most days."""
        luck = random.Random(f"crash {self.seed} {day}")
        if day >= self.last_day or luck.random() >= self.share:
            return None
        return luck.choice(self.houses), luck.randrange(1, 120), luck.random() < 0.4


@contextmanager
def no_crash(fuse: Fuse) -> Iterator[None]:
    """Look at a house without killing it."""
    left = fuse.left
    fuse.put_out()
    try:
        yield
    finally:
        fuse.left = left
