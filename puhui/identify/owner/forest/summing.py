"""What the trees add up to for many rows, fast."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.identify.owner.forest.model import Floats, Forest, Ints, Sums

_ROWS_AT_ONCE: Final = 64
_ROWS_A_THREAD: Final = 16_384
_MOST_THREADS: Final = 8
_Nodes = tuple[Ints, Floats, NDArray[np.bool_], Ints]
_Trees = tuple[Ints, int, _Nodes, Sums]


def summed(forest: Forest, rows: Floats) -> Sums:
    """One row a row and one column a class; NaN is *not known*. `rows` is C-ordered float32.

    Long tables are shared out over the cores; every row's sum is the same however many there are.
    """
    trees = _levelled(forest)
    out = np.zeros((len(rows), forest.classes))
    threads = min(os.cpu_count() or 1, _MOST_THREADS, 1 + len(rows) // _ROWS_A_THREAD)
    shares = zip(np.array_split(rows, threads), np.array_split(out, threads), strict=True)
    if threads == 1:
        _sum(rows, trees, out)
        return out
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(_sum, own, trees, to) for own, to in shares]:
            done.result()
    return out


def _levelled(forest: Forest) -> _Trees:
    """Nodes and leaves in one array; a leaf leads to itself, so every way down is equally long."""
    inner, leaves = len(forest.feature), len(forest.value)
    here = np.arange(inner, inner + leaves, dtype=np.int32)
    children = np.empty(2 * (inner + leaves), np.int32)
    for side, child in ((0, forest.left), (1, forest.right)):
        children[side::2] = np.concatenate([np.where(child >= 0, child, inner + ~child), here])
    nodes = (
        np.concatenate([forest.feature, np.zeros(leaves, np.int32)]),
        np.concatenate([forest.threshold, np.zeros(leaves, np.float32)]),
        np.concatenate([forest.unknown_left, np.zeros(leaves, np.bool_)]),
        children,
    )
    roots = np.where(forest.roots >= 0, forest.roots, inner + ~forest.roots).astype(np.int32)
    return roots, forest.depth, nodes, np.concatenate([np.zeros(inner), forest.value])


@numba.njit(cache=True, nogil=True)
def _sum(rows: Floats, trees: _Trees, out: Sums) -> None:
    """A few rows go down each tree in step, without a branch that a processor could guess wrong."""
    roots, depth, (feature, threshold, unknown_left, children), values = trees
    classes = out.shape[1]
    places = np.empty(_ROWS_AT_ONCE, np.int32)
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        count = min(_ROWS_AT_ONCE, len(rows) - first)
        for tree in range(len(roots)):
            places[:count] = roots[tree]
            for _ in range(depth):
                for row in range(count):
                    node = places[row]
                    found = rows[first + row, feature[node]]
                    goes_left = (found <= threshold[node]) | (unknown_left[node] & np.isnan(found))
                    places[row] = children[2 * node + (0 if goes_left else 1)]
            for row in range(count):
                out[first + row, tree % classes] += values[places[row]]
