"""Rows to learn from, as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from puhui.learn.arrays import Floats


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows to learn from: one column of `values` for each of `names`, NaN for missing; `bad` is 0 or 1."""

    names: tuple[str, ...]
    values: Floats
    bad: Floats
    weight: Floats

    def rows(self, chosen: Sequence[int] | np.ndarray) -> "Sample":
        """Some of the rows."""
        return Sample(self.names, self.values[chosen], self.bad[chosen], self.weight[chosen])
