"""The walk at the speed of memory: any kind, any day, one snapshot, and only who is reached is asked.

The same steps as a good C loop. Bits say who was seen: six million nodes fit in a core's own cache. A node is
written to the queue before it is known to be new, and the queue's end moves on only if it is: no branch to
guess wrong. Offsets are asked for sixteen nodes ahead, half-edges eight.
"""

# Numba compiles this file; mypy has nothing to say about a kernel.
# mypy: ignore-errors

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.machine import fetch

_FAR = 16
_NEAR = 8
_ONE = np.uint64(1)
_WORD = np.uint64(63)
SPARE = 1
"""The queue is this much longer than there are nodes, for the one that is written and not kept."""


@numba.njit(cache=True, nogil=True, boundscheck=False, _nrt=False)
def walk_plainly(  # noqa: PLR0917
    offsets: NDArray[np.uint32],
    neighbours: NDArray[np.uint32],
    seen: NDArray[np.uint64],
    queue: NDArray[np.uint32],
    ends: NDArray[np.int64],
    starts: NDArray[np.int32],
    hops: int,
    cap: int,
) -> int:
    """Fills `queue` and, per hop, `ends`; says how many were reached. `seen` is all zero before and after."""
    count = np.uint64(0)
    one = np.uint64(1)
    for start in starts:
        if start >= 0:
            queue[count] = start
            count += _is_new(seen, np.uint64(start))
    ends[0] = np.int64(count)
    begin, widest = np.uint64(0), np.uint64(cap)
    for hop in range(1, hops + 1):
        end = count
        last_far = end - np.uint64(min(_FAR, end))
        last_near = end - np.uint64(min(_NEAR, end))
        at = begin
        while at < end:
            if at < last_far:
                fetch(offsets, np.uint64(queue[at + np.uint64(_FAR)]))
            if at < last_near:
                fetch(neighbours, np.uint64(offsets[np.uint64(queue[at + np.uint64(_NEAR)])]))
            node = np.uint64(queue[at])
            place, last = np.uint64(offsets[node]), np.uint64(offsets[node + one])
            last = min(last, place + widest)
            while place < last:
                neighbour = neighbours[place]
                queue[count] = neighbour
                count += _is_new(seen, np.uint64(neighbour))
                place += one
            at += one
        begin = end
        ends[hop] = np.int64(count)
    at = np.uint64(0)
    while at < count:
        seen[np.uint64(queue[at]) >> np.uint64(6)] = np.uint64(0)
        at += one
    return np.int64(count)


@numba.njit(cache=True, nogil=True, forceinline=True, _nrt=False)
def _is_new(seen: NDArray[np.uint64], node: np.uint64) -> np.uint64:
    """Marks a node as seen; 1 if it was not."""
    word = seen[node >> np.uint64(6)]
    shift = node & _WORD
    seen[node >> np.uint64(6)] = word | (_ONE << shift)
    return ((word >> shift) & _ONE) ^ _ONE
