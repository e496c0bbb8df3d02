"""The measures agree with the vectors of the domain reference and with scikit-learn."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from puhui.learn import auc, bootstrap_auc, psi
from puhui.learn.checks.measures import ks, resampled_interval


def test_the_reference_vector_of_ks_and_auc() -> None:
    """Domain 8: bad 50,25,15,7,3 and good 100…300 in five bins give KS 0.50 and AUC 0.8130."""
    bads, goods = [50, 25, 15, 7, 3], [100, 150, 200, 250, 300]
    bad = np.concatenate([np.r_[np.ones(b), np.zeros(g)] for b, g in zip(bads, goods, strict=True)])
    risk = np.repeat([5.0, 4, 3, 2, 1], np.array(bads) + goods)
    assert round(ks(bad, risk), 9) == 0.5
    assert round(auc(bad, risk), 4) == 0.8130


def test_the_reference_vector_of_psi() -> None:
    """Domain 8: 0.010615 is stable, 0.132978 is to be watched."""
    expected = np.array([0.10, 0.20, 0.30, 0.25, 0.15])
    assert round(psi(np.array([0.20, 0.25, 0.28, 0.17, 0.10]), expected), 6) == 0.132978


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 9_999))
def test_auc_is_the_one_everybody_computes(seed: int) -> None:
    """With ties and with weights, against scikit-learn."""
    rng = np.random.default_rng(seed)
    bad, risk, weight = (
        rng.integers(0, 2, 60).astype(float),
        rng.integers(0, 8, 60).astype(float),
        rng.random(60),
    )
    bad[:2] = (0, 1)
    assert np.isclose(auc(bad, risk, weight), roc_auc_score(bad, risk, sample_weight=weight))


def test_the_corrected_interval_is_wider_than_the_naive_one() -> None:
    """Fifty overlapping folds are not fifty samples: the reach is √(1/50 + 1/4) sd, not √(1/50) sd."""
    values = np.linspace(0.8, 1.0, 50).tolist()
    interval = resampled_interval(values, 0.2)
    reach = (interval.high - interval.low) / 2 / interval.sd
    assert np.isclose(reach, 2.009575 * np.sqrt(1 / 50 + 0.25), rtol=1e-5)


def test_the_bootstrap_holds_the_auc_and_repeats_itself() -> None:
    """The same seed gives the same interval, around the measured value."""
    rng = np.random.default_rng(1)
    bad = np.r_[np.ones(27), np.zeros(96)]
    risk = rng.normal(size=123) + bad
    low, high = bootstrap_auc(bad, risk, np.random.default_rng(0))
    assert low < auc(bad, risk) < high
    assert (low, high) == bootstrap_auc(bad, risk, np.random.default_rng(0))
