"""Who stands between others: the share of shortest paths through a node, from a sample of starts."""

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.whole.blocks import NodeBlock


def betweenness(whole: NodeBlock, starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Brandes (2001) from `starts` only, scaled to all nodes; each edge a step, directions aside.

    The caller draws the starts, so that the same draw gives the same numbers. `whole` holds all nodes.
    """
    nodes = len(whole.offsets) - 1
    found = np.zeros(nodes)
    if len(starts):
        _brandes(whole.offsets, whole.other, starts, found)
        found *= nodes / len(starts) / 2
    return found


@numba.njit(cache=True, nogil=True)
def _brandes(
    offsets: NDArray[np.int64],
    other: NDArray[np.int32],
    starts: NDArray[np.int64],
    found: NDArray[np.float64],
) -> None:
    nodes = len(offsets) - 1
    hops, paths = np.full(nodes, -1, np.int32), np.zeros(nodes)
    owed, queue = np.zeros(nodes), np.empty(nodes, np.int32)
    for start in starts:
        queue[0], hops[start], paths[start] = start, 0, 1
        done, count = 0, 1
        while done < count:
            node = queue[done]
            done += 1
            for at in range(offsets[node], offsets[node + 1]):
                near = other[at]
                if hops[near] < 0:
                    hops[near] = hops[node] + 1
                    queue[count] = near
                    count += 1
                if hops[near] == hops[node] + 1:
                    paths[near] += paths[node]
        for turn in range(count - 1, 0, -1):
            node = queue[turn]
            for at in range(offsets[node], offsets[node + 1]):
                near = other[at]
                if hops[near] == hops[node] - 1:
                    owed[near] += paths[near] / paths[node] * (1 + owed[node])
            found[node] += owed[node]
        for turn in range(count):
            node = queue[turn]
            hops[node], paths[node], owed[node] = -1, 0, 0
