"""Small graphs, written and opened."""

from pathlib import Path
from typing import Any

from puhui.graph.edges import Edges
from puhui.graph.engine import Reached, Snapshot, write_snapshot


def opened(folder: Path, edges: Edges, **more: Any) -> Snapshot:
    """The edges as a snapshot in `folder`."""
    write_snapshot(folder / "snapshot", edges, **more)
    snapshot = Snapshot.open(folder / "snapshot")
    assert isinstance(snapshot, Snapshot)
    return snapshot


def least_hops(reached: Reached) -> dict[int, int]:
    """Who was reached, in how many hops."""
    return dict(zip(reached.ids.tolist(), reached.hops.tolist(), strict=True))
