"""The walk with everything: kinds, a day, consents taken back, super-nodes, an overlay, half-edges met.

Like the plain walk (see `plain`) it does not branch on what it cannot guess: an edge that may not be used
and a node that was seen are written all the same, and the ends of the lists do not move on.
"""

# Numba compiles this file; neither mypy nor a count of branches says anything about a kernel's inner loop.
# mypy: ignore-errors
# ruff: noqa: PLR0912, PLR0915, PLR0917

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.columns import Asked, Old, Room, Young
from puhui.graph.engine.steps import (
    fetch_ahead,
    forget_seen,
    go_along,
    is_new,
    is_newer,
    is_super,
    is_usable,
    start_from,
    touched_place,
)

_ONE = np.uint64(1)
_NONE = np.uint64(0)
_SIX = np.uint64(6)


@numba.njit(cache=True, nogil=True, boundscheck=False, _nrt=False)
def walk(
    old: Old, young: Young, asked: Asked, room: Room, starts: NDArray[np.int32], met: int
) -> tuple[int, int, bool]:
    """Fills the room, half-edges from `met` on; says how many nodes and half-edges, and whether all of them.

    `_nrt=False`: nothing here is allocated, so no array is counted in and out of use at every step. Counting
    makes this loop ten times slower.
    """
    offsets, neighbours, kind, since, until, rows, slots, flags = old
    marks, new_offsets, new_neighbours, new_kind, new_since, new_until, new_rows, new_slots = young[:8]
    gone_offsets, gone, new_flags = young[8:]
    hops, cap, day, wanted, filtered, budget, looks, through_super, withdrawn = asked
    seen, queue, ends, told, mets, mets_from = room
    known, widest, most = np.uint64(len(offsets) - 1), np.uint64(cap), np.uint64(budget)
    looks_left, met, complete = np.int64(looks), np.uint64(met), True
    telling, overlaid, stopping = len(mets) > 0, len(marks) > 0, not through_super
    count = start_from(starts, seen, queue)
    ends[0] = np.int64(count)
    begin, hop, places = _NONE, 0, np.uint64(len(neighbours))
    while hop < hops and complete:
        end, at = count, begin
        hop += 1
        while at < end:
            fetch_ahead(offsets, neighbours, kind, since, until, queue, known, at, end, filtered)
            node = np.uint64(queue[at])
            at += _ONE
            if stopping and hop > 1 and is_super(flags, new_flags, node, known):
                continue
            place, last, left, tell = _NONE, _NONE, widest, _NONE
            if node < known:
                place, last = np.uint64(offsets[node]), np.uint64(offsets[node + _ONE])
            if telling:
                tell = is_new(told, node)
                most_here = min(widest, last - place + np.uint64(len(new_neighbours)))
                if tell and met + most_here >= np.uint64(len(mets)):
                    complete = False
                    break
            mark = touched_place(marks, node) if overlaid else np.int64(-1)
            if mark >= 0:
                near, far = np.uint64(new_offsets[mark]), np.uint64(new_offsets[mark + 1])
                going, last_gone = np.uint64(gone_offsets[mark]), np.uint64(gone_offsets[mark + 1])
                while left and looks_left >= 0:
                    while going < last_gone and place < last and np.uint64(gone[going]) == place:
                        going += _ONE
                        place += _ONE
                    if place < last and (
                        near >= far or is_newer(since, rows, place, new_since, new_rows, near)
                    ):
                        good = is_usable(wanted, day, withdrawn, kind, since, until, slots, place)
                        neighbour, position = np.uint64(neighbours[place]), place
                        place += _ONE
                    elif near < far:
                        good = is_usable(
                            wanted, day, withdrawn, new_kind, new_since, new_until, new_slots, near
                        )
                        neighbour, position = np.uint64(new_neighbours[near]), places + near
                        near += _ONE
                    else:
                        break
                    count, met = go_along(
                        neighbour, position, node, good, seen, queue, mets, mets_from, count, met, tell
                    )
                    left -= good
                    looks_left -= 1
            elif filtered:
                last = min(last, place + np.uint64(looks_left + 1))
                looks_left += np.int64(place)
                while place < last and left:
                    good = is_usable(wanted, day, withdrawn, kind, since, until, slots, place)
                    neighbour = np.uint64(neighbours[place])
                    count, met = go_along(
                        neighbour, place, node, good, seen, queue, mets, mets_from, count, met, tell
                    )
                    left -= good
                    place += _ONE
                looks_left -= np.int64(place)
            else:
                last = min(last, place + widest)
                looks_left -= np.int64(last - place)
                while place < last:
                    neighbour = np.uint64(neighbours[place])
                    count, met = go_along(
                        neighbour, place, node, _ONE, seen, queue, mets, mets_from, count, met, tell
                    )
                    place += _ONE
            if count > most or looks_left < 0:
                complete = False
                break
        begin = end
        ends[hop] = np.int64(count)
    kept = min(np.int64(count), budget)
    for later in range(hop, hops + 1):
        ends[later] = kept
    forget_seen(seen, queue, count)
    return kept, np.int64(met), complete


@numba.njit(cache=True, nogil=True)
def forget_told(told: NDArray[np.uint64], walked: NDArray[np.uint32]) -> None:
    """Makes the room ready for the next answer."""
    for node in walked:
        told[np.uint64(node) >> _SIX] = _NONE
