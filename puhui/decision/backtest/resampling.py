"""How sure: the same figures over a thousand other draws of the same applications. Pure, and repeatable.

Every figure of a backtest is made of sums over applications, so one product of matrices gives them for many
draws at once. Both policies are seen on the same draw: what is between them has no noise of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.decision.challenge.intervals import share

Floats = NDArray[np.float64]
Figure = Callable[[Mapping[str, Floats]], Floats]
_CELLS = 4_000_000
"""Of weights at once: 32 MB."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, and between what 95 of 100 draws leave it; None where there is nothing to make it of."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Sums over everybody, and over each draw."""

    whole: Mapping[str, Floats]
    draws: Mapping[str, Floats]

    def estimate(self, figure: Figure) -> Estimate:
        """One figure with its interval. A draw in which it cannot be made is left out."""
        with np.errstate(divide="ignore", invalid="ignore"):
            value = float(figure(self.whole)[0])
            many = figure(self.draws)
        many = many[np.isfinite(many)]
        if not np.isfinite(value):
            return Estimate(None)
        if not len(many):
            return Estimate(value)
        low, high = np.quantile(many, [0.025, 0.975])
        return Estimate(value, float(low), float(high))

    def share(self, hits: str, n: str) -> Estimate:
        """One sum's share of another. Where it is nothing or all, every draw says the same, and that is no
        certainty: there the interval is Wilson's."""
        found = self.estimate(lambda it: it[hits] / it[n])
        if found.value not in {0.0, 1.0}:
            return found
        wilson = share(round(float(self.whole[hits][0])), round(float(self.whole[n][0])))
        return found if wilson is None else Estimate(found.value, wilson.low, wilson.high)


def drawn(columns: Mapping[str, Floats], n: int, resamples: int, seed: int) -> Drawn:
    """Sums of every column over `resamples` draws of `n` applications with replacement."""
    names = list(columns)
    values = (
        np.nan_to_num(np.stack([columns[name] for name in names], axis=1)) if n else np.zeros((0, len(names)))
    )
    whole = values.sum(axis=0, keepdims=True)
    rng = np.random.default_rng(seed)
    at_once = max(1, min(resamples, _CELLS // max(n, 1)))
    parts = [_some(rng, values, min(at_once, resamples - done)) for done in range(0, resamples, at_once)]
    draws = np.concatenate(parts) if parts and n else np.zeros((0, len(names)))
    return Drawn(
        {name: whole[:, place] for place, name in enumerate(names)},
        {name: draws[:, place] for place, name in enumerate(names)},
    )


def _some(rng: np.random.Generator, values: Floats, draws: int) -> Floats:
    n = len(values)
    weights = np.zeros((draws, n))
    for draw in range(draws):
        weights[draw] = np.bincount(rng.integers(0, n, n), minlength=n)
    return np.asarray(weights @ values)
