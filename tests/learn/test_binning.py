"""Bins are few, ordered, filled, and modest about small numbers."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.learn.scorecard.binning import bin_feature
from puhui.learn.spec import Growth, Risk

samples = st.integers(0, 10_000).map(np.random.default_rng)


@settings(max_examples=60, deadline=None)
@given(samples, st.sampled_from([Risk.RISES, Risk.FALLS]), st.integers(25, 300))
def test_risk_moves_the_declared_way_only(rng: np.random.Generator, risk: Risk, rows: int) -> None:
    """Whatever the data say, no table punishes what its owner declared to be safer."""
    values, bad = rng.normal(size=rows).round(1), (rng.random(rows) < 0.3).astype(float)
    bad[:2] = (0, 1)
    binning = bin_feature(values, bad, np.ones(rows), risk, Growth())
    steps = np.diff(binning.woe) * (1 if risk is Risk.RISES else -1)
    assert (steps > -1e-12).all()
    assert len(binning.woe) == len(binning.edges) + 1 <= Growth().max_bins


@settings(max_examples=60, deadline=None)
@given(samples, st.integers(25, 300))
def test_every_bin_holds_enough_rows_and_all_rows_are_somewhere(rng: np.random.Generator, rows: int) -> None:
    """At least eight rows each, and together with the missing ones all of them."""
    values, bad = rng.exponential(size=rows), (rng.random(rows) < 0.3).astype(float)
    values[rng.random(rows) < 0.1] = np.nan
    bad[:2] = (0, 1)
    binning = bin_feature(values, bad, np.ones(rows), Risk.EITHER, Growth())
    assert binning.rows.sum() + binning.missing_rows == rows
    assert len(binning.rows) == 1 or binning.rows.min() >= Growth().min_bin_rows


def test_an_all_good_bin_is_safe_but_not_infinitely_so() -> None:
    """Forty rows without a default are smoothed by two average rows, not read as certainty."""
    values = np.repeat([1.0, 2.0], 40)
    bad = np.r_[np.zeros(40), np.tile([0.0, 1.0], 20)]
    binning = bin_feature(values, bad, np.ones(80), Risk.RISES, Growth())
    assert list(binning.bads) == [0, 20]
    assert -6 < binning.woe[0] < -2


def test_a_few_missing_rows_earn_no_credit_and_no_more_blame_than_the_worst_bin() -> None:
    """Three good rows without the value do not make missing safe; three bad ones do not damn it."""
    values = np.r_[np.repeat([1.0, 2.0], 40), [np.nan] * 3]
    bad = np.r_[np.zeros(40), np.tile([0.0, 1.0], 20)]
    good = bin_feature(values, np.r_[bad, [0, 0, 0]], np.ones(83), Risk.RISES, Growth())
    worst = bin_feature(values, np.r_[bad, [1, 1, 1]], np.ones(83), Risk.RISES, Growth())
    assert good.missing_woe == 0
    assert worst.missing_woe == worst.woe.max()
