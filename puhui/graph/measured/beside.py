"""What is known of those beside a node: sums over neighbours, and over whom these know, of values of nodes.

A value counts from the day after it became known, never for the node itself, and never through a super-node.
"""

# Numba compiles this file; neither mypy nor a count of branches says anything about a kernel's inner loop.
# mypy: ignore-errors
# ruff: noqa: PLR0917, ANN001, ANN202

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.measured.around import Around
from puhui.graph.measured.near import _begun, _usable
from puhui.graph.measured.row import Bounds


class Values(NamedTuple):
    """A row a value, a column a node: what it is (NaN: nothing) and the day it became known."""

    value: NDArray[np.float64]
    known_on: NDArray[np.int32]


@numba.njit(cache=True, nogil=True)
def sums(
    around: Around,
    nodes: NDArray[np.int64],
    days: NDArray[np.int64],
    bounds: Bounds,
    values: Values,
    out: NDArray[np.float64],
) -> None:
    """Fills a row of `out` for each node: of each value the sum and count at one hop, then at two."""
    seen = np.zeros(len(around.offsets) - 1, np.int64)
    near = np.empty(bounds.near_edges, np.int64)
    out[:] = 0
    for row in range(len(nodes)):
        node, eve = nodes[row], days[row] - 1
        number = row + 1
        seen[node] = number
        count, taken, at = 0, 0, _begun(around, node, eve)
        while at < around.offsets[node + 1] and taken < bounds.near_edges:
            if around.until[at] > eve:
                taken += 1
                if seen[around.other[at]] != number:
                    near[count] = around.other[at]
                    count += 1
                    seen[around.other[at]] = number
                    _add(values, around.other[at], eve, out[row], 0)
            at += 1
        for place in range(count):
            _beyond(around, near[place], eve, bounds, seen, number, values, out[row])


@numba.njit(cache=True, nogil=True)
def _beyond(around, neighbour, eve, bounds, seen, number, values, out):
    count = _usable(around, neighbour, eve, bounds)
    if count == bounds.near_edges:
        return
    at, taken = _begun(around, neighbour, eve), 0
    while taken < count:
        if around.until[at] > eve:
            taken += 1
            if seen[around.other[at]] != number:
                seen[around.other[at]] = number
                _add(values, around.other[at], eve, out, 2)
        at += 1


@numba.njit(cache=True, nogil=True)
def _add(values, node, eve, out, hop):
    for each in range(len(values.value)):
        value = values.value[each, node]
        if values.known_on[each, node] <= eve and not np.isnan(value):
            out[4 * each + hop] += value
            out[4 * each + hop + 1] += 1
