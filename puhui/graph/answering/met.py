"""The edges that looking around met between some nodes, once each, whichever walk met them."""

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

    def once(self, at_most: int) -> "Met":
        """Each edge once; the latest recorded where there are too many."""
        row, first = np.unique(self.row, return_index=True)
        first = first[-at_most:]
        return Met(row[-at_most:], self.origin[first], self.target[first])


def met_between(found: Around, parts: Sequence[Part], nodes: Iterable[int], at_most: int) -> Met:
    """Those of the circles and of some parts with both ends among `nodes`."""
    among = np.sort(np.fromiter(nodes, np.int32))
    some = [_of_circles(found, among), *(_of_part(it, among) for it in parts)]
    return Met(
        np.concatenate([it.row for it in some]),
        np.concatenate([it.origin for it in some]),
        np.concatenate([it.target for it in some]),
    ).once(at_most)


def nearest(found: Around, at_most: int) -> Part:
    """What both circles met first, as plain edges."""
    it = found.circles
    reached = Reached(it.ids[:1], (), it.complete, None, it.met[:at_most], it.met_from[:at_most])
    return part_of(found.view, reached)


def opened(view: View, node: int, at_most: int, day: int) -> Part:
    """One step on from a node that somebody wants to see more of."""
    return part_of(view, Walker(view).walk([node], 1, at_most, day, edges=True))


def _of_circles(found: Around, among: NDArray[np.int32]) -> Met:
    """Most of what was met is not shown, so it is left out before anything is looked up."""
    it = found.circles
    is_shown = np.append(_is_among(it.ids, among), False)
    kept = np.flatnonzero(is_shown[it.met_to])
    kept = kept[_is_among(it.met_from[kept], among)]
    here = it.met_from[kept]
    half = found.view.half_edges(it.met[kept])
    return Met(
        half.row, np.where(half.outgoing, here, half.neighbour), np.where(half.outgoing, half.neighbour, here)
    )


def _of_part(part: Part, among: NDArray[np.int32]) -> Met:
    origin, target = part.ids[part.edges.origin], part.ids[part.edges.target]
    kept = _is_among(origin, among) & _is_among(target, among)
    return Met(part.rows[kept], origin[kept], target[kept])


def _is_among(nodes: NDArray[np.int32], among: NDArray[np.int32]) -> NDArray[np.bool_]:
    if not len(among):
        return np.zeros(len(nodes), np.bool_)
    place = np.minimum(np.searchsorted(among, nodes), len(among) - 1)
    return np.asarray(among[place] == nodes)
