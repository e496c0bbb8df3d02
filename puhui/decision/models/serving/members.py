"""The members of a mixture as they serve: trees laid out once, lines as arrays."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from puhui.decision.jdm import settled
from puhui.decision.models.serving.forest import Forest, LaidOut, expected_of, forest_of, laid_out
from puhui.decision.models.serving.shapley import Points, add_parts, points_for, quadrature
from puhui.decision.models.serving.trees_text import Bag, Floats


@dataclass(frozen=True, slots=True, eq=False)
class ServedForest:
    """Every tree of every member of a mixture, weights and slope already in its leaves; trees whose paths
    need as many points lie together."""

    groups: tuple[tuple[Forest, Points, Points], ...]
    expected: float
    """What an unknown row can expect."""
    most_column: int

    def parts(self, row: Floats) -> Floats:
        """What every column added."""
        found = np.zeros(len(row))
        for forest, places, weights in self.groups:
            add_parts(forest, places, weights, row, found)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class ServedLine:
    """A line as `puhui.learn` fits one, multiplied by `weight`."""

    means: Floats
    spreads: Floats
    weights: Floats
    missing: Floats
    weight: float

    def parts(self, row: Floats) -> Floats:
        """What every column added; logarithms are settled, because two machines' differ in the last digit."""
        unknown = np.isnan(row)
        tame = np.array([_tame(value) for value in np.where(unknown, 0.0, row)])
        scaled = np.where(unknown, 0.0, (tame - self.means) / self.spreads)
        return np.asarray(self.weight * (scaled * self.weights + unknown * self.missing))


def served_forest(members: Mapping[str, tuple[Bag, ...]], weights: Mapping[str, float]) -> ServedForest:
    """All trees, each leaf multiplied by its member's weight and divided by the number of its bags."""
    weighed = [
        (tree, weights[name] / len(bags)) for name, bags in members.items() for bag in bags for tree in bag
    ]
    groups: dict[int, list[LaidOut]] = {}
    for tree, weight in weighed:
        laid = laid_out(tree, weight)
        groups.setdefault(points_for(laid.longest), []).append(laid)
    expected = math.fsum(weight * expected_of(tree) for tree, weight in weighed)
    most = max((int(tree.feature.max()) for tree, _ in weighed if len(tree.feature)), default=-1)
    made = tuple((forest_of(groups[points]), *quadrature(points)) for points in sorted(groups))
    return ServedForest(made, expected, most)


def served_line(written: Mapping[str, Any], weight: float, columns: int) -> ServedLine:
    """A line as `boosted.json` writes it. Raises ValueError where a figure is missing or no number."""
    means, spreads, weights, missing = (np.array(written[name], dtype=np.float64) for name in _LINE)
    arrays = (means, spreads, weights, missing)
    if any(array.shape != (columns,) or not np.isfinite(array).all() for array in arrays):
        raise ValueError("line")
    if (spreads <= 0).any():
        raise ValueError("line")
    return ServedLine(means, spreads, weights, missing, weight)


def _tame(value: float) -> float:
    return _settled(math.copysign(math.log1p(abs(value)), value))


def _settled(number: float) -> float:
    return settled(number) or 0.0


_LINE: Final = ("means", "spreads", "weights", "missing")
