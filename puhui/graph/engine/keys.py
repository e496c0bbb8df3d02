"""From a node's key (a blind index, an id) to its number: sixteen-byte digests, sorted.

The snapshot never holds a key itself, so a copied file tells nobody who is in it.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numba
import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1


def digests(keys: Sequence[str]) -> NDArray[np.uint64]:
    """One row of two words a key, big-endian, so that words compare as bytes do."""
    packed = b"".join(blake2b(key.encode(), digest_size=16).digest() for key in keys)
    return np.frombuffer(packed, ">u8").astype(np.uint64).reshape(-1, 2)


def sorted_digests(keys: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """All digests in order, and of each the number of its node (its place in `keys`)."""
    rows = digests(keys)
    order = np.lexsort((rows[:, 1], rows[:, 0])).astype(np.uint32)
    return rows[order], order


def find(rows: NDArray[np.uint64], ids: NDArray[np.uint32], keys: Sequence[str]) -> NDArray[np.int32]:
    """The node of each key; −1 for a key nobody has."""
    return np.asarray(_find(rows, ids, digests(keys)), np.int32)


@numba.njit(cache=True, nogil=True)
def _find(rows: NDArray[np.uint64], ids: NDArray[np.uint32], wanted: NDArray[np.uint64]) -> NDArray[np.int32]:
    found = np.full(len(wanted), UNKNOWN, np.int32)
    for number in range(len(wanted)):
        high, low = wanted[number, 0], wanted[number, 1]
        first, last = 0, len(rows)
        while first < last:
            middle = (first + last) >> 1
            if rows[middle, 0] < high or (rows[middle, 0] == high and rows[middle, 1] < low):
                first = middle + 1
            else:
                last = middle
        if first < len(rows) and rows[first, 0] == high and rows[first, 1] == low:
            found[number] = ids[first]
    return found
