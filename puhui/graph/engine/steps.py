"""The steps of a walk, each small enough to be said in a line; compiled into the walk itself.

None of them allocates, so none counts an array in or out of use (`_nrt=False`).
"""

# Numba compiles this file; mypy has nothing to say about a kernel.
# mypy: ignore-errors
# ruff: noqa: ANN001, ANN201, PLR0917

import numba
import numpy as np

from puhui.graph.engine.machine import count_ones, fetch
from puhui.graph.engine.snapshot import SUPER

_FAR = 16
_NEAR = 8
_ONE = np.uint64(1)
_NONE = np.uint64(0)
_WORD = np.uint64(63)
_SIX = np.uint64(6)


@numba.njit(cache=True, nogil=True, forceinline=True, _nrt=False)
def start_from(starts, seen, queue):
    count = _NONE
    for start in starts:
        if start >= 0:
            queue[count] = start
            count += is_new(seen, np.uint64(start))
    return count


@numba.njit(cache=True, nogil=True, forceinline=True, _nrt=False)
def is_new(bits, node):
    """Sets a node's bit; 1 if it was not set."""
    word, shift = bits[node >> _SIX], node & _WORD
    bits[node >> _SIX] = word | (_ONE << shift)
    return ((word >> shift) & _ONE) ^ _ONE


@numba.njit(cache=True, nogil=True, forceinline=True, _nrt=False)
def fetch_ahead(offsets, neighbours, kind, since, until, queue, known, at, end, filtered):
    if at + np.uint64(_FAR) < end:
        fetch(offsets, np.uint64(queue[at + np.uint64(_FAR)]))
    if at + np.uint64(_NEAR) < end:
        near = np.uint64(queue[at + np.uint64(_NEAR)])
        if near < known:
            place = np.uint64(offsets[near])
            fetch(neighbours, place)
            if filtered:
                fetch(kind, place)
                fetch(since, place)
                fetch(until, place)


@numba.njit(cache=True, nogil=True, forceinline=True, _nrt=False)
def is_usable(wanted, day, withdrawn, kind, since, until, slots, place):
    """1 for an edge of a wanted kind, true on the day, its consent not taken back."""
    good = np.uint64(wanted[kind[place]])
    if day:
        good &= np.uint64(since[place] <= day) & np.uint64(day < until[place])
    if len(withdrawn) and len(slots):
        slot = np.uint64(slots[place])
        if slot >> _SIX < np.uint64(len(withdrawn)):
            good &= ~(withdrawn[slot >> _SIX] >> (slot & _WORD))
    return good & _ONE


@numba.njit(cache=True, nogil=True, forceinline=True, _nrt=False)
def go_along(neighbour, position, node, good, seen, queue, mets, mets_from, count, met, tell):
    """One half-edge gone along, if it is good."""
    if len(mets):
        mets[met] = position
        mets_from[met] = node
        met += tell & good
    word, shift = seen[neighbour >> _SIX], neighbour & _WORD
    seen[neighbour >> _SIX] = word | (good << shift)
    queue[count] = neighbour
    count += good & ~(word >> shift) & _ONE
    return count, met


@numba.njit(cache=True, nogil=True, forceinline=True, _nrt=False)
def is_newer(since, rows, at, other_since, other_rows, near):
    if since[at] != other_since[near]:
        return since[at] > other_since[near]
    return rows[at] > other_rows[near]


@numba.njit(cache=True, nogil=True, forceinline=True, _nrt=False)
def touched_place(marks, node):
    """The node's place among the touched ones; −1 if it is not touched."""
    pair = (node >> _SIX) << _ONE
    word, bit = marks[pair], _ONE << (node & _WORD)
    if not word & bit:
        return np.int64(-1)
    return np.int64(marks[pair + _ONE] + np.uint64(count_ones(word & (bit - _ONE))))


@numba.njit(cache=True, nogil=True, forceinline=True, _nrt=False)
def is_super(flags, new_flags, node, known):
    if node < known:
        return (flags[node] & SUPER) != 0
    return (new_flags[node - known] & SUPER) != 0


@numba.njit(cache=True, nogil=True, forceinline=True, _nrt=False)
def forget_seen(seen, queue, count):
    at = _NONE
    while at < count:
        seen[np.uint64(queue[at]) >> _SIX] = _NONE
        at += _ONE
