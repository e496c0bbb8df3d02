"""What stands around one node, out to two hops, on the eve of a day: the one definition, for one and for all.

An edge counts when it began before the as-of day and had not ended on the eve of it. Nothing here depends on
how nodes are numbered. Bounds: `Limits`. Not known is NaN, never zero.
"""

# Numba compiles this file; neither mypy nor a count of branches says anything about a kernel's inner loop.
# mypy: ignore-errors
# ruff: noqa: PLR0915, PLR0917, PLR1714, ANN001, ANN202, E501

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.measured.around import Around
from puhui.graph.measured.row import A_KIND, A_TYPE, GENERAL, Bounds, Scratch

_G, _T, _K = len(GENERAL), len(A_TYPE), len(A_KIND)
_ALWAYS = -(2**31)
_SCANNED = 20
"""Times `near_edges` that are looked at of a neighbour at most, ended ones among them."""


@numba.njit(cache=True, nogil=True)
def measure(
    around: Around,
    nodes: NDArray[np.int64],
    days: NDArray[np.int64],
    bounds: Bounds,
    room: Scratch,
    out: NDArray[np.float64],
) -> None:
    """Fills a row of `out` for each node and its as-of day."""
    number = room.number[0]
    for row in range(len(nodes)):
        number = _one(around, nodes[row], days[row] - 1, bounds, room, number, out[row])
    room.number[0] = number


@numba.njit(cache=True, nogil=True)
def _one(around, node, eve, bounds, room, number, out):
    number += 1
    mine = number
    out[:] = 0
    first_kind = _G + _T * bounds.types
    for kind in range(bounds.kinds):
        at = first_kind + kind * _K
        out[at + 2] = out[at + 3] = out[at + 6] = out[at + 7] = out[at + 8] = out[at + 9] = np.nan
    newest, oldest, earlier = np.int64(_ALWAYS), np.int64(2**31), 0
    edges, others, looked = 0, 0, 0
    for at in range(_begun(around, node, eve), around.offsets[node + 1]):
        if around.until[at] <= eve:
            continue
        if edges == bounds.own_edges:
            break
        other, what = around.other[at], around.what[at]
        room.word[edges] = (np.int64(what) << 32) | np.int64(other)
        room.weight[edges] = around.weight[at]
        edges += 1
        side = what & 1
        if room.near[other] != mine:
            room.near[other] = mine
            room.place[other] = others
            room.ways[other] = 0
            room.nodes[others] = other
            others += 1
            out[_G + _T * around.types[other]] += 1
        if edges <= bounds.near_edges:
            looked = others
        room.ways[other] |= 1 << side
        if room.ways[other] == 3 and side < 2:
            out[5] += 1
            room.ways[other] = 7
        out[1 + side] += 1
        base = first_kind + (what >> 1) * _K
        out[base + 4 * side] += 1
        since = np.int64(around.since[at])
        if since != _ALWAYS:
            age = eve + 1 - since
            newest, oldest = max(newest, since), min(oldest, since)
            if np.isnan(out[base + 8]):
                out[base + 8] = age
            out[base + 9] = age
            if age <= bounds.recent_days:
                out[8] += 1
                out[base + 10] += 1
            elif age <= 2 * bounds.recent_days:
                earlier += 1
    out[0], out[3] = edges, others
    out[6] = out[7] = np.nan
    if newest != _ALWAYS:
        out[6], out[7] = eve + 1 - newest, eve + 1 - oldest
    out[9] = out[8] / earlier if earlier else np.nan
    number = _second(around, node, eve, bounds, room, mine, number, looked, others, out)
    _by_kind(room, edges, first_kind, out)
    return _shared(around, node, eve, bounds, room, number, edges, looked, first_kind, out)


@numba.njit(cache=True, nogil=True)
def _begun(around, node, eve):
    """The first half-edge of a node that had begun by the eve: they are in order."""
    low, high = around.offsets[node], around.offsets[node + 1]
    while low < high:
        middle = (low + high) >> 1
        if around.since[middle] > eve:
            low = middle + 1
        else:
            high = middle
    return low


@numba.njit(cache=True, nogil=True)
def _usable(around, node, eve, bounds):
    """How many edges of a neighbour count, up to the bound."""
    begin, count = _begun(around, node, eve), 0
    for at in range(begin, min(around.offsets[node + 1], begin + _SCANNED * bounds.near_edges)):
        count += around.until[at] > eve
        if count == bounds.near_edges:
            break
    return count


