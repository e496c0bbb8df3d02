"""Snapshot edges that ended since: taken out, and put in again for the days they still held."""

from dataclasses import dataclass, replace

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import ALWAYS, Edges
from puhui.graph.engine.building import INCOMING
from puhui.graph.engine.days import decoded
from puhui.graph.engine.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Changed:
    """Snapshot edges that ended: their rows, both ends, and the day they end (ALWAYS: as if never there)."""

    row: NDArray[np.uint32]
    origin: NDArray[np.int32]
    target: NDArray[np.int32]
    until: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Rows:
    """Younger edges and new versions of changed ones, with the number each has."""

    edges: Edges
    row: NDArray[np.uint32]
    slot: NDArray[np.uint32]


def with_new_versions(snapshot: Snapshot, rows: Rows, changed: Changed, here: NDArray[np.int64]) -> Rows:
    """Changed edges that still held for some days, under their old numbers, before the younger ones."""
    kept = np.flatnonzero(changed.until != ALWAYS)
    kept = kept[np.argsort(changed.row[kept], kind="stable")]
    here, new = here[kept], rows.edges
    slots = snapshot["slot"][here] if "slot" in snapshot.arrays else np.zeros(len(kept), np.uint32)
    edges = replace(
        new,
        origin=np.concatenate([changed.origin[kept], new.origin]),
        target=np.concatenate([changed.target[kept], new.target]),
        kind=np.concatenate([snapshot["kind"][here] & np.uint8(INCOMING - 1), new.kind]),
        since=np.concatenate([decoded(snapshot["since"][here]), new.since]),
        until=np.concatenate([changed.until[kept], new.until]),
        weight=np.concatenate([snapshot["weight"][here].astype(np.float64), new.weight]),
    )
    return Rows(edges, np.concatenate([changed.row[kept], rows.row]), np.concatenate([slots, rows.slot]))


def places(
    snapshot: Snapshot, changed: Changed
) -> tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.int64]]:
    """Where changed edges lie in the snapshot at both ends, at whose node, and at their origin alone."""
    columns = (snapshot["offsets"], snapshot["row"], snapshot["since"])
    here, there = _find_rows(*columns, changed.origin, changed.target, changed.row)
    if (here < 0).any() or (there < 0).any():
        raise ValueError("an edge that changed is not in the snapshot")
    apart = changed.origin != changed.target
    gone = np.concatenate([here, there[apart]]).astype(np.uint32)
    return gone, np.concatenate([changed.origin, changed.target[apart]]), here


@numba.njit(cache=True, nogil=True)
def _find_rows(  # noqa: PLR0917
    offsets: NDArray[np.uint32],
    rows: NDArray[np.uint32],
    since: NDArray[np.uint16],
    origin: NDArray[np.int32],
    target: NDArray[np.int32],
    wanted: NDArray[np.uint32],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each row its place at both ends: looked for where there are fewer, and its date finds the other."""
    found = np.full((2, len(wanted)), -1, np.int64)
    for number in range(len(wanted)):
        row = wanted[number]
        first, last = np.int64(offsets[origin[number]]), np.int64(offsets[origin[number] + 1])
        begin, end = np.int64(offsets[target[number]]), np.int64(offsets[target[number] + 1])
        fewer = 0 if last - first <= end - begin else 1
        if fewer:
            first, last, begin, end = begin, end, first, last
        for at in range(first, last):
            if rows[at] == row:
                found[fewer, number] = at
                found[1 - fewer, number] = _place_by_date(rows, since, begin, end, since[at], row)
                break
    return found[0], found[1]


@numba.njit(cache=True, nogil=True)
def _place_by_date(  # noqa: PLR0917
    rows: NDArray[np.uint32],
    since: NDArray[np.uint16],
    first: np.int64,
    last: np.int64,
    day: np.uint16,
    row: np.uint32,
) -> np.int64:
    """Half-edges lie newest first: halve until the one of this day and row is met; −1 if it is not there."""
    end = last
    while first < last:
        middle = (first + last) >> 1
        if since[middle] > day or (since[middle] == day and rows[middle] > row):
            first = middle + 1
        else:
            last = middle
    return first if first < end and rows[first] == row else np.int64(-1)
