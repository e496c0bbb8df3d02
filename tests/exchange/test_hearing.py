"""Events that come in: known, next or waiting, and applied once each in their order."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.exchange import Heard, PartnerEvent, apply_heard, events, hear
from puhui.exchange.handover import store
from puhui.exchange.hearing.order import contiguous_from
from puhui.ground import Actor, Ground, Mode, Work
from puhui.ground.worker import drain_once
from puhui.kernel import MovableClock, Problem
from tests.exchange.made_up import NOW
from tests.exchange.told import an_event, handed, heard_by
from tests.exchange.two_sides import BANK


@given(st.permutations(range(1, 9)), st.integers(0, 8))
def test_numbers_reach_as_far_as_there_is_no_gap(kept: Sequence[int], missing: int) -> None:
    """Whatever the order, up to the first that misses."""
    present = [number for number in kept if number != missing]
    assert contiguous_from(0, present) == (missing - 1 if missing else 8)


_COUNT = itertools.count()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    arriving=st.permutations([1, 2, 3, 4, 5, 6]).flatmap(
        lambda order: st.lists(st.sampled_from(order), max_size=6).map(lambda again: order + again)
    ),
    drained_after=st.sets(st.integers(0, 11)),
)
def test_any_order_and_any_repetition_gives_the_same_applied_order(
    ground: Ground, clerk: Actor, arriving: list[int], drained_after: set[int]
) -> None:
    """Events that come in any order, some of them twice, with the worker running in between at any time."""
    reference = f"r-{next(_COUNT)}"
    handed(ground, clerk, reference)
    applied: list[int] = []
    for number, sequence in enumerate(arriving):
        with ground.work(clerk) as work:
            assert isinstance(hear(work, an_event(reference, sequence)), Heard)
        if number in drained_after:
            heard_by(ground, applied)
    heard_by(ground, applied)
    assert applied == [1, 2, 3, 4, 5, 6]


def test_an_event_is_applied_known_or_waiting(ground: Ground, clerk: Actor) -> None:
    """The second first: it waits; then the first: both go on; then again: known."""
    handed(ground, clerk, "r-1")
    with ground.work(clerk) as work:
        assert hear(work, an_event("r-1", 2)) is Heard.WAITING
        assert hear(work, an_event("r-1", 1)) is Heard.APPLIED
        assert hear(work, an_event("r-1", 2)) is Heard.KNOWN


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reference": "r-2"}, "event.reference.not_found"),
        ({"at": NOW + timedelta(seconds=1)}, "event.content.conflict"),
        ({"event_id": UUID(int=7)}, "event.sequence.conflict"),
    ],
)
def test_an_event_that_contradicts_what_is_known_is_refused(
    ground: Ground, clerk: Actor, change: dict[str, Any], code: str
) -> None:
    """An unknown reference, another content under a known id, another event under a known number."""
    handed(ground, clerk, "r-1")
    with ground.work(clerk) as work:
        hear(work, an_event("r-1", 1))
        result = hear(work, replace(an_event("r-1", 1), **change))
    assert isinstance(result, Problem)
    assert result.code == code


def test_another_institution_cannot_tell_about_this_one(ground: Ground, clerk: Actor) -> None:
    """A reference means something only with its institution."""
    handed(ground, clerk, "r-1")
    with ground.work(clerk) as work:
        result = hear(work, replace(an_event("r-1", 1), institution="test_lamp_microloan"))
    assert isinstance(result, Problem)
    assert result.code == "event.reference.not_found"


def test_too_many_waiting_events_are_refused_but_never_the_missing_one(ground: Ground, clerk: Actor) -> None:
    """A sender that lost one cannot fill the table; the lost one is always welcome."""
    handed(ground, clerk, "r-1")
    with ground.work(clerk) as work:
        results = [hear(work, an_event("r-1", sequence)) for sequence in range(2, 204)]
        assert results[:200] == [Heard.WAITING] * 200
        assert all(isinstance(it, Problem) for it in results[200:])
        assert hear(work, an_event("r-1", 1)) is Heard.APPLIED


def test_a_listener_that_fails_holds_the_order_back(ground: Ground, clerk: Actor) -> None:
    """Nothing after the failed event is applied before it; later all of it is, once."""
    handed(ground, clerk, "r-1")
    with ground.work(clerk) as work:
        for sequence in (1, 2, 3):
            hear(work, an_event("r-1", sequence))
    applied: list[int] = []
    broken = {2}

    def listener(work: Work, event: PartnerEvent) -> Problem | None:
        if event.sequence in broken:
            raise RuntimeError("the mirror is away")
        applied.append(event.sequence)
        return None

    handlers = {
        events.EVENT_HEARD: lambda work, it: apply_heard(work, it, listener),
        events.HANDOVER_MOVED: lambda work, it: None,
    }
    drain_once(ground, handlers)
    assert applied.count(2) == applied.count(3) == 0
    with ground.work(clerk) as work:
        row = store.handover_by_reference(work.connection, Mode.TEST, BANK, "r-1")
    assert row is not None
    assert row.applied_through == 0, "the failed transaction took the first one back with it"
    broken.clear()
    applied.clear()
    drain_once(replace(ground, clock=MovableClock(NOW + timedelta(seconds=10))), handlers)
    assert applied == [1, 2, 3]
