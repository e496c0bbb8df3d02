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
    row, offsets = snapshot["row"], snapshot["offsets"]
    here = _find_rows(offsets, row, changed.origin, changed.row)
    there = _find_rows(offsets, row, changed.target, changed.row)
    if (here < 0).any() or (there < 0).any():
        raise ValueError("an edge that changed is not in the snapshot")
    apart = changed.origin != changed.target
    gone = np.concatenate([here, there[apart]]).astype(np.uint32)
    return gone, np.concatenate([changed.origin, changed.target[apart]]), here


@numba.njit(cache=True, nogil=True)
def _find_rows(
    offsets: NDArray[np.uint32], row: NDArray[np.uint32], nodes: NDArray[np.int32], wanted: NDArray[np.uint32]
) -> NDArray[np.int64]:
    found = np.full(len(wanted), -1, np.int64)
    for number in range(len(wanted)):
        for at in range(offsets[nodes[number]], offsets[nodes[number] + 1]):
            if row[at] == wanted[number]:
                found[number] = at
                break
    return found
