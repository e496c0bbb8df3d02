"""What every column added, exactly: TreeSHAP values (Lundberg et al. 2020) by quadrature.

A column's Shapley value in one path is an integral over t of the product of the other columns' factors
`cold·(1−t) + hot·t` (hot: 1 where the row takes the path's edges of that column). The product is a polynomial
in t, so that Gauss and Legendre's points give it exactly: n points up to 2n columns in a path. One pass down
makes the products, one pass up hands every edge the sum of its leaves: no recursion, one division an edge.

The points come as tuples, so that the compiler knows how many there are and does them side by side. It may
not reorder sums, so that every machine adds alike.
"""

# ruff: noqa: PLR0917 - kernels take arrays

from typing import Final

import numba
import numpy as np

from puhui.decision.models.serving.forest import NONE, Forest, Numbers, Small
from puhui.decision.models.serving.trees_text import Floats

Points = tuple[float, ...]

POINTS: Final = (2, 4, 8, 16, 32)
"""How many points there may be; a power of two fills a vector."""
_ZERO: Final = 1e-35
_DEFAULT_LEFT: Final = 2
_MISSING: Final = 12
_MISSING_ZERO: Final = 4
_MISSING_NAN: Final = 8


def points_for(longest: int) -> int:
    """How many points paths of so many columns need. Raises ValueError beyond 64 columns.

    >>> points_for(4), points_for(5), points_for(9)
    (2, 4, 8)
    """
    for points in POINTS:
        if longest <= 2 * points:
            return points
    raise ValueError("a path asks too many columns")


def quadrature(points: int) -> tuple[Points, Points]:
    """Points in (0, 1) and their weights.

    >>> places, weights = quadrature(2)
    >>> [round(it, 6) for it in (*places, *weights)]
    [0.211325, 0.788675, 0.5, 0.5]
    """
    places, weights = np.polynomial.legendre.leggauss(points)
    return tuple(((places + 1) / 2).tolist()), tuple((weights / 2).tolist())


def add_parts(forest: Forest, places: Points, weights: Points, row: Floats, found: Floats) -> None:
    """Add to `found` what every column of `row` added to the forest's sum, against what an unknown row
    expects."""
    _add_parts(
        row,
        forest.start,
        forest.feature,
        forest.threshold,
        forest.decision,
        forest.value,
        forest.parent,
        forest.is_left,
        forest.above,
        forest.column,
        forest.cold,
        np.uint32(forest.widest),
        places,
        weights,
        found,
    )


@numba.njit(cache=True, nogil=True)
def _add_parts(
    row: Floats,
    start: Numbers,
    feature: Numbers,
    threshold: Floats,
    decision: Small,
    value: Floats,
    parent: Numbers,
    is_left: Small,
    above: Numbers,
    column: Numbers,
    cold: Floats,
    widest: np.uint32,
    places: Points,
    weights: Points,
    found: Floats,
) -> None:
    many = np.uint32(len(places))
    product, inverse = np.empty(widest * many), np.empty(widest * many)
    below, hot, left = np.empty(widest * many), np.empty(widest), np.empty(widest, dtype=np.uint8)
    for tree in range(len(start) - 1):
        first, count = start[tree], start[tree + 1] - start[tree]
        for q in range(len(places)):
            product[q], below[q] = 1.0, 0.0
        if feature[first] != NONE:
            left[0] = _goes_left(row[feature[first]], threshold[first], decision[first])
        for at in range(np.uint32(1), count):
            node = first + at
            own, up = at * many, parent[node] * many
            taken = 1.0 if left[parent[node]] == is_left[node] else 0.0
            if above[node] != NONE:
                taken *= hot[above[node]]
                same = above[node] * many
                for q in range(len(places)):
                    factor = cold[node] + (taken - cold[node]) * places[q]
                    inverse[own + q] = 1.0 / factor
                    product[own + q] = product[up + q] * factor * inverse[same + q]
            else:
                for q in range(len(places)):
                    factor = cold[node] + (taken - cold[node]) * places[q]
                    inverse[own + q] = 1.0 / factor
                    product[own + q] = product[up + q] * factor
            hot[at] = taken
            if feature[node] != NONE:
                left[at] = _goes_left(row[feature[node]], threshold[node], decision[node])
                for q in range(len(places)):
                    below[own + q] = 0.0
            else:
                for q in range(len(places)):
                    below[own + q] = value[node] * product[own + q] * weights[q]
        _hand_up(first, count, parent, above, column, cold, hot, inverse, below, places, found)


@numba.njit(inline="always")
def _hand_up(
    first: np.uint32,
    count: np.uint32,
    parent: Numbers,
    above: Numbers,
    column: Numbers,
    cold: Floats,
    hot: Floats,
    inverse: Floats,
    below: Floats,
    places: Points,
    found: Floats,
) -> None:
    """What the leaves under an edge say of its column; what a higher edge of that column said of them is
    taken back. Every node hands its sum to its parent."""
    many = np.uint32(len(places))
    for back in range(np.uint32(1), count):
        at = count - back
        node = first + at
        here, up = at * many, parent[node] * many
        own = 0.0
        for q in range(len(places)):
            own += below[here + q] * inverse[here + q]
        for q in range(len(places)):
            below[up + q] += below[here + q]
        own *= hot[at] - cold[node]
        if above[node] != NONE:
            same, twice = above[node] * many, 0.0
            for q in range(len(places)):
                twice += below[here + q] * inverse[same + q]
            own -= twice * (hot[above[node]] - cold[first + above[node]])
        found[column[node]] += own


@numba.njit(inline="always")
def _goes_left(value: float, threshold: float, decision: int) -> np.uint8:
    """As LightGBM decides: what is missing goes where the tree learnt that it goes."""
    missing = decision & _MISSING
    if np.isnan(value):
        if missing == _MISSING_NAN:
            return np.uint8((decision & _DEFAULT_LEFT) != 0)
        value = 0.0
    if missing == _MISSING_ZERO and -_ZERO <= value <= _ZERO:
        return np.uint8((decision & _DEFAULT_LEFT) != 0)
    return np.uint8(value <= threshold)
