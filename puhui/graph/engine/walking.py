"""The walk with everything: kinds, a day, consents taken back, super-nodes, an overlay, half-edges met.

Like the plain walk (see `plain`) it does not branch on what it cannot guess: an edge that may not be used
and a node that was seen are written all the same, and the ends of the lists do not move on.
"""

# Numba compiles this file; neither mypy nor a count of branches says anything about a kernel's inner loop.
# mypy: ignore-errors
# ruff: noqa: ANN001, ANN202, PLR0912, PLR0915, PLR0917

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.columns import Asked, Old, Room, Young
from puhui.graph.engine.machine import count_ones, fetch
from puhui.graph.engine.snapshot import SUPER

_FAR = 16
_NEAR = 8
_ONE = np.uint64(1)
_NONE = np.uint64(0)
_WORD = np.uint64(63)
_SIX = np.uint64(6)


@numba.njit(cache=True, nogil=True, boundscheck=False)
def walk(
    old: Old, young: Young, starts: NDArray[np.int32], asked: Asked, room: Room, met: int
) -> tuple[int, int, bool]:
    """Fills `room`, half-edges from `met` on; says how many nodes and half-edges, and whether all of them."""
    count, complete = _begin(starts, room), True
    room.ends[0] = np.int64(count)
    known = np.uint64(len(old.offsets) - 1)
    looks, met, cap = np.int64(asked.looks), np.uint64(met), np.uint64(asked.cap)
    telling, overlaid = len(room.met) > 0, len(young.marks) > 0
    begin, hop = _NONE, 0
    while hop < asked.hops and complete:
        end, at = count, begin
        hop += 1
        while at < end:
            _fetch_ahead(old, room.queue, known, at, end, asked.filtered)
            node = np.uint64(room.queue[at])
            at += _ONE
            if hop > 1 and not asked.through_super and _is_super(old, young, node, known):
                continue
            place, last = _NONE, _NONE
            if node < known:
                place, last = np.uint64(old.offsets[node]), np.uint64(old.offsets[node + _ONE])
            tell = _NONE
            if telling:
                tell = _is_new(room.told, node)
                widest = min(cap, last - place + np.uint64(len(young.neighbour)))
                if tell and met + widest >= np.uint64(len(room.met)):
                    complete = False
                    break
            mark = _mark(young, node) if overlaid else np.int64(-1)
            if mark >= 0:
                count, met, looked = _merge(
                    old, young, place, last, np.uint64(mark), asked, room, node, count, met, tell
                )
            elif asked.filtered:
                count, met, looked = _filter(old, place, last, looks, asked, room, node, count, met, tell)
            else:
                last = min(last, place + cap)
                looked = np.int64(last - place)
                while place < last:
                    neighbour = np.uint64(old.neighbour[place])
                    if telling:
                        room.met[met] = place
                        room.met_from[met] = node
                        met += tell
                    room.queue[count] = neighbour
                    count += _is_new(room.seen, neighbour)
                    place += _ONE
            looks -= looked
            if count > np.uint64(asked.budget) or looks < 0:
                complete = False
                break
        begin = end
        room.ends[hop] = np.int64(count)
    kept = min(np.int64(count), asked.budget)
    for later in range(hop, asked.hops + 1):
        room.ends[later] = kept
    _clean(room, count)
    return kept, np.int64(met), complete


@numba.njit(cache=True, nogil=True)
def forget_told(told: NDArray[np.uint64], walked: NDArray[np.uint32]) -> None:
    """Makes the room ready for the next answer."""
    for node in walked:
        told[np.uint64(node) >> _SIX] = _NONE


@numba.njit(cache=True, nogil=True, forceinline=True)
def _begin(starts, room):
    count = _NONE
    for start in starts:
        if start >= 0:
            room.queue[count] = start
            count += _is_new(room.seen, np.uint64(start))
    return count


@numba.njit(cache=True, nogil=True, forceinline=True)
def _is_new(bits, node):
    """Sets a node's bit; 1 if it was not set."""
    word, shift = bits[node >> _SIX], node & _WORD
    bits[node >> _SIX] = word | (_ONE << shift)
    return ((word >> shift) & _ONE) ^ _ONE


