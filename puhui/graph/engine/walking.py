"""The walk with everything: kinds, a day, withdrawn consents, super-nodes, an overlay, several starts.

Level by level from all starts together. A node that is reached from one more start at a later level is gone
through again for that start, so hops from each start are the least ones.
"""

# Numba compiles this file; neither mypy nor a count of branches says anything about a kernel's inner loop.
# mypy: ignore-errors
# ruff: noqa: PLR0912, PLR0915

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.columns import UNREACHED, Asked, Old, Room, Young
from puhui.graph.engine.machine import count_ones, fetch
from puhui.graph.engine.snapshot import SUPER

_AHEAD = 12
_NEAR = 5
_ONE = np.uint64(1)
_WORD = np.uint64(63)


@numba.njit(cache=True, nogil=True, boundscheck=False)
def walk(
    old: Old, young: Young, starts: NDArray[np.int32], asked: Asked, room: Room
) -> tuple[int, int, bool]:
    """Fills `room`; says how many nodes and half-edges were met, and whether the walk was complete."""
    count = _begin(starts, asked, room)
    waiting, met, looked, level, complete = count, 0, 0, 0, True
    room.ends[0] = count
    for number in range(count):
        room.turn[0, number] = number
    while waiting and level < asked.hops and complete:
        now, then = level & 1, (level + 1) & 1
        next_waiting = 0
        for number in range(waiting):
            _fetch_ahead(old, room, now, number, waiting)
            place = room.turn[now, number]
            node = room.queue[place]
            bits = room.fresh[now, place]
            room.fresh[now, place] = 0
            if level and not asked.through_super and _is_super(old, young, node):
                continue
            tell = len(room.met) > 0 and room.told[place] == 0
            room.told[place] = 1
            at, end, near, far, gone, last_gone = _bounds(old, young, node)
            taken = 0
            while taken < asked.cap and (at < end or near < far):
                while gone < last_gone and at < end and young.gone[gone] == at:
                    gone += 1
                    at += 1
                if at < end and (near >= far or _newer(old, at, young, near)):
                    position, at = at, at + 1
                    usable = _usable(asked, old, position)
                    neighbour = np.int64(old.neighbour[position])
                elif near < far:
                    position, near = near, near + 1
                    usable = _usable(asked, young, position)
                    neighbour = np.int64(young.neighbour[position])
                    position += len(old.neighbour)
                else:
                    break
                looked += 1
                if looked > asked.looks:
                    complete = False
                    break
                if not usable:
                    continue
                taken += 1
                if tell:
                    if met == len(room.met):
                        complete = False
                        break
                    room.met[met] = position
                    room.met_from[met] = node
                    met += 1
                word, bit = neighbour >> 6, _ONE << (np.uint64(neighbour) & _WORD)
                if room.seen[word] & bit:
                    if not asked.each:
                        continue
                    there = room.place[neighbour]
                    add = bits & ~room.has[there]
                    if add == 0:
                        continue
                else:
                    if count >= asked.budget:
                        complete = False
                        break
                    room.seen[word] |= bit
                    there = np.uint32(count)
                    add = bits
                    _arrive(room, asked, neighbour, count)
                    count += 1
                if room.fresh[then, there] == 0:
                    room.turn[then, next_waiting] = there
                    next_waiting += 1
                room.fresh[then, there] |= add
                room.has[there] |= add
                if asked.each:
                    _note_hops(room, there, add, level + 1)
            if not complete:
                break
        level += 1
        room.ends[level] = count
        waiting = next_waiting
    for hop in range(level + 1, asked.hops + 1):
        room.ends[hop] = count
    _clean(room, count)
    return count, met, complete


@numba.njit(cache=True, nogil=True)
def _begin(starts: NDArray[np.int32], asked: Asked, room: Room) -> int:
    count = 0
    for number in range(len(starts)):
        node = starts[number]
        if node < 0:
            continue
        word, bit = node >> 6, _ONE << (np.uint64(node) & _WORD)
        own = np.uint8(1 << number) if asked.each else np.uint8(1)
        if not room.seen[word] & bit:
            room.seen[word] |= bit
            _arrive(room, asked, node, count)
            count += 1
        place = room.place[node]
        room.has[place] |= own
        room.fresh[0, place] |= own
        if asked.each:
            _note_hops(room, place, own, 0)
    return count


