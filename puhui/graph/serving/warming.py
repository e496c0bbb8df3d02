"""The first walk on a machine compiles what walks, which takes half a minute; here it is done beforehand.

What was compiled lies on the disk, for every process of this installation.
"""

import tempfile
from pathlib import Path

from puhui.graph.circle import Circles, Limits
from puhui.graph.edges import Edges
from puhui.graph.engine import Engine, Overlay, Snapshot, write_snapshot

_OWNER, _FIRM, _OTHER = "subject:a", "subject:b", "firm:c"
_DAY = 20_000


def warm() -> None:
    """Look around in a graph of three, with something laid over it, as an answer does."""
    rows = [(0, 1, "ownership", 0.6), (1, 2, "guarantee", 5.0), (2, 1, "guarantee", 5.0)]
    edges = Edges.of_rows(3, rows, ["subject", "subject", "firm"])
    with tempfile.TemporaryDirectory(prefix="puhui-graph-") as folder:
        write_snapshot(Path(folder, "warm"), edges, [_OWNER, _FIRM, _OTHER])
        snapshot = Snapshot.open(Path(folder, "warm"))
        assert isinstance(snapshot, Snapshot)  # noqa: S101 - written a moment ago
        for engine in (Engine(snapshot), Engine(snapshot, Overlay.over(snapshot, edges))):
            circles = Circles(engine.look(), Limits())
            owner, firm = (int(it) for it in circles.view.find([_OWNER, _FIRM]))
            standing = circles.standing(firm, _DAY)
            circles.around(owner, firm, _DAY, standing.controller)
            circles.guarantee_cycles(owner, firm, _DAY)
