"""Whether as many defaulted as were said to: by scorecard, by band, with intervals and how mature that is.

Only loans whose months are over count, all of them and not only those that went bad early. What is expected
is the sum of what was said at the decision; what happened is compared with it by the exact Poisson interval.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, ndtr

from puhui.decision.watch.measuring.lent import Lent, lent
from puhui.decision.watch.measuring.shares import Between, Share, share
from puhui.decision.watch.reading.coded import SCORE
from puhui.decision.watch.reading.watched import Rows, Watched

_TAIL = 0.025
_HASH = 12


@dataclass(frozen=True, slots=True)
class BandCalibration:
    """One band: the mean of what was said, and what happened."""

    band: str
    expected: float
    observed: Share


@dataclass(frozen=True, slots=True)
class Calibration:
    """One scorecard. `lent` loans, of which `mature` have had their months and `known` are known; `ratio` is
    observed ÷ expected; `chance` that they differ so much where they are the same."""

    about: str
    lent: int
    mature: int
    known: int
    bad: int
    expected: float
    ratio: Between | None
    chance: float
    bands: tuple[BandCalibration, ...]


def calibrations(watched: Watched, as_of: int) -> tuple[Calibration, ...]:
    """Every scorecard whose loans are followed; the one that most came of first."""
    found = lent(watched, as_of)
    made = [_of(watched, found, code) for code in np.unique(watched.coded.scorecard[found.rows]).tolist()]
    return tuple(sorted(made, key=lambda one: (-one.known, -one.lent)))


def compared(bad: int, probabilities: NDArray[np.float32]) -> tuple[Between | None, float]:
    """Observed ÷ expected with the exact interval of a Poisson count, and the two-sided chance of it.

    >>> ratio, chance = compared(20, np.full(1000, 0.02, dtype=np.float32))
    >>> round(ratio.value, 3), round(ratio.low, 2), round(ratio.high, 2), round(chance, 3)
    (1.0, 0.61, 1.54, 1.0)
    """
    said = probabilities.astype(np.float64)
    expected, spread = float(said.sum()), sqrt(float((said * (1 - said)).sum()))
    if expected <= 0 or spread == 0:
        return None, 1.0
    low = float(gammaincinv(bad, _TAIL)) if bad else 0.0
    high = float(gammaincinv(bad + 1, 1 - _TAIL))
    gap = max(0.0, abs(bad - expected) - 0.5)
    chance = float(2 * ndtr(-gap / spread))
    return Between(bad / expected, low / expected, high / expected), min(1.0, chance)


def _of(watched: Watched, found: Lent, code: int) -> Calibration:
    coded = watched.coded
    mine = (coded.scorecard[found.rows] == code) & ~np.isnan(coded.probability[found.rows])
    known = mine & found.is_known
    bad = int(found.is_bad[known].sum())
    ratio, chance = compared(bad, coded.probability[found.rows[known]])
    return Calibration(
        f"{SCORE}{coded.vocabulary['scorecard'][code][:_HASH]}",
        int(mine.sum()),
        int((mine & found.is_mature).sum()),
        int(known.sum()),
        bad,
        float(coded.probability[found.rows[known]].astype(np.float64).sum()),
        ratio,
        chance,
        tuple(_bands(watched, found.rows[known], found.is_bad[known])),
    )


def _bands(watched: Watched, rows: Rows, is_bad: NDArray[np.bool_]) -> Iterator[BandCalibration]:
    coded = watched.coded
    words = coded.vocabulary.get("band", ())
    for band in sorted(words):
        mine = coded.band[rows] == words.index(band)
        if mine.sum() >= watched.limits.suppressed_below:
            said = float(coded.probability[rows[mine]].astype(np.float64).mean())
            yield BandCalibration(band, said, share(int(is_bad[mine].sum()), int(mine.sum())))