@numba.njit(cache=True, nogil=True, forceinline=True)
def _fetch_ahead(old, queue, known, at, end, filtered):
    if at + np.uint64(_FAR) < end:
        fetch(old.offsets, np.uint64(queue[at + np.uint64(_FAR)]))
    if at + np.uint64(_NEAR) < end:
        near = np.uint64(queue[at + np.uint64(_NEAR)])
        if near < known:
            place = np.uint64(old.offsets[near])
            fetch(old.neighbour, place)
            if filtered:
                fetch(old.kind, place)
                fetch(old.since, place)
                fetch(old.until, place)


@numba.njit(cache=True, nogil=True, forceinline=True)
def _usable(asked, half, place):
    """1 for an edge of a wanted kind, true on the day, its consent not taken back."""
    good = np.uint64(asked.wanted[half.kind[place]])
    if asked.day:
        good &= np.uint64(half.since[place] <= asked.day) & np.uint64(asked.day < half.until[place])
    if len(asked.withdrawn) and len(half.slot):
        slot = np.uint64(half.slot[place])
        if slot >> _SIX < np.uint64(len(asked.withdrawn)):
            good &= ~(asked.withdrawn[slot >> _SIX] >> (slot & _WORD))
    return good & _ONE


@numba.njit(cache=True, nogil=True, forceinline=True)
def _step(neighbour, position, node, good, room, count, met, tell):
    """One half-edge gone along, if it is good."""
    if len(room.met):
        room.met[met] = position
        room.met_from[met] = node
        met += tell & good
    word, shift = room.seen[neighbour >> _SIX], neighbour & _WORD
    room.seen[neighbour >> _SIX] = word | (good << shift)
    room.queue[count] = neighbour
    count += good & ~(word >> shift) & _ONE
    return count, met


@numba.njit(cache=True, nogil=True, forceinline=True)
def _filter(old, place, last, looks, asked, room, node, count, met, tell):
    """The first `cap` usable half-edges of a node that the overlay does not touch."""
    looked, left = np.int64(0), np.int64(asked.cap)
    while place < last and left > 0 and looked <= looks:
        good = _usable(asked, old, place)
        count, met = _step(np.uint64(old.neighbour[place]), place, node, good, room, count, met, tell)
        left -= np.int64(good)
        looked += 1
        place += _ONE
    return count, met, looked


@numba.njit(cache=True, nogil=True)
def _merge(old, young, at, end, mark, asked, room, node, count, met, tell):
    """The same of a touched node: both its lists as one, without the snapshot's edges that are gone."""
    near, far = np.uint64(young.offsets[mark]), np.uint64(young.offsets[mark + _ONE])
    gone, last_gone = np.uint64(young.gone_offsets[mark]), np.uint64(young.gone_offsets[mark + _ONE])
    looked, left = np.int64(0), np.int64(asked.cap)
    places = np.uint64(len(old.neighbour))
    while left > 0 and looked <= asked.looks:
        while gone < last_gone and at < end and np.uint64(young.gone[gone]) == at:
            gone += _ONE
            at += _ONE
        if at < end and (near >= far or _newer(old, at, young, near)):
            good = _usable(asked, old, at)
            count, met = _step(np.uint64(old.neighbour[at]), at, node, good, room, count, met, tell)
            at += _ONE
        elif near < far:
            good = _usable(asked, young, near)
            there = np.uint64(young.neighbour[near])
            count, met = _step(there, places + near, node, good, room, count, met, tell)
            near += _ONE
        else:
            break
        left -= np.int64(good)
        looked += 1
    return count, met, looked


@numba.njit(cache=True, nogil=True, forceinline=True)
def _newer(old, at, young, near):
    if old.since[at] != young.since[near]:
        return old.since[at] > young.since[near]
    return old.row[at] > young.row[near]


@numba.njit(cache=True, nogil=True, forceinline=True)
def _mark(young, node):
    """The node's place among the touched ones; −1 if it is not touched."""
    pair = (node >> _SIX) << _ONE
    word, bit = young.marks[pair], _ONE << (node & _WORD)
    if not word & bit:
        return np.int64(-1)
    return np.int64(young.marks[pair + _ONE] + np.uint64(count_ones(word & (bit - _ONE))))


@numba.njit(cache=True, nogil=True, forceinline=True)
def _is_super(old, young, node, known):
    if node < known:
        return (old.flags[node] & SUPER) != 0
    return (young.flags[node - known] & SUPER) != 0


@numba.njit(cache=True, nogil=True, forceinline=True)
def _clean(room, count):
    at = _NONE
    while at < count:
        room.seen[np.uint64(room.queue[at]) >> _SIX] = _NONE
        at += _ONE
