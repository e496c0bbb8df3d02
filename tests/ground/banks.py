"""Two made-up institutions, and what the tests about them share."""

import pytest
from sqlalchemy import Engine, text

from puhui.ground import Actor, ActorKind, Mode, Unavailable

BROOK, HILL = "test_brook_bank", "test_hill_bank"


def partner(code: str) -> Actor:
    """A program of that institution, as it comes to the platform."""
    return Actor(f"partner:{code}", ActorKind.PARTNER, frozenset({"partner"}), Mode.LIVE, code)


def code_of(raised: pytest.ExceptionInfo[Unavailable]) -> str:
    """What kind of unavailable it was."""
    return raised.value.problem.code


def say(server: Engine, *statements: str) -> None:
    """Have a whole server do something, each statement by itself."""
    with server.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
