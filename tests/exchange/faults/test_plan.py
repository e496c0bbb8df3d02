"""A plan of faults: written by people, drawn from a seed, the same every time."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.exchange.faults import (
    Fault,
    FaultKind,
    FaultPlan,
    FaultSwitch,
    Where,
    read_plan,
    written_plan,
)
from puhui.kernel import Language, Problem

_SHARES = st.integers(1, 999_999).map(lambda millionth: Decimal(millionth).scaleb(-6).normalize())
_FAULTS = st.one_of(
    st.builds(Fault, st.sampled_from(FaultKind), st.sampled_from(Where), _SHARES),
    st.builds(
        Fault,
        st.sampled_from(FaultKind),
        st.sampled_from(Where),
        times=st.none() | st.integers(0, 999),
        seconds=st.none() | st.sampled_from([0.0, 0.5, 2.0, 30.0]),
    ),
)


@given(st.lists(_FAULTS, min_size=1, max_size=5), st.integers(0, 999))
def test_a_plan_reads_as_it_was_written(faults: list[Fault], seed: int) -> None:
    """Every plan has a text, and that text is the plan."""
    plan = FaultPlan(tuple(faults), seed)
    assert read_plan(written_plan(plan)) == plan


def test_the_plan_of_the_settings_reads() -> None:
    """The example of the documentation: three silences, and every event twice."""
    plan = read_plan("silent:applications:3, twice:events:*")
    assert plan == FaultPlan(
        (
            Fault(FaultKind.SILENT, Where.APPLICATIONS, times=3),
            Fault(FaultKind.TWICE, Where.EVENTS),
        )
    )
    assert not read_plan("")


@pytest.mark.parametrize(
    "written", ["loud:events:1", "slow:moon:1", "slow:events:1.5", "slow:events:-1", "slow:events:150%"]
)
def test_what_cannot_be_read_is_told_with_an_example(written: str) -> None:
    """The sentence repeats the piece and shows how it is written."""
    found = read_plan(written)
    assert isinstance(found, Problem) and written in found.what.en
    assert "silent:applications:3" in found.sentence(Language.ZH)


def test_times_are_counted_and_then_over() -> None:
    """Three silences are three, then all is well."""
    switch = FaultSwitch(FaultPlan((Fault(FaultKind.SILENT, Where.EVENTS, times=3),)))
    seen = [switch.strike(Where.EVENTS) is not None for _ in range(5)]
    assert seen == [True, True, True, False, False]
    assert switch.strike(Where.BUREAU) is None
    assert switch.struck() == {"silent:events": 3}


@given(st.integers(0, 10_000))
def test_the_same_seed_strikes_in_the_same_places(seed: int) -> None:
    """Chance comes from the seed, the way and the number of the request alone."""
    plan = FaultPlan((Fault(FaultKind.SLOW, Where.ANYWHERE, Decimal("0.3")),), seed)

    def struck(switch: FaultSwitch) -> list[bool]:
        ways = [Where.EVENTS, Where.BUREAU] * 10
        return [switch.strike(way) is not None for way in ways]

    first = FaultSwitch(plan)
    assert struck(first) == struck(FaultSwitch(plan))
    first.set(plan)
    assert struck(first) == struck(FaultSwitch(plan))


def test_a_share_is_about_that_share() -> None:
    """Twenty per cent of two thousand requests are about four hundred."""
    switch = FaultSwitch(FaultPlan((Fault(FaultKind.REFUSE, Where.ANYWHERE, Decimal("0.2")),), 7))
    assert 330 < sum(switch.strike(Where.EVENTS) is not None for _ in range(2_000)) < 470
