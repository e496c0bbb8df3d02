"""Half-edges as the measuring kernel takes them: of each node the newest first."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import Edges
from puhui.graph.engine.building import INCOMING, blocks, offsets_of


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
    offsets = offsets_of(edges)
    count = int(offsets[-1])
    other, what = np.empty(count, np.int32), np.empty(count, np.int16)
    since, until, weight = np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count)
    for block in blocks(edges, offsets):
        here = slice(block.first, block.first + len(block))
        other[here] = block.neighbour
        incoming = block.kind >= INCOMING
        what[here] = (block.kind & (INCOMING - 1)).astype(np.int16) * 2 + incoming
        since[here], until[here], weight[here] = (
            it[block.row] for it in (edges.since, edges.until, edges.weight)
        )
    return Around(offsets.astype(np.int64), other, what, since, until, weight, edges.types)
