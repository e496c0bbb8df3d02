"""The graph as every peer can read it: a folder of plain files.

Half-edges come already cut to each node's newest 200, and no peer has to sort by date while it is timed. The
PostgreSQL oracle alone gets the edges as they are (`edges.npz`) and finds the newest itself.
"""

from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.graph_expand.making import Made
from puhui.graph.engine import Snapshot

CAP: Final = 200


def share(made: Made, snapshot: Snapshot, folder: Path) -> None:
    """Writes what peers read: nodes and cut half-edges (Parquet, CSV), edges, applications."""
    folder.mkdir(parents=True, exist_ok=True)
    origin, target = cut(snapshot["offsets"], snapshot["neighbour"], CAP)
    nodes = pl.DataFrame({"id": np.arange(snapshot.nodes, dtype=np.int64)})
    halves = pl.DataFrame({"u": origin.astype(np.int64), "v": target.astype(np.int64)})
    for name, frame in (("nodes", nodes), ("halves", halves)):
        frame.write_parquet(folder / f"{name}.parquet")
        frame.write_csv(folder / f"{name}.csv")
    edges = made.edges
    np.savez(folder / "edges.npz", origin=edges.origin, target=edges.target, since=edges.since)
    np.save(folder / "applications.npy", made.applications)


def cut(
    offsets: NDArray[np.uint32], neighbours: NDArray[np.uint32], cap: int
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Every half-edge that a walk with this cap could go along, once."""
    degree = np.diff(offsets.astype(np.int64))
    origin = np.repeat(np.arange(len(degree), dtype=np.uint32), degree)
    rank = np.arange(len(neighbours)) - np.repeat(offsets[:-1].astype(np.int64), degree)
    kept = rank < cap
    pairs = np.unique((origin[kept].astype(np.uint64) << np.uint64(32)) | neighbours[kept])
    return (pairs >> np.uint64(32)).astype(np.uint32), (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)