@numba.njit(cache=True, nogil=True)
def _arrive(room: Room, asked: Asked, node: int, count: int) -> None:
    room.queue[count] = node
    room.place[node] = count
    room.has[count] = 0
    room.told[count] = 0
    room.fresh[0, count] = 0
    room.fresh[1, count] = 0
    if asked.each:
        for start in range(room.hops.shape[1]):
            room.hops[count, start] = UNREACHED


@numba.njit(cache=True, nogil=True)
def _note_hops(room: Room, place: int, add: int, hops: int) -> None:
    for start in range(room.hops.shape[1]):
        if (add >> start) & 1:
            room.hops[place, start] = hops


@numba.njit(cache=True, nogil=True)
def _fetch_ahead(old: Old, room: Room, now: int, number: int, waiting: int) -> None:
    if number + _AHEAD < waiting:
        far = room.queue[room.turn[now, number + _AHEAD]]
        if far < len(old.offsets):
            fetch(old.offsets, far)
    if number + _NEAR < waiting:
        near = room.queue[room.turn[now, number + _NEAR]]
        if near < len(old.offsets):
            place = old.offsets[near]
            fetch(old.neighbour, place)
            fetch(old.kind, place)
            fetch(old.since, place)
            fetch(old.until, place)


@numba.njit(cache=True, nogil=True)
def _bounds(old: Old, young: Young, node: int) -> tuple[int, int, int, int, int, int]:
    """Where a node's half-edges lie in both, and which of the snapshot's are gone."""
    at, end = np.int64(0), np.int64(0)
    if node < len(old.offsets) - 1:
        at, end = np.int64(old.offsets[node]), np.int64(old.offsets[node + 1])
    if len(young.marks) == 0:
        return at, end, np.int64(0), np.int64(0), np.int64(0), np.int64(0)
    word = young.marks[(node >> 6) << 1]
    bit = _ONE << (np.uint64(node) & _WORD)
    if not word & bit:
        return at, end, np.int64(0), np.int64(0), np.int64(0), np.int64(0)
    mine = np.int64(young.marks[((node >> 6) << 1) + 1]) + np.int64(count_ones(word & (bit - _ONE)))
    return (
        at,
        end,
        np.int64(young.offsets[mine]),
        np.int64(young.offsets[mine + 1]),
        np.int64(young.gone_offsets[mine]),
        np.int64(young.gone_offsets[mine + 1]),
    )


@numba.njit(cache=True, nogil=True)
def _newer(old: Old, at: int, young: Young, near: int) -> bool:
    if old.since[at] != young.since[near]:
        return old.since[at] > young.since[near]
    return old.row[at] > young.row[near]


@numba.njit(cache=True, nogil=True)
def _usable(asked: Asked, half: Old | Young, position: int) -> bool:
    if not asked.every_kind and asked.wanted[half.kind[position]] == 0:
        return False
    if asked.day and not (half.since[position] <= asked.day < half.until[position]):
        return False
    if len(asked.withdrawn) and len(half.slot):
        slot = half.slot[position]
        word = np.int64(slot >> 6)
        if word < len(asked.withdrawn) and (asked.withdrawn[word] >> (np.uint64(slot) & _WORD)) & _ONE:
            return False
    return True


@numba.njit(cache=True, nogil=True)
def _is_super(old: Old, young: Young, node: int) -> bool:
    if node < len(old.flags):
        return (old.flags[node] & SUPER) != 0
    return (young.flags[node - len(old.flags)] & SUPER) != 0


@numba.njit(cache=True, nogil=True)
def _clean(room: Room, count: int) -> None:
    for number in range(count):
        room.seen[room.queue[number] >> 6] = 0
