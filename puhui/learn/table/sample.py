"""Rows to learn from, as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from puhui.learn.arrays import Floats


@dataclass(frozen=True, slots=True)
class Evened:
    """Groups whose scores are pulled together while learning: `groups` are numbers from 0 up, one a row."""

    groups: np.ndarray
    strength: float

    def penalty(self, log_odds: Floats, weight: Floats) -> float:
        """Half the strength × how far the groups' mean log odds lie from the mean of all, squared, summed."""
        return float(self.strength / 2 * (weight * self._away(log_odds, weight) ** 2).sum())

    def pull(self, log_odds: Floats, weight: Floats) -> Floats:
        """What one more unit of log odds of each row adds to the penalty."""
        return self.strength * weight * self._away(log_odds, weight)

    def rows(self, chosen: Sequence[int] | np.ndarray) -> "Evened":
        """Some of the rows."""
        return Evened(self.groups[chosen], self.strength)

    def _away(self, log_odds: Floats, weight: Floats) -> Floats:
        sums = np.bincount(self.groups, weights=weight * log_odds)
        rows = np.maximum(np.bincount(self.groups, weights=weight), 1e-12)
        return np.asarray((sums / rows)[self.groups] - sums.sum() / rows.sum())


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows to learn from: one column of `values` for each of `names`, NaN for missing; `bad` is 0 or 1."""

    names: tuple[str, ...]
    values: Floats
    bad: Floats
    weight: Floats
    evened: Evened | None = None

    def rows(self, chosen: Sequence[int] | np.ndarray) -> "Sample":
        """Some of the rows."""
        evened = self.evened and self.evened.rows(chosen)
        return Sample(self.names, self.values[chosen], self.bad[chosen], self.weight[chosen], evened)
