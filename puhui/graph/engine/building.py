"""Half-edges in order: each edge at both its ends, at each node the newest first.

The order is (since, row), both descending: of two edges of one day the later row is the newer. Rows are
unique, so nothing ties, and every engine that keeps the newest `cap` keeps the same ones. An edge from a
node to itself stands there once.

Built in blocks of nodes: a block's half-edges are sorted in memory and handed on, so that a graph that does
not fit in memory can still be written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import Edges
from puhui.graph.engine.days import coded

INCOMING: Final = 128
"""The bit of `kind` that says: this node is the target."""
_BLOCK: Final = 1 << 24
_SHORT: Final = 24
_LOW: Final = np.uint64(0xFFFF_FFFF)


@dataclass(frozen=True, slots=True)
class Block:
    """The half-edges from `first` on, column by column; `row` is the edge's place in the edges given."""

    first: int
    neighbour: NDArray[np.uint32]
    kind: NDArray[np.uint8]
    row: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.neighbour)


def offsets_of(edges: Edges) -> NDArray[np.uint64]:
    """Where each node's half-edges begin; one more entry says where all end."""
    return np.asarray(_offsets(edges.nodes, edges.origin, edges.target))


def blocks(edges: Edges, offsets: NDArray[np.uint64]) -> Iterator[Block]:
    """All half-edges in order, some ten million at a time; a later row is the newer one of a day."""
    since = coded(edges.since)
    first = 0
    while first < edges.nodes:
        last = _end_of_block(offsets, first)
        yield _block(edges, since, offsets, first, last)
        first = last


def _end_of_block(offsets: NDArray[np.uint64], first: int) -> int:
    """As many nodes as fit; one at least, however many neighbours it has."""
    fitting = int(np.searchsorted(offsets, offsets[first] + np.uint64(_BLOCK), side="right")) - 1
    return min(max(fitting, first + 1), len(offsets) - 1)


def _block(
    edges: Edges, since: NDArray[np.uint16], offsets: NDArray[np.uint64], first: int, last: int
) -> Block:
    begin, end = int(offsets[first]), int(offsets[last])
    order = np.empty(end - begin, np.uint64)
    starts = (offsets[first : last + 1] - offsets[first]).astype(np.int64)
    _fill(edges.origin, edges.target, since, first, last, starts[:-1].copy(), order)
    _newest_first(order, starts)
    row = (order & _LOW).astype(np.uint32)
    neighbour, kind = np.empty(len(row), np.uint32), np.empty(len(row), np.uint8)
    _ends(edges.origin, edges.target, edges.kind, row, starts, first, neighbour, kind)
    return Block(begin, neighbour, kind, row)


@numba.njit(cache=True, nogil=True)
def _offsets(nodes: int, origin: NDArray[np.int32], target: NDArray[np.int32]) -> NDArray[np.uint64]:
    offsets = np.zeros(nodes + 1, np.uint64)
    for edge in range(len(origin)):
        offsets[origin[edge] + 1] += np.uint64(1)
        if origin[edge] != target[edge]:
            offsets[target[edge] + 1] += np.uint64(1)
    for node in range(nodes):
        offsets[node + 1] += offsets[node]
    return offsets


@numba.njit(cache=True, nogil=True)
def _fill(  # noqa: PLR0917
    origin: NDArray[np.int32],
    target: NDArray[np.int32],
    since: NDArray[np.uint16],
    first: int,
    last: int,
    place: NDArray[np.int64],
    order: NDArray[np.uint64],
) -> None:
    """Each half-edge of the block to its node, as (since, row) in one word."""
    for row in range(len(origin) - 1, -1, -1):
        one, other = origin[row], target[row]
        if not (first <= one < last or first <= other < last):
            continue
        word = (np.uint64(since[row]) << np.uint64(32)) | np.uint64(row)
        if first <= one < last:
            order[place[one - first]] = word
            place[one - first] += 1
        if one != other and first <= other < last:
            order[place[other - first]] = word
            place[other - first] += 1


@numba.njit(cache=True, nogil=True)
def _newest_first(order: NDArray[np.uint64], starts: NDArray[np.int64]) -> None:
    for node in range(len(starts) - 1):
        begin, end = starts[node], starts[node + 1]
        if end - begin > _SHORT:
            order[begin:end] = np.sort(order[begin:end])[::-1]
            continue
        for at in range(begin + 1, end):
            word, place = order[at], at
            while place > begin and order[place - 1] < word:
                order[place] = order[place - 1]
                place -= 1
            order[place] = word


@numba.njit(cache=True, nogil=True)
def _ends(  # noqa: PLR0917
    origin: NDArray[np.int32],
    target: NDArray[np.int32],
    kinds: NDArray[np.uint8],
    rows: NDArray[np.uint32],
    starts: NDArray[np.int64],
    first: int,
    neighbour: NDArray[np.uint32],
    kind: NDArray[np.uint8],
) -> None:
    for node in range(len(starts) - 1):
        for at in range(starts[node], starts[node + 1]):
            row = rows[at]
            incoming = origin[row] != first + node
            neighbour[at] = origin[row] if incoming else target[row]
            kind[at] = kinds[row] | np.uint8(INCOMING) if incoming else kinds[row]
