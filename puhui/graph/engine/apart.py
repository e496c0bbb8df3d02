"""Several starts told apart: one walk a start, then everyone once, nearest first, with the hops from each."""

# mypy: ignore-errors

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.columns import UNREACHED
from puhui.graph.engine.machine import fetch

_AHEAD = 16


@numba.njit(cache=True, nogil=True, _nrt=False)
def join(  # noqa: PLR0917
    walked: NDArray[np.uint32],
    firsts: NDArray[np.int64],
    ends: NDArray[np.int64],
    place: NDArray[np.uint32],
    seen: NDArray[np.uint64],
    ids: NDArray[np.int32],
    hops: NDArray[np.uint8],
    within: NDArray[np.int64],
) -> int:
    """Start s reached walked[firsts[s] : firsts[s + 1]], ends[s, h] of them within h hops.

    Fills `ids` and a row of `hops` each, ordered by the least hops from any start, and how many lie `within`
    each number of hops; says how many there are. Goes hop by hop over all starts, so that a node is met first
    at its least. `place` may hold anything; `seen` is zero before and after.
    """
    count = 0
    for hop in range(ends.shape[1]):
        for start in range(len(firsts) - 1):
            first, last = (
                firsts[start] + (ends[start, hop - 1] if hop else 0),
                firsts[start] + ends[start, hop],
            )
            for at in range(first, last):
                if at + _AHEAD < last:
                    fetch(place, walked[at + _AHEAD])
                node = walked[at]
                word, bit = node >> 6, np.uint64(1) << np.uint64(node & 63)
                if not seen[word] & bit:
                    seen[word] |= bit
                    place[node] = count
                    ids[count] = node
                    for other in range(len(firsts) - 1):
                        hops[count, other] = UNREACHED
                    count += 1
                hops[place[node], start] = hop
        within[hop] = count
    for at in range(count):
        seen[ids[at] >> 6] = 0
    return count
