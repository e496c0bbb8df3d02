"""Pieces of a graph that one step can work on: runs of edges, and runs of nodes with all their neighbours."""

# A word of the processor has no signature that a checker could know.
# mypy: disable-error-code="call-arg"

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import Edges
from puhui.graph.engine.machine import fetch

_EDGES: Final = 1 << 24
_HALF_EDGES: Final = 1 << 22
_AHEAD = 24


class EdgeBlock(NamedTuple):
    """Some edges, in any order; direction means nothing where the algorithm says so."""

    origin: NDArray[np.int32]
    target: NDArray[np.int32]


class NodeBlock(NamedTuple):
    """Nodes from `first` on; those beside the i-th of them are `other[offsets[i]:offsets[i + 1]]`."""

    first: int
    offsets: NDArray[np.int64]
    other: NDArray[np.int32]

    @property
    def last(self) -> int:
        """One past the last node."""
        return self.first + len(self.offsets) - 1


def edge_blocks(edges: Edges, size: int = _EDGES) -> Iterator[EdgeBlock]:
    """All edges, `size` at a time."""
    for begin in range(0, len(edges), size):
        yield EdgeBlock(edges.origin[begin : begin + size], edges.target[begin : begin + size])


def node_blocks(edges: Edges, half_edges: int = _HALF_EDGES) -> list[NodeBlock]:
    """Everybody's neighbours, each edge seen from both its ends, about so many half-edges a block."""
    offsets, other = _adjacency(edges.nodes, edges.origin, edges.target)
    cuts = np.searchsorted(offsets, np.arange(half_edges, len(other), half_edges))
    firsts = np.unique(np.clip(np.r_[0, cuts, edges.nodes], 0, edges.nodes)).tolist()
    return [
        NodeBlock(first, offsets[first : last + 1] - offsets[first], other[offsets[first] : offsets[last]])
        for first, last in pairwise(firsts)
    ]


@numba.njit(cache=True, nogil=True)
def _adjacency(
    nodes: int, origin: NDArray[np.int32], target: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    last = len(origin) - 1
    offsets = np.zeros(nodes + 2, np.int64)
    for edge in range(len(origin)):
        ahead = min(edge + _AHEAD, last)
        fetch(offsets, np.int64(origin[ahead] + 2))
        fetch(offsets, np.int64(target[ahead] + 2))
        offsets[origin[edge] + 2] += 1
        offsets[target[edge] + 2] += 1
    for node in range(nodes):
        offsets[node + 2] += offsets[node + 1]
    other = np.empty(2 * len(origin), np.int32)
    for edge in range(len(origin)):
        ahead = min(edge + _AHEAD, last)
        fetch(offsets, np.int64(origin[ahead] + 1))
        fetch(offsets, np.int64(target[ahead] + 1))
        one, two = origin[edge], target[edge]
        other[offsets[one + 1]] = two
        offsets[one + 1] += 1
        other[offsets[two + 1]] = one
        offsets[two + 1] += 1
    return offsets[:-1], other
