"""PSI: never negative, the same both ways, nothing where nothing moved; chance is taken off."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.decision.watch.measuring.stability import moved_by, psi, stability
from puhui.learn import psi as psi_of_training

COUNTS = st.lists(st.integers(0, 500), min_size=2, max_size=12).filter(lambda counts: sum(counts) > 0)
PAIRS = (
    st.integers(2, 12)
    .flatmap(lambda size: st.tuples(*[st.lists(st.integers(0, 500), min_size=size, max_size=size)] * 2))
    .filter(lambda pair: all(sum(side) > 0 for side in pair))
)


@given(PAIRS)
def test_it_is_never_negative_and_the_same_both_ways(pair: tuple[list[int], list[int]]) -> None:
    """Which side is the reference does not matter to the number, only to what one calls it."""
    one, other = (np.array(side) for side in pair)
    there, back = stability(one, other), stability(other, one)
    assert there is not None and back is not None
    assert there.psi >= 0 and there.psi == pytest.approx(back.psi, abs=1e-9)
    assert 0 <= there.low <= there.high and 0 <= there.corrected <= there.psi and 0 <= there.chance <= 1


@given(COUNTS)
def test_nothing_moved_is_nothing(counts: list[int]) -> None:
    """The very same counts are at distance zero, whatever they are."""
    same = stability(np.array(counts), np.array(counts))
    assert same is not None
    assert same.psi == pytest.approx(0, abs=1e-12) and same.corrected == 0 and same.chance > 0.99


def test_the_definition_is_that_of_the_domain_and_of_training() -> None:
    """Both vectors of domain 8, and the same as the room that trains models says."""
    usual = (0.10, 0.20, 0.30, 0.25, 0.15)
    assert psi(usual, (0.08, 0.18, 0.30, 0.28, 0.16)) == pytest.approx(0.010615, abs=1e-6)
    assert psi(usual, (0.20, 0.25, 0.28, 0.17, 0.10)) == pytest.approx(0.132978, abs=1e-6)
    assert psi(usual, usual[::-1]) == pytest.approx(psi_of_training(np.array(usual[::-1]), np.array(usual)))


@pytest.mark.parametrize("n", [60, 300, 2000])
def test_the_interval_holds_what_is_true(n: int) -> None:
    """Of a known move the true PSI lies inside 95 % of intervals, from few decisions as from many."""
    rng, then = np.random.default_rng(1), np.full(10, 0.1)
    now = np.linspace(0.5, 1.5, 10) / 10
    true = psi(then.tolist(), now.tolist())
    held = 0
    for _ in range(300):
        found = stability(rng.multinomial(5000, then), rng.multinomial(n, now), least_expected=1)
        assert found is not None
        held += found.low <= true <= found.high
    assert held / 300 > 0.90


def test_ninety_five_of_a_hundred_chances_are_above_five_per_cent() -> None:
    """Where nothing moved, the chance is what it says: as often under 5 % as 5 % of the time."""
    rng, shares = np.random.default_rng(2), np.full(10, 0.1)
    found = [stability(rng.multinomial(300, shares), rng.multinomial(80, shares)) for _ in range(1500)]
    under = sum(one.chance < 0.05 for one in found if one is not None)
    assert 0.03 < under / 1500 < 0.07


@given(st.integers(2, 5), st.integers(2, 8), st.integers(0, 10**6))
def test_what_segments_add_is_the_whole(segments: int, bins: int, seed: int) -> None:
    """The parts of a move add up to the PSI over all, to the last place."""
    rng = np.random.default_rng(seed)
    then, now = (rng.integers(1, 60, (segments, bins)) for _ in range(2))
    e, a = then.sum(0), now.sum(0)
    smooth = [(side + 0.5) / (side.sum() + 0.5 * bins) for side in (e, a)]
    plain = [side / side.sum() for side in (e, a)]
    whole = float(((plain[1] - plain[0]) * np.log(smooth[1] / smooth[0])).sum())
    assert moved_by(then, now).sum() == pytest.approx(whole, abs=1e-12)
