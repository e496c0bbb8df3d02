"""The overlay: what PostgreSQL learned since the snapshot was written. Immutable; made anew at each change.

It holds half-edges of touched nodes only, in the snapshot's order, and the places of snapshot edges that hold
no more. The walk merges both, newest first, so the cap keeps the same edges as one snapshot of everything.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import Edges
from puhui.graph.engine.building import blocks, offsets_of
from puhui.graph.engine.changed import Changed, Rows, places, with_new_versions
from puhui.graph.engine.columns import Young
from puhui.graph.engine.days import coded
from puhui.graph.engine.keys import UNKNOWN, find, sorted_digests
from puhui.graph.engine.snapshot import Snapshot

_NONE = np.empty(0, np.uint32)


@dataclass(frozen=True, eq=False)
class Overlay:
    """`nodes` and `edges` count what is new; their numbers go on where the snapshot's end."""

    nodes: int
    edges: int
    young: Young
    weight: NDArray[np.float32]
    types: NDArray[np.uint8]
    edge_id: NDArray[np.int64]
    digest: NDArray[np.uint64]
    digest_node: NDArray[np.uint32]

    @classmethod
    def over(
        cls,
        snapshot: Snapshot,
        edges: Edges,
        *,
        keys: Sequence[str] = (),
        changed: Changed | None = None,
        consent_slots: NDArray[np.uint32] | None = None,
        flags: NDArray[np.uint8] | None = None,
        edge_ids: NDArray[np.int64] | None = None,
    ) -> "Overlay":
        """`edges` are the younger ones in the order they were recorded, over old and new nodes together.

        Kinds and type names are the snapshot's. `keys`, `flags` and `edges.types[snapshot.nodes:]` tell of
        the new nodes, `consent_slots` and `edge_ids` of the younger edges.
        """
        if edges.kinds != snapshot.kinds:
            raise ValueError("an overlay knows the kinds of its snapshot, in the same order")
        new = edges.nodes - snapshot.nodes
        if new < 0 or len(keys) not in (0, new):
            raise ValueError("an overlay's nodes are the snapshot's and then the new ones, each with its key")
        slots = np.zeros(len(edges), np.uint32) if consent_slots is None else consent_slots
        young, weight = _young(snapshot, edges, changed, slots, flags)
        digest, digest_node = sorted_digests(keys)
        ids = np.arange(len(edges)) if edge_ids is None else edge_ids
        return cls(
            new,
            len(edges),
            young,
            weight,
            edges.types[snapshot.nodes :],
            ids.astype(np.int64),
            digest,
            (digest_node + np.uint32(snapshot.nodes)).astype(np.uint32),
        )

    def find(self, keys: Sequence[str]) -> NDArray[np.int32]:
        """The node of each key that is new; −1 otherwise."""
        return find(self.digest, self.digest_node, keys) if len(self.digest) else _unknown(keys)


def _unknown(keys: Sequence[str]) -> NDArray[np.int32]:
    return np.full(len(keys), UNKNOWN, np.int32)


def _young(
    snapshot: Snapshot,
    edges: Edges,
    changed: Changed | None,
    slots: NDArray[np.uint32],
    flags: NDArray[np.uint8] | None,
) -> tuple[Young, NDArray[np.float32]]:
    row = (np.arange(len(edges)) + snapshot.edges).astype(np.uint32)
    rows, gone, gone_node = Rows(edges, row, slots), _NONE, np.empty(0, np.int32)
    if changed is not None and len(changed.row):
        gone, gone_node, here = places(snapshot, changed)
        rows = with_new_versions(snapshot, rows, changed, here)
    touched = _once(np.concatenate([rows.edges.origin, rows.edges.target, gone_node]))
    local = _local(rows.edges, touched)
    offsets = offsets_of(local)
    made = list(blocks(local, offsets))
    old_row = np.concatenate([it.row for it in made]) if made else _NONE
    neighbour = np.concatenate([it.neighbour for it in made]) if made else _NONE
    kind = np.concatenate([it.kind for it in made]) if made else np.empty(0, np.uint8)
    order = np.argsort(gone, kind="stable")
    new_flags = np.zeros(edges.nodes - snapshot.nodes, np.uint8) if flags is None else flags.astype(np.uint8)
    young = Young(
        _marks(touched, edges.nodes),
        offsets.astype(np.uint32),
        touched[neighbour].astype(np.uint32),
        kind,
        coded(rows.edges.since[old_row]),
        coded(rows.edges.until[old_row]),
        rows.row[old_row],
        rows.slot[old_row],
        np.searchsorted(gone_node[order], touched, "left").astype(np.uint32),
        gone[order],
        new_flags,
    )
    ends = np.append(young.gone_offsets, np.uint32(len(gone))).astype(np.uint32)
    return young._replace(gone_offsets=ends), rows.edges.weight[old_row].astype(np.float32)


def _once(nodes: NDArray[np.int32]) -> NDArray[np.int32]:
    """Each node once, ascending. Sorted, because a sort lets other threads answer meanwhile and `np.unique`
    does not."""
    ordered = np.sort(nodes)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def _local(edges: Edges, touched: NDArray[np.int32]) -> Edges:
    """The same edges over touched nodes alone, numbered in order."""
    return replace(
        edges,
        nodes=len(touched),
        origin=np.searchsorted(touched, edges.origin).astype(np.int32),
        target=np.searchsorted(touched, edges.target).astype(np.int32),
    )


def _marks(touched: NDArray[np.int32], nodes: int) -> NDArray[np.uint64]:
    """Which nodes are touched, 64 a word, and after each word how many were touched before it."""
    words = np.zeros((nodes >> 6) + 1, np.uint64)
    np.bitwise_or.at(words, touched >> 6, np.uint64(1) << (touched & 63).astype(np.uint64))
    before = np.searchsorted(touched, np.arange(len(words), dtype=np.int64) << 6)
    return np.column_stack([words, before.astype(np.uint64)]).reshape(-1)