@numba.njit(cache=True, nogil=True)
def _second(around, node, eve, bounds, room, mine, number, looked, others, out):
    """Whom the neighbours know: among themselves, and beyond."""
    total, most, supers = 0, 0, 0
    for place in range(looked):
        count = _usable(around, room.nodes[place], eve, bounds)
        room.counts[place] = count
        total += count
        most = max(most, count)
        supers += count == bounds.near_edges
    links, beyond = 0.0, 0
    for place in range(looked):
        if room.counts[place] == bounds.near_edges:
            continue
        neighbour = room.nodes[place]
        number += 1
        taken, at = 0, _begun(around, neighbour, eve)
        while taken < room.counts[place]:
            if around.until[at] > eve:
                taken += 1
                far = around.other[at]
                if far != node and far != neighbour and room.seen[far] != number:
                    room.seen[far] = number
                    if room.near[far] == mine:
                        there = room.place[far]
                        walked = there < looked and room.counts[there] < bounds.near_edges
                        links += 0.5 if walked else 1.0
                    elif room.two[far] != mine:
                        room.two[far] = mine
                        beyond += 1
                        out[_G + _T * around.types[far] + 1] += 1
            at += 1
    pairs = looked * (looked - 1) / 2 + looked * (others - looked)
    out[10], out[11] = beyond, links
    out[12] = links / pairs if pairs else np.nan
    out[13] = total / looked if looked else np.nan
    out[14], out[15] = most, supers
    out[16] = supers / looked if looked else np.nan
    return number


@numba.njit(cache=True, nogil=True)
def _by_kind(room, edges, first_kind, out):
    """Distinct neighbours and weights of each kind and side; leaves the words in order."""
    _in_order(room, edges)
    at = 0
    last_kind = -1
    while at < edges:
        what = room.word[at] >> 32
        base = first_kind + (what >> 1) * _K + 4 * (what & 1)
        if what >> 1 != last_kind:
            last_kind = what >> 1
            out[4] += 1
        nodes, total, top, known = 0, 0.0, -np.inf, False
        while at < edges and room.word[at] >> 32 == what:
            word, here = room.word[at], 0.0
            nodes += 1
            while at < edges and room.word[at] == word:
                weight = room.weight[at]
                if not np.isnan(weight):
                    here += weight
                    known = True
                at += 1
            total += here
            top = max(top, here)
        out[base + 1] = nodes
        if known:
            out[base + 2] = total
            out[base + 3] = top / total if total > 0 else np.nan


@numba.njit(cache=True, nogil=True)
def _in_order(room, edges):
    """Sorts words and their weights where they lie (Shell's sort: short lists, no room, little to compile)."""
    gap = 1
    while gap < edges // 3:
        gap = 3 * gap + 1
    while gap >= 1:
        for at in range(gap, edges):
            word, weight, place = room.word[at], room.weight[at], at
            while place >= gap and room.word[place - gap] > word:
                room.word[place], room.weight[place] = room.word[place - gap], room.weight[place - gap]
                place -= gap
            room.word[place], room.weight[place] = word, weight
        gap //= 3


@numba.njit(cache=True, nogil=True)
def _shared(around, node, eve, bounds, room, number, edges, looked, first_kind, out):
    """Who else points where this node points, or is pointed at whence it is; and the largest such group."""
    mark, last, last_word = np.int64(0), np.int64(-1), np.int64(-1)
    for at in range(edges):
        word = room.word[at]
        between = np.int64(word & 0xFFFFFFFF)
        place = room.place[between]
        if word == last_word or place >= looked:
            continue
        last_word, what = word, word >> 32
        if what != last:
            last = what
            number += 1
            mark = -number
        base = first_kind + (what >> 1) * _K + 11 + 2 * (what & 1)
        super_node = room.counts[place] == bounds.near_edges
        members, taken, here = 0, 0, _begun(around, between, eve)
        number += 1
        while taken < room.counts[place]:
            if around.until[here] > eve:
                taken += 1
                fellow = around.other[here]
                if around.what[here] == what ^ 1 and room.seen[fellow] != number:
                    room.seen[fellow] = number
                    members += 1
                    if fellow != node and not super_node and room.two[fellow] != mark:
                        room.two[fellow] = mark
                        out[base] += 1
            here += 1
        out[base + 1] = max(out[base + 1], members)
    return number
