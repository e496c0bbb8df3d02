"""Events on the wire: what one program writes, the other reads, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.exchange import EventKind, event_bytes, read_event
from puhui.exchange.saying import MAY_MISS, SHAPES, body_problem
from puhui.ground import Mode
from puhui.kernel import Problem
from tests.exchange.told import BODIES, an_event
from tests.exchange.two_sides import BANK


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_of_event_is_written_and_read_back(kind: EventKind) -> None:
    """There and back, and a field too many or too few is refused with its place."""
    event = an_event("r-1", 1, kind)
    assert read_event(event_bytes(event), BANK, Mode.TEST) == event
    extra = replace(event, body={**event.body, "note": "x"})
    result = read_event(event_bytes(extra), BANK, Mode.TEST)
    assert isinstance(result, Problem)
    assert (result.code, result.where) == ("event.body", "body.note")
    for name in event.body.keys() - MAY_MISS.get(kind, frozenset()):
        less = {field: value for field, value in event.body.items() if field != name}
        problem = body_problem(kind, less)
        assert problem is not None
        assert problem.where == f"body.{name}"


def test_the_table_of_bodies_names_every_kind() -> None:
    """None is forgotten."""
    assert set(SHAPES) == set(EventKind) == set(BODIES)


@pytest.mark.parametrize("wrong", [-1, 1.5, "500", True, None, 10**14])
def test_an_amount_is_a_whole_number_of_fen(wrong: object) -> None:
    """Nothing is guessed."""
    body = {**BODIES[EventKind.DRAWDOWN_POSTED], "amount_fen": wrong}
    problem = body_problem(EventKind.DRAWDOWN_POSTED, body)
    assert problem is not None
    assert problem.where == "body.amount_fen"


@given(st.binary(max_size=200))
def test_anything_at_all_is_an_event_or_a_problem(content: bytes) -> None:
    """Never an exception."""
    assert isinstance(read_event(content, BANK, Mode.TEST), Problem)
