"""One moment of the graph: a snapshot, what is younger, and the consents that were taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.graph.engine.building import INCOMING
from puhui.graph.engine.columns import Old, Young
from puhui.graph.engine.days import decoded
from puhui.graph.engine.halves import HalfEdges
from puhui.graph.engine.overlay import Overlay
from puhui.graph.engine.snapshot import SUPER, Snapshot
from puhui.graph.engine.withdrawn import Withdrawn

_NO_SLOTS = np.empty(0, np.uint32)
_NO_CONSENT = np.empty(0, np.uint32)
_NO_CONSENT.setflags(write=False)
_NO_BYTES = np.empty(0, np.uint8)
_NO_DAYS = np.empty(0, np.uint16)
_NO_WORDS = np.empty(0, np.uint64)
_NOTHING = Young(
    _NO_WORDS,
    _NO_SLOTS,
    _NO_SLOTS,
    _NO_BYTES,
    _NO_DAYS,
    _NO_DAYS,
    _NO_SLOTS,
    _NO_SLOTS,
    _NO_SLOTS,
    _NO_SLOTS,
    _NO_BYTES,
)


@dataclass(frozen=True, eq=False)
class View:
    """A snapshot, what is younger, and the consents that were taken back."""

    snapshot: Snapshot
    overlay: Overlay | None
    withdrawn: Withdrawn

    @cached_property
    def nodes(self) -> int:
        """How many nodes there are, new ones included."""
        return self.snapshot.nodes + (self.overlay.nodes if self.overlay else 0)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of the kinds of relation, in their order."""
        return self.snapshot.kinds

    @cached_property
    def old(self) -> Old:
        """The snapshot as a kernel takes it."""
        it = self.snapshot.arrays
        return Old(**{name: it.get(name, _NO_CONSENT) for name in Old._fields})

    @cached_property
    def young(self) -> Young:
        """The overlay as a kernel takes it."""
        return self.overlay.young if self.overlay else _NOTHING

    @cached_property
    def on_consent(self) -> bool:
        """Whether any edge stands on a consent that could be taken back."""
        return len(self.old.slot) > 0 or bool(self.young.slot.any())

    def find(self, keys: Sequence[str]) -> NDArray[np.int32]:
        """The node of each key; −1 for one that is nowhere."""
        found = self.snapshot.find(keys)
        return np.maximum(found, self.overlay.find(keys)) if self.overlay else found

    def types_of(self, ids: NDArray[np.int32]) -> NDArray[np.uint8]:
        """The type of each node, a number into `snapshot.type_names`."""
        return self._of_nodes(ids, self.snapshot["types"], self.overlay.types if self.overlay else _NO_BYTES)

    def super_nodes(self, ids: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which of the nodes are agents' addresses, markets, platforms."""
        return (self._of_nodes(ids, self.snapshot["flags"], self.young.flags) & SUPER).astype(bool)

    def _of_nodes(
        self, ids: NDArray[np.int32], old: NDArray[np.uint8], new: NDArray[np.uint8]
    ) -> NDArray[np.uint8]:
        if not len(new):
            return np.asarray(old[ids])
        known = ids < len(old)
        found = np.empty(len(ids), np.uint8)
        found[known], found[~known] = old[ids[known]], new[ids[~known] - len(old)]
        return found

    def half_edges(self, positions: NDArray[np.int64]) -> HalfEdges:
        """What stands at the positions a walk met; those past the snapshot's lie in the overlay."""
        old = positions < self.snapshot.half_edges
        kind = self._column("kind", positions, old)
        return HalfEdges(
            self._column("row", positions, old),
            kind & np.uint8(INCOMING - 1),
            kind < INCOMING,
            self._column("neighbour", positions, old).astype(np.int32),
            decoded(self._column("since", positions, old)),
            decoded(self._column("until", positions, old)),
            self._column("weight", positions, old),
            self._column("slot", positions, old),
        )

    def _column(self, name: str, positions: NDArray[np.int64], old: NDArray[np.bool_]) -> NDArray[Any]:
        array = self.snapshot.arrays.get(name)
        if self.overlay is None or old.all():
            return np.zeros(len(positions), np.uint32) if array is None else np.asarray(array[positions])
        young = self.overlay.weight if name == "weight" else getattr(self.young, name)
        found = np.zeros(len(positions), young.dtype)
        if array is not None:
            found[old] = array[positions[old]]
        found[~old] = young[positions[~old] - self.snapshot.half_edges]
        return found

    def edge_ids(self, rows: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The caller's own numbers of edges, where it gave any; otherwise the rows."""
        ids = self.snapshot.arrays.get("edge_id")
        numbers = rows.astype(np.int64)
        old = numbers < self.snapshot.edges
        if ids is not None:
            numbers[old] = ids[numbers[old]]
        if self.overlay and not old.all():
            numbers[~old] = self.overlay.edge_id[numbers[~old] - self.snapshot.edges]
        return numbers
