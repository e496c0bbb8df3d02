"""The same features for one application, from the engine's view: a walk gathers, the one kernel measures."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine import HalfEdges, Reached, Walker
from puhui.graph.measured.around import Around
from puhui.graph.measured.catalogue import Measured, near_features
from puhui.graph.measured.limits import Limits, limits
from puhui.graph.measured.near import measure
from puhui.graph.measured.row import Bounds, Scratch, bounds_of, scratch, width


@dataclass(frozen=True, slots=True)
class Served:
    """`values` in the catalogue's order, NaN where not known; not `complete`: the walk met a bound."""

    values: NDArray[np.float64]
    complete: bool


class Near:
    """Measures nodes of one view, one after the other; a `Near` (as its walker) belongs to one thread."""

    def __init__(self, walker: Walker, bounds: Limits | None = None) -> None:
        snapshot = walker.view.snapshot
        self._walker = walker
        self._limits = bounds or limits()
        self._bounds: Bounds = bounds_of(
            self._limits, self._limits.own_edges, len(snapshot.kinds), len(snapshot.type_names)
        )
        self._room: Scratch = scratch(0, self._bounds)
        self.features: tuple[Measured, ...] = near_features(snapshot.kinds, snapshot.type_names)

    def of(self, node: int, day: int) -> Served:
        """The features of `node` on the eve of `day`; consents taken back are not walked."""
        eve = day - 1
        own = self._walker.walk([node], 1, self._limits.own_edges, eve, edges=True)
        ring = self._walker.walk([node], 2, self._limits.near_edges, eve, edges=True)
        around = self._around(node, own, ring)
        nodes = len(around.types)
        if len(self._room.near) < nodes:
            self._room = scratch(max(2 * nodes, 4096), self._bounds)
        out = np.empty((1, width(self._bounds)))
        measure(around, np.zeros(1, np.int64), np.array([day]), self._bounds, self._room, out)
        assert own.met is not None  # noqa: S101
        every = len(own.met) < self._limits.own_edges
        return Served(out[0], every and own.complete and ring.complete)

    def _around(self, node: int, own: Reached, ring: Reached) -> Around:
        """The half-edges that the two walks met, as a small graph in which `node` is 0."""
        assert own.met is not None and ring.met is not None and ring.met_from is not None  # noqa: S101
        beyond = ring.met_from != node
        seen = self._walker.view.half_edges(np.concatenate([own.met, ring.met[beyond]]))
        seen_from = np.concatenate([np.full(len(own.met), node, np.int32), ring.met_from[beyond]])
        ids, place = np.unique(np.concatenate([[node], seen_from, seen.neighbour]), return_inverse=True)
        ids[[0, place[0]]] = ids[[place[0], 0]]
        place = np.where(place == 0, place[0], np.where(place == place[0], 0, place))
        half = len(seen_from)
        return _small(ids, place[1 : 1 + half], place[1 + half :], seen, self._walker.view.types_of(ids))


def _small(
    ids: NDArray[np.int32],
    at: NDArray[np.int64],
    other: NDArray[np.int64],
    seen: HalfEdges,
    types: NDArray[np.uint8],
) -> Around:
    order = np.argsort(at, kind="stable")
    offsets = np.r_[0, np.cumsum(np.bincount(at, minlength=len(ids)))]
    what = seen.kind.astype(np.int16) * 2 + ~seen.outgoing
    return Around(
        offsets,
        other.astype(np.int32)[order],
        what[order],
        seen.since[order],
        seen.until[order],
        seen.weight.astype(np.float64)[order],
        types,
    )
