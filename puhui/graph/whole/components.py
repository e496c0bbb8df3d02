"""Who hangs together with whom, directions aside."""

# A word of the processor has no signature that a checker could know.
# mypy: disable-error-code="call-arg"

from collections.abc import Iterable

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.machine import fetch
from puhui.graph.whole.blocks import EdgeBlock

_AHEAD = 40


def components(nodes: int, blocks: Iterable[EdgeBlock]) -> NDArray[np.int32]:
    """Of each node, the smallest node it hangs together with.

    >>> components(5, [EdgeBlock(np.array([3, 1], np.int32), np.array([1, 4], np.int32))]).tolist()
    [0, 1, 2, 1, 1]
    """
    parent = np.arange(nodes, dtype=np.int32)
    for block in blocks:
        _join(parent, block.origin, block.target)
    _flatten(parent)
    return parent


def merged(forests: Iterable[NDArray[np.int32]]) -> NDArray[np.int32]:
    """The components of several blocks' components: what a distributed engine does last."""
    waiting = iter(forests)
    parent = next(waiting).copy()
    for forest in waiting:
        _join(parent, np.arange(len(forest), dtype=np.int32), forest)
    _flatten(parent)
    return parent


def sizes(labels: NDArray[np.int32]) -> NDArray[np.int64]:
    """Of each node, how many hang together with it, itself included."""
    return np.bincount(labels, minlength=len(labels))[labels]


def _join(parent: NDArray[np.int32], origin: NDArray[np.int32], target: NDArray[np.int32]) -> None:
    """Joins the two ends of every edge; unsigned, because numba looks after the sign of a place each time."""
    ends = (np.ascontiguousarray(it, np.int32).view(np.uint32) for it in (origin, target))
    _hang(parent.view(np.uint32), *ends)


@numba.njit(cache=True, nogil=True)
def _hang(parent: NDArray[np.uint32], origin: NDArray[np.uint32], target: NDArray[np.uint32]) -> None:
    """The larger root hangs itself under the smaller one; paths shorten on the way (Rem's algorithm)."""
    last = np.uint64(len(origin) - 1)
    for edge in range(np.uint64(len(origin))):
        ahead = min(edge + np.uint64(_AHEAD), last)
        fetch(parent, np.int64(origin[ahead]))
        fetch(parent, np.int64(target[ahead]))
        one, two = origin[edge], target[edge]
        above, beyond = parent[one], parent[two]
        while above != beyond:
            if above < beyond:
                one, two = two, one
                above, beyond = beyond, above
            parent[one] = beyond
            if one == above:
                break
            one = above
            above = parent[one]


@numba.njit(cache=True, nogil=True)
def _flatten(parent: NDArray[np.int32]) -> None:
    """Parents are never larger than their children, so one pass is enough."""
    for node in range(len(parent)):
        parent[node] = parent[parent[node]]
