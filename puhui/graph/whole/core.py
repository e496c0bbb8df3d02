"""How deep in the thick of it a node is: the largest k so that it lies among nodes with k edges each."""

from collections.abc import Sequence

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.whole.blocks import NodeBlock


def core_numbers(blocks: Sequence[NodeBlock]) -> NDArray[np.int32]:
    """Core numbers, parallel edges counted each; by peeling (Batagelj and Zaveršnik 2003).

    >>> from puhui.graph.edges import Edges
    >>> from puhui.graph.whole.blocks import node_blocks
    >>> rows = [(0, 1, "trade", 1.0), (1, 2, "trade", 1.0), (2, 0, "trade", 1.0), (2, 3, "trade", 1.0)]
    >>> core_numbers(node_blocks(Edges.of_rows(4, rows))).tolist()
    [2, 2, 2, 1]
    """
    if not blocks:
        return np.zeros(0, np.int32)
    ends = np.cumsum([0] + [len(it.other) for it in blocks])
    offsets = np.concatenate([[0], *[it.offsets[1:] + end for it, end in zip(blocks, ends, strict=False)]])
    other = blocks[0].other if len(blocks) == 1 else np.concatenate([it.other for it in blocks])
    return np.asarray(_peel(offsets, other))


@numba.njit(cache=True, nogil=True)
def _peel(offsets: NDArray[np.int64], other: NDArray[np.int32]) -> NDArray[np.int32]:
    nodes = len(offsets) - 1
    degree = np.empty(nodes, np.int32)
    most = 0
    for node in range(nodes):
        degree[node] = offsets[node + 1] - offsets[node]
        most = max(most, degree[node])
    begins = np.zeros(most + 2, np.int64)
    for node in range(nodes):
        begins[degree[node] + 1] += 1
    for each in range(most + 1):
        begins[each + 1] += begins[each]
    place, order = np.empty(nodes, np.int32), np.empty(nodes, np.int32)
    filled = begins.copy()
    for node in range(nodes):
        place[node] = filled[degree[node]]
        order[place[node]] = node
        filled[degree[node]] += 1
    for turn in range(nodes):
        node = order[turn]
        for at in range(offsets[node], offsets[node + 1]):
            near = other[at]
            if degree[near] > degree[node]:
                first = begins[degree[near]]
                moved = order[first]
                order[place[near]], order[first] = moved, near
                place[moved], place[near] = place[near], first
                begins[degree[near]] += 1
                degree[near] -= 1
    return degree
