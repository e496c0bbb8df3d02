"""The walk in memory: snapshots opened where they lie, an overlay of what is younger, and who is reached."""

from puhui.graph.engine.changed import Changed
from puhui.graph.engine.columns import UNREACHED
from puhui.graph.engine.halves import HalfEdges
from puhui.graph.engine.overlay import Overlay
from puhui.graph.engine.reached import Reached
from puhui.graph.engine.showing import Engine
from puhui.graph.engine.snapshot import SUPER, Snapshot
from puhui.graph.engine.view import View
from puhui.graph.engine.walker import Walker
from puhui.graph.engine.withdrawn import Withdrawn
from puhui.graph.engine.writing import write_snapshot

__all__ = [
    "SUPER",
    "UNREACHED",
    "Changed",
    "Engine",
    "HalfEdges",
    "Overlay",
    "Reached",
    "Snapshot",
    "View",
    "Walker",
    "Withdrawn",
    "write_snapshot",
]
