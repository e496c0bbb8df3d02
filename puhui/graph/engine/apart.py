"""Several starts told apart: one walk a start, then one list of everyone, with the hops from each start."""

# mypy: ignore-errors

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.columns import UNREACHED
from puhui.graph.engine.machine import fetch

_AHEAD = 16


@numba.njit(cache=True, nogil=True)
def join(  # noqa: PLR0917
    walked: NDArray[np.uint32],
    firsts: NDArray[np.int64],
    ends: NDArray[np.int64],
    place: NDArray[np.uint32],
    seen: NDArray[np.uint64],
    ids: NDArray[np.uint32],
    hops: NDArray[np.uint8],
) -> int:
    """Start s reached walked[firsts[s] : firsts[s + 1]], ends[s, h] of them within h hops.

    Fills `ids` and a row of `hops` each; says how many. `place` may hold anything, `seen` is left zero.
    """
    count = 0
    for start in range(len(firsts) - 1):
        hop = 0
        for at in range(firsts[start], firsts[start + 1]):
            while at - firsts[start] >= ends[start, hop]:
                hop += 1
            if at + _AHEAD < firsts[start + 1]:
                fetch(place, walked[at + _AHEAD])
            node = walked[at]
            word, bit = node >> 6, np.uint64(1) << np.uint64(node & 63)
            if not seen[word] & bit:
                seen[word] |= bit
                place[node] = count
                ids[count] = node
                hops[count, :] = UNREACHED
                count += 1
            hops[place[node], start] = hop
    for at in range(count):
        seen[ids[at] >> 6] = 0
    return count
