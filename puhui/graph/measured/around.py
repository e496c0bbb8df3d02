"""Half-edges as the measuring kernel takes them: of each node the newest first."""

from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import ALWAYS, Edges
from puhui.graph.engine.building import INCOMING, blocks, offsets_of

_FIRST: Final = -25_567
_LAST: Final = 39_900


class Around(NamedTuple):
    """`what` is twice the kind, plus one where the node is the target; `types` has one entry a node."""

    offsets: NDArray[np.int64]
    other: NDArray[np.int32]
    what: NDArray[np.int16]
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    weight: NDArray[np.float64]
    types: NDArray[np.uint8]


def around(edges: Edges) -> Around:
    """All half-edges of a graph, in the engine's own order."""
    edges, since_of = _orderable(edges)
    offsets = offsets_of(edges)
    count = int(offsets[-1])
    other, what = np.empty(count, np.int32), np.empty(count, np.int16)
    since, until, weight = np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count)
    for block in blocks(edges, offsets):
        here = slice(block.first, block.first + len(block))
        other[here] = block.neighbour
        incoming = block.kind >= INCOMING
        what[here] = (block.kind & (INCOMING - 1)).astype(np.int16) * 2 + incoming
        since[here] = since_of[block.row]
        until[here], weight[here] = (it[block.row] for it in (edges.until, edges.weight))
    return Around(offsets.astype(np.int64), other, what, since, until, weight, edges.types)


def _orderable(edges: Edges) -> tuple[Edges, NDArray[np.int32]]:
    """Edges as the engine's order takes them, and when each began.

    The engine orders by days from 1900 to 2079. Where steps of time lie outside, the rows are put in order
    first and given one day, so that a later row is the newer.
    """
    dated = edges.since[edges.since != ALWAYS]
    if not len(dated) or (dated.min() > _FIRST and dated.max() < _LAST):
        return edges, edges.since
    order = np.argsort(edges.since, kind="stable")
    names = ("origin", "target", "kind", "since", "until", "weight")
    sorted_ = replace(edges, **{it: getattr(edges, it)[order] for it in names})
    return replace(sorted_, since=np.zeros(len(edges), np.int32)), sorted_.since
