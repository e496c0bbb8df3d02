"""Populations have more or fewer owners than those a model learnt from; probabilities must move with that.

Where only the share of owners differs (prior shift), the odds of everybody move by one factor: new prior
odds over old ones. The new share is found without labels as Saerens, Latinne & Decaestecker (2002) do: it
is the mean of the probabilities that it itself leads to. All of it works on a histogram of scores, so ten
million persons need no more memory than ten.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.identify.owner.policy import Policy

_REACH, _STEP = 16.0, 0.01
_BINS: Final = round(2 * _REACH / _STEP)
_MIDDLES: Final = np.linspace(-_REACH + _STEP / 2, _REACH - _STEP / 2, _BINS, dtype=np.float64)
_STEPS: Final = 500
_SETTLED: Final = 1e-7
Sums = NDArray[np.float64]


@dataclass(slots=True)
class Scores:
    """How many persons had which log odds, at the model's own prior."""

    counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(_BINS, np.int64))

    def add(self, log_odds: Sums) -> None:
        """Count some more persons."""
        places = ((np.clip(log_odds, -_REACH, _REACH - _STEP / 2) + _REACH) / _STEP).astype(np.int64)
        self.counts += np.bincount(places, minlength=_BINS)

    @property
    def persons(self) -> int:
        """How many were counted."""
        return int(self.counts.sum())


def moved(log_odds: Sums, model_prior: float, prior: float) -> Sums:
    """The log odds where `prior` of all run a business.

    >>> round(float(moved(np.array([0.0]), 0.5, 0.2)[0]), 4)
    -1.3863
    """
    return log_odds + _odds(prior) - _odds(model_prior)


def chance(log_odds: Sums) -> Sums:
    """Log odds as a probability."""
    return 1.0 / (1.0 + np.exp(-log_odds))


def estimated_prior(scores: Scores, model_prior: float, policy: Policy) -> float:
    """The share of owners among those counted; the model's own where there are too few to tell."""
    if scores.persons < policy.fewest_for_prior:
        return model_prior
    low, high = policy.prior_between
    prior = model_prior
    for _ in range(_STEPS):
        found = float(np.average(chance(moved(_MIDDLES, model_prior, prior)), weights=scores.counts))
        found = min(max(found, low), high)
        if abs(found - prior) < _SETTLED:
            break
        prior = found
    return found


def threshold_for(scores: Scores, model_prior: float, prior: float, precision: float) -> float:
    """The lowest probability at which those at or above it are right `precision` of the time, on average.

    It trusts the probabilities. 1.0 where not even the surest are sure enough.
    """
    chances = chance(moved(_MIDDLES, model_prior, prior))[::-1]
    counts = scores.counts[::-1]
    many = np.cumsum(counts)
    right = np.cumsum(counts * chances)
    good = np.flatnonzero((many > 0) & (right >= precision * many))
    return float(chances[good[-1]]) if len(good) else 1.0


def _odds(share: float) -> float:
    return float(np.log(share / (1.0 - share)))
