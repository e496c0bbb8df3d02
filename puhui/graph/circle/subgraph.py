"""A part of a view as plain edges, so that exact algorithms can take what a bounded walk found."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import Edges
from puhui.graph.engine import Reached, View


@dataclass(frozen=True, slots=True)
class Part:
    """Some edges, over nodes numbered anew. `ids[i]` is node i's number in the view, `rows` the edges'."""

    edges: Edges
    ids: NDArray[np.int32]
    rows: NDArray[np.uint32]
    complete: bool

    def place(self, node: int) -> int:
        """A node's number here. Raises ValueError for one that is not in it."""
        return int(np.flatnonzero(self.ids == node)[0])


Met = tuple[NDArray[np.int64], NDArray[np.int32]]
"""Positions of half-edges, and the node each was seen from."""


def part_of(view: View, reached: Reached, *more: Met) -> Part:
    """The edges that a walk met, and `more`, each once. The walk must have been asked for its edges."""
    if reached.met is None or reached.met_from is None:
        raise ValueError("ask the walk for its edges")
    met, met_from = reached.met, reached.met_from
    if more:
        met = np.concatenate([met, *(it[0] for it in more)])
        met_from = np.concatenate([met_from, *(it[1] for it in more)])
    half = view.half_edges(met)
    _, first = np.unique(half.row, return_index=True)
    origin = np.where(half.outgoing, met_from, half.neighbour)[first]
    target = np.where(half.outgoing, half.neighbour, met_from)[first]
    ids, places = np.unique(np.concatenate([reached.ids, origin, target]), return_inverse=True)
    ids, ends = ids.astype(np.int32), places[len(reached.ids) :].astype(np.int32)
    weight = half.weight[first].astype(np.float64)
    edges = Edges(
        len(ids),
        ends[: len(first)],
        ends[len(first) :],
        half.kind[first],
        view.kinds,
        half.since[first],
        half.until[first],
        weight,
        view.types_of(ids),
        view.snapshot.type_names,
    )
    return Part(edges, ids, half.row[first], reached.complete)
