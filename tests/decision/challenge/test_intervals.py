"""Shares and means with how sure we are of them."""

import math
import random

from hypothesis import given
from hypothesis import strategies as st

from puhui.decision.challenge.intervals import mean, mean_difference, share, share_difference


@given(st.integers(1, 5_000), st.data())
def test_a_share_lies_in_its_interval_within_nothing_and_all(n: int, data: st.DataObject) -> None:
    """At any count; and more cases make it narrower."""
    hits = data.draw(st.integers(0, n))
    it, wider = share(10 * hits, 10 * n), share(hits, n)
    assert it is not None
    assert wider is not None
    assert 0 <= wider.low <= wider.value <= wider.high <= 1
    assert it.high - it.low <= wider.high - wider.low + 1e-9


@given(st.integers(1, 400), st.integers(1, 400), st.data())
def test_a_difference_turns_with_its_sides(n: int, m: int, data: st.DataObject) -> None:
    """Whoever is called first, it is the same difference."""
    hits, others = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    one, back = share_difference(hits, n, others, m), share_difference(others, m, hits, n)
    assert one is not None
    assert back is not None
    assert math.isclose(one.value, -back.value, abs_tol=1e-9)
    assert math.isclose(one.low, -back.high, abs_tol=2e-4)
    assert one.low <= one.value <= one.high


def test_of_twenty_true_nothings_about_one_is_called_something() -> None:
    """Two arms of one truth: the interval leaves 0 out about five times in a hundred, not fifty."""
    dice = random.Random(7)
    called = 0
    for _ in range(1_000):
        hits = [sum(dice.random() < 0.3 for _ in range(120)) for _ in range(2)]
        it = share_difference(hits[0], 120, hits[1], 120)
        assert it is not None
        called += it.low > 0 or it.high < 0
    assert 20 <= called <= 80


def test_of_few_nothing_is_said() -> None:
    """Nobody has no share; nine limits have no mean that could be trusted."""
    assert (share(0, 0), share_difference(0, 0, 1, 2)) == (None, None)
    assert (mean([1.0] * 9), mean_difference([1.0] * 9, [2.0] * 50)) == (None, None)
    it = mean([float(n) for n in range(100)])
    assert it is not None
    assert it.low < 49.5 == it.value < it.high
