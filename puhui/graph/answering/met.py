"""Every edge that looking around met, once each, whichever walk met it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.graph.circle import Part, part_of
from puhui.graph.engine import Reached, View, Walker
from puhui.graph.serving import Around


@dataclass(frozen=True, slots=True)
class Met:
    """Edges by their rows in the view, with both ends as the view numbers them."""

    row: NDArray[np.uint32]
    origin: NDArray[np.int32]
    target: NDArray[np.int32]

    def between(self, nodes: Iterable[int], at_most: int) -> "Met":
        """Those with both ends among some nodes, the latest recorded first where there are too many."""
        among = np.fromiter(nodes, np.int32)
        kept = np.isin(self.origin, among) & np.isin(self.target, among)
        place = np.flatnonzero(kept)[-at_most:]
        return Met(self.row[place], self.origin[place], self.target[place])


def circle_of(found: Around, at_most: int | None = None) -> Part:
    """What both circles met, as plain edges; the nearest where not all of it is wanted."""
    it = found.circles
    met, met_from = it.met[:at_most], it.met_from[:at_most]
    ids = it.ids if at_most is None else it.ids[:1]
    return part_of(found.view, Reached(ids, (), it.complete, None, met, met_from))


def opened(view: View, node: int, at_most: int, day: int) -> Part:
    """One step on from a node that somebody wants to see more of."""
    return part_of(view, Walker(view).walk([node], 1, at_most, day, edges=True))


def met(parts: Sequence[Part]) -> Met:
    """All of them together."""
    row = np.concatenate([it.rows for it in parts])
    origin = np.concatenate([it.ids[it.edges.origin] for it in parts])
    target = np.concatenate([it.ids[it.edges.target] for it in parts])
    row, first = np.unique(row, return_index=True)
    return Met(row, origin[first], target[first])
