"""What every column added, exactly: TreeSHAP values (Lundberg et al. 2020) by quadrature.

A column's Shapley value in one path is an integral over t of the product of the other columns' factors
`cold·(1−t) + hot·t` (hot: 1 where the row takes the path's edges of that column). The product is a polynomial
in t, so that Gauss and Legendre's points give it exactly: n points up to 2n columns in a path. One pass down
makes the products, one pass up hands every edge the sum of its leaves: no recursion, one division an edge.
No reordering of sums is allowed to the compiler, so that every machine adds alike.
"""

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.decision.models.serving.forest import Forest
from puhui.decision.models.serving.trees_text import Floats, Ints

Bools = NDArray[np.bool_]

_ZERO = 1e-35
_DEFAULT_LEFT, _MISSING = 2, 12
_MISSING_ZERO, _MISSING_NAN = 4, 8


def quadrature(longest: int) -> tuple[Floats, Floats]:
    """Points in (0, 1) and their weights, enough for paths of so many columns.

    >>> points, weights = quadrature(3)
    >>> [round(float(it), 6) for it in (*points, *weights)]
    [0.211325, 0.788675, 0.5, 0.5]
    """
    points, weights = np.polynomial.legendre.leggauss(max(1, (longest + 1) // 2))
    return (points + 1) / 2, weights / 2


def parts_of(forest: Forest, points: Floats, weights: Floats, row: Floats) -> Floats:
    """What every column of `row` added to the forest's sum against what it expects of an unknown row."""
    return np.asarray(
        _parts(
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
            points,
            weights,
        )
    )


@numba.njit(cache=True, nogil=True)
def _parts(  # noqa: PLR0917 - a kernel takes arrays
    row: Floats,
    start: Ints,
    feature: Ints,
    threshold: Floats,
    decision: Ints,
    value: Floats,
    parent: Ints,
    is_left: Ints,
    above: Ints,
    column: Ints,
    cold: Floats,
    points: Floats,
    weights: Floats,
) -> Floats:
    widest = 1
    for tree in range(len(start) - 1):
        widest = max(widest, start[tree + 1] - start[tree])
    found = np.zeros(len(row))
    product = np.empty((widest, len(points)))
    inverse = np.empty((widest, len(points)))
    below = np.empty((widest, len(points)))
    hot = np.empty(widest)
    left = np.empty(widest, dtype=np.bool_)
    for tree in range(len(start) - 1):
        first, last = start[tree], start[tree + 1]
        for node in range(first, last):
            at = node - first
            if at == 0:
                product[0, :] = 1.0
            else:
                _down(node, first, parent, is_left, above, cold, points, left, hot, product, inverse)
            if feature[node] >= 0:
                left[at] = _goes_left(row[feature[node]], threshold[node], decision[node])
                below[at, :] = 0.0
            else:
                for q in range(len(points)):
                    below[at, q] = value[node] * product[at, q] * weights[q]
        for node in range(last - 1, first, -1):
            found[column[node]] += _up(node, first, parent, above, cold, hot, inverse, below)
    return found


@numba.njit(cache=True, nogil=True)
def _down(  # noqa: PLR0917 - a kernel takes arrays
    node: int,
    first: int,
    parent: Ints,
    is_left: Ints,
    above: Ints,
    cold: Floats,
    points: Floats,
    left: Bools,
    hot: Floats,
    product: Floats,
    inverse: Floats,
) -> None:
    """The product of the factors on the way to a node; a column asked twice has one factor for both edges."""
    at, up = node - first, parent[node] - first
    taken = 1.0 if left[up] == (is_left[node] == 1) else 0.0
    if above[node] >= 0:
        taken *= hot[above[node] - first]
    hot[at] = taken
    for q in range(len(points)):
        factor = cold[node] + (taken - cold[node]) * points[q]
        inverse[at, q] = 1.0 / factor
        product[at, q] = product[up, q] * factor
    if above[node] >= 0:
        for q in range(len(points)):
            product[at, q] *= inverse[above[node] - first, q]


@numba.njit(cache=True, nogil=True)
def _up(  # noqa: PLR0917 - a kernel takes arrays
    node: int,
    first: int,
    parent: Ints,
    above: Ints,
    cold: Floats,
    hot: Floats,
    inverse: Floats,
    below: Floats,
) -> float:
    """What the leaves under an edge say of its column; what a higher edge of that column said of them is
    taken back. The node's sum is handed to its parent."""
    at, up = node - first, parent[node] - first
    own: float = 0.0
    for q in range(below.shape[1]):
        own += below[at, q] * inverse[at, q]
        below[up, q] += below[at, q]
    own *= hot[at] - cold[node]
    if above[node] >= 0:
        same, twice = above[node] - first, 0.0
        for q in range(below.shape[1]):
            twice += below[at, q] * inverse[same, q]
        own -= twice * (hot[same] - cold[above[node]])
    return float(own)


@numba.njit(cache=True, nogil=True)
def _goes_left(value: float, threshold: float, decision: int) -> bool:
    """As LightGBM decides: what is missing goes where the tree learnt that it goes."""
    missing = decision & _MISSING
    if np.isnan(value) and missing != _MISSING_NAN:
        value = 0.0
    if missing == _MISSING_NAN and np.isnan(value):
        return (decision & _DEFAULT_LEFT) != 0
    if missing == _MISSING_ZERO and -_ZERO <= value <= _ZERO:
        return (decision & _DEFAULT_LEFT) != 0
    return value <= threshold
