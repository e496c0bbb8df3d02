"""The engine: it shows the latest moment.

A view never changes; whoever holds one sees the same graph until it looks again. To swap is to set one
reference, so nobody waits and nobody sees half of two moments.
"""

from threading import Lock

from puhui.graph.engine.overlay import Overlay
from puhui.graph.engine.snapshot import Snapshot
from puhui.graph.engine.view import View
from puhui.graph.engine.withdrawn import Withdrawn


class Engine:
    """The latest view, for everyone who looks; one writer swaps."""

    def __init__(self, snapshot: Snapshot, overlay: Overlay | None = None) -> None:
        self.withdrawn = Withdrawn()
        self._view = View(snapshot, overlay, self.withdrawn)
        self._before: View | None = None
        self._swapping = Lock()

    def look(self) -> View:
        """The graph of this moment; hold it for the length of one answer."""
        return self._view

    def swap(self, snapshot: Snapshot | None = None, overlay: Overlay | None = None) -> View:
        """Shows another moment from now on; without a snapshot, the overlay goes over the present one.

        What was shown before is kept until the next swap, so that whoever answers does not pay for letting
        go of it.
        """
        with self._swapping:
            view = View(snapshot or self._view.snapshot, overlay, self.withdrawn)
            _ = view.old, view.young, view.nodes
            self._before, self._view = self._view, view
        return view
