"""What PostgreSQL learned since a snapshot, kept as columns that only grow, and laid over it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sqlalchemy import Connection, Row

from puhui.graph.edges import Edges
from puhui.graph.engine import Overlay, Snapshot
from puhui.graph.serving import store
from puhui.graph.serving.consents import Consents
from puhui.graph.serving.reading import (
    SCHEMA,
    Columns,
    Names,
    ends_of,
    known_kinds,
    plain,
    together,
    types_of,
)
from puhui.graph.serving.settled import Settled
from puhui.graph.serving.store import State
from puhui.ground import Mode

_NO_NODES = np.empty(0, np.int32)


@dataclass(slots=True)
class Young:
    """Relations above a snapshot's last one. `floor`: up to it nothing can be missing any more; `seen` is how
    many there were above it, and the largest number, when they were last read."""

    snapshot: Snapshot
    names: Names
    consents: Consents
    last: Settled
    floor: int
    seen: State | None = None
    columns: Columns = field(default_factory=lambda: together([]))
    origin: NDArray[np.int32] = field(default_factory=lambda: _NO_NODES)
    target: NDArray[np.int32] = field(default_factory=lambda: _NO_NODES)
    words: dict[str, int] = field(default_factory=dict)
    """New nodes: their word and number, in the order they came."""

    def __len__(self) -> int:
        return len(self.columns.number)

    def stands(self, connection: Connection, mode: Mode) -> State:
        """How the tables stand to it now."""
        return store.state(connection, mode, self.last, self.floor)

    def is_behind(self, now: State) -> bool:
        """Whether relations were recorded that are not here."""
        return now != self.seen

    def read(self, connection: Connection, mode: Mode, now: datetime, settled: int | None) -> None:
        """Take in what is new. `settled`: a number up to which everything was there before this look.

        Counted before it is read: what comes in between is read again at the next look, never missed.
        """
        floor = max(self.floor, settled or 0)
        seen = store.state(connection, mode, self.last, floor)
        self._take(store.younger(connection, mode, self.floor, now))
        self.floor, self.seen = floor, seen

    def overlay(self) -> Overlay | None:
        """All of it, laid over the snapshot."""
        if not len(self):
            return None
        new_types = types_of(pl.Series(list(self.words), dtype=pl.String), self.names)
        types = (
            np.concatenate([self.snapshot["types"], new_types]) if len(new_types) else self.snapshot["types"]
        )
        it = self.columns
        edges = Edges(
            self.snapshot.nodes + len(self.words),
            self.origin,
            self.target,
            it.kind,
            self.names.kinds,
            it.since,
            it.until,
            it.weight,
            types,
            self.names.types,
        )
        return Overlay.over(
            self.snapshot, edges, keys=list(self.words), consent_slots=it.slot, edge_ids=it.number
        )

    def _take(self, rows: Sequence[Row[Any]]) -> None:
        late = np.searchsorted(self.columns.number, self.floor, "right")
        had = set(self.columns.number[late:].tolist())
        fresh = [plain(row) for row in rows if row.number not in had]
        if not fresh:
            return
        frame = known_kinds(pl.DataFrame(fresh, schema=SCHEMA, orient="row"), self.names)
        new = Columns.of(frame, self.names, self.consents)
        origin, target = ends_of(frame, self._find)
        columns = together([self.columns, new])
        order = np.argsort(columns.number, kind="stable")
        self.columns = columns.in_order(order)
        self.origin = np.concatenate([self.origin, origin])[order]
        self.target = np.concatenate([self.target, target])[order]

    def _find(self, words: list[str]) -> NDArray[np.int32]:
        found = self.snapshot.find(words)
        for place in np.flatnonzero(found < 0).tolist():
            found[place] = self.words.setdefault(words[place], self.snapshot.nodes + len(self.words))
        return found
