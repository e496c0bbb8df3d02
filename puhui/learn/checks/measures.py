"""How good a score is: AUC, KS, Brier, calibration, PSI, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from puhui.learn.arrays import Floats


def auc(bad: Floats, risk: Floats, weight: Floats | None = None) -> float:
    """Chance that a bad row is given more risk than a good one; ties count half.

    >>> auc(np.array([0., 0., 1., 1.]), np.array([.1, .4, .35, .8]))
    0.75
    """
    weight = np.ones(len(bad)) if weight is None else weight
    values, places = np.unique(risk, return_inverse=True)
    bads = np.bincount(places, weights=bad * weight, minlength=len(values))
    goods = np.bincount(places, weights=(1 - bad) * weight, minlength=len(values))
    below = np.cumsum(goods) - goods
    return float((bads * (below + goods / 2)).sum() / (bads.sum() * goods.sum()))


def ks(bad: Floats, risk: Floats, weight: Floats | None = None) -> float:
    """Largest distance between the cumulative shares of good and bad (domain 8).

    >>> ks(np.array([0., 0., 1., 1.]), np.array([.1, .2, .3, .4]))
    1.0
    """
    weight = np.ones(len(bad)) if weight is None else weight
    values, places = np.unique(risk, return_inverse=True)
    bads = np.bincount(places, weights=bad * weight, minlength=len(values)).cumsum()
    goods = np.bincount(places, weights=(1 - bad) * weight, minlength=len(values)).cumsum()
    return float(np.abs(bads / bads[-1] - goods / goods[-1]).max())


def brier(bad: Floats, probability: Floats, weight: Floats) -> float:
    """Mean squared distance between probability and outcome; smaller is better."""
    return float((weight * (probability - bad) ** 2).sum() / weight.sum())


def psi(actual: Floats, expected: Floats, floor: float = 1e-4) -> float:
    """Population stability index of two distributions given as shares (domain 8).

    >>> round(psi(np.array([.08, .18, .30, .28, .16]), np.array([.10, .20, .30, .25, .15])), 6)
    0.010615
    """
    a, e = np.maximum(actual, floor), np.maximum(expected, floor)
    return float(((a - e) * np.log(a / e)).sum())


_MOST_PAIRS = 2_000_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with its spread and a 95 % interval."""

    mean: float
    sd: float
    low: float
    high: float


def resampled_interval(values: Sequence[float], test_share: float) -> Interval:
    """Mean over the folds of repeated cross-validation with the corrected resampled t interval.

    Folds share their training rows, so their plain standard error is far too small. Nadeau & Bengio (2003)
    put `1/J + n_test/n_train` where `1/J` stood; J folds in all. For two models, give it the differences
    over the same folds.

    >>> interval = resampled_interval([0.88, 0.92, 0.90, 0.90], 0.2)
    >>> round(interval.mean, 2), round(interval.low, 3), round(interval.high, 3)
    (0.9, 0.863, 0.937)
    """
    sample = np.asarray(values, dtype=np.float64)
    mean, sd = float(sample.mean()), float(sample.std(ddof=1))
    error = sd * float(np.sqrt(1 / len(sample) + test_share / (1 - test_share)))
    reach = float(stdtrit(len(sample) - 1, 0.975)) * error
    return Interval(mean, sd, mean - reach, mean + reach)


def bootstrap_auc(
    bad: Floats, risk: Floats, rng: np.random.Generator, draws: int = 500, weight: Floats | None = None
) -> tuple[float, float]:
    """95 % interval of the AUC when other rows might have been drawn, good and bad apart.

    With very many rows the bootstrap is replaced by its limit, the normal interval of DeLong (1988). Weighted
    rows are drawn with their weights.
    """
    if weight is not None and not np.allclose(weight, weight[0]):
        return _weighted_draws(bad, risk, weight, rng, min(draws, 200))
    bads, goods = np.sort(risk[bad > 0]), np.sort(risk[bad == 0])
    if len(bads) * len(goods) > _MOST_PAIRS:
        return _delong(bads, goods)
    wins = (bads[:, None] > goods[None, :]) + 0.5 * (bads[:, None] == goods[None, :])
    found = [_redrawn(wins, rng) for _ in range(draws)]
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def _weighted_draws(
    bad: Floats, risk: Floats, weight: Floats, rng: np.random.Generator, draws: int
) -> tuple[float, float]:
    found = []
    for _ in range(draws):
        times = np.zeros(len(bad))
        for side in (np.flatnonzero(bad > 0), np.flatnonzero(bad == 0)):
            times[side] = rng.multinomial(len(side), np.full(len(side), 1 / len(side)))
        found.append(auc(bad, risk, weight * times))
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def _delong(bads: Floats, goods: Floats) -> tuple[float, float]:
    above = (np.searchsorted(goods, bads, "left") + np.searchsorted(goods, bads, "right")) / 2 / len(goods)
    below = 1 - (np.searchsorted(bads, goods, "left") + np.searchsorted(bads, goods, "right")) / 2 / len(bads)
    error = float(np.sqrt(above.var(ddof=1) / len(bads) + below.var(ddof=1) / len(goods)))
    return float(above.mean()) - 1.96 * error, float(above.mean()) + 1.96 * error


def _redrawn(wins: Floats, rng: np.random.Generator) -> float:
    rows = rng.multinomial(wins.shape[0], np.full(wins.shape[0], 1 / wins.shape[0]))
    columns = rng.multinomial(wins.shape[1], np.full(wins.shape[1], 1 / wins.shape[1]))
    return float(rows @ wins @ columns / (wins.shape[0] * wins.shape[1]))


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """Rows of like probability: what was said and what happened."""

    rows: int
    said: float
    happened: float


def calibration_table(
    bad: Floats, probability: Floats, weight: Floats, groups: int = 5
) -> tuple[CalibrationRow, ...]:
    """Equally filled groups by probability, safest first; means are weighted as the model is."""
    order = np.argsort(probability, kind="stable")
    return tuple(
        CalibrationRow(len(part), _mean(probability, weight, part), _mean(bad, weight, part))
        for part in np.array_split(order, groups)
        if len(part)
    )


def _mean(values: Floats, weight: Floats, rows: NDArray[np.intp]) -> float:
    return float(np.average(values[rows], weights=weight[rows]))
