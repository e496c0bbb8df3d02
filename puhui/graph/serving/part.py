"""A small snapshot of what a walk over the tables meets: for days before today, and before there is another.

Memory knows what holds, not what was known on an earlier day; the tables know both. So for such a day the
walk's levels are fetched, newest edges first, and what was fetched is laid out as a snapshot that only this
answer uses. The same walk over it gives the same answer as over everything.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
from sqlalchemy import Row, text

from puhui.graph.circle import Limits
from puhui.graph.concepts import node_concepts
from puhui.graph.control import control_rule
from puhui.graph.edges import Edges
from puhui.graph.engine import SUPER, Engine, Snapshot, View, write_snapshot
from puhui.graph.model import type_of
from puhui.graph.serving.consents import Consents
from puhui.graph.serving.reading import SCHEMA, Columns, Names, ends_of, known_kinds, plain, types_of
from puhui.graph.serving.store import COLUMNS
from puhui.graph.usable import USABLE, looked_at
from puhui.ground import Work
from puhui.kernel import BEIJING

_AT: Final = text(f"""
    SELECT DISTINCT ON (near.number) near.* FROM unnest(CAST(:nodes AS text[])) AS asked (node)
    CROSS JOIN LATERAL (
        (SELECT {COLUMNS} FROM graph.relation r
            WHERE r.from_node = asked.node AND (:every OR r.kind = ANY(:kinds)) AND {USABLE}
            ORDER BY r.valid_from DESC, r.number DESC LIMIT :cap)
        UNION ALL
        (SELECT {COLUMNS} FROM graph.relation r
            WHERE r.to_node = asked.node AND (:every OR r.kind = ANY(:kinds)) AND {USABLE}
            ORDER BY r.valid_from DESC, r.number DESC LIMIT :cap)
    ) near ORDER BY near.number
""")
_HANGING: Final = text(f"""
    SELECT asked.node FROM unnest(CAST(:nodes AS text[]), CAST(:most AS int[])) AS asked (node, most)
    WHERE asked.most <= (SELECT count(DISTINCT near.node) FROM (
        SELECT r.to_node AS node FROM graph.relation r WHERE r.from_node = asked.node AND {USABLE}
        UNION
        SELECT r.from_node FROM graph.relation r WHERE r.to_node = asked.node AND {USABLE}
        LIMIT asked.most) near)
""")


@dataclass(slots=True)
class _Fetched:
    """What the levels brought so far: rows by number, and nodes that are not walked through."""

    rows: dict[int, Row[Any]]
    supers: set[str]


def part_around(work: Work, centres: Sequence[str], limits: Limits, as_of: datetime) -> View:
    """Everything that looking around the centres could meet, as it was known at `as_of`."""
    fetched = _Fetched({}, set())
    asking = _Asking(work, as_of, limits, fetched)
    asking.levels(centres, limits.hops, (), limits.nodes_most)
    asking.levels(centres[-1:], limits.control_hops, _control_kinds(as_of), limits.control_nodes_most)
    asking.levels(centres, limits.guarantee_hops, ("guarantee",), limits.guarantee_nodes_most)
    return _view(fetched)


def _control_kinds(as_of: datetime) -> tuple[str, ...]:
    kinds = control_rule(as_of.astimezone(BEIJING).date()).kinds
    above = (*kinds.shares, *kinds.votes, *kinds.operates, *kinds.in_charge)
    return (*above, *kinds.in_concert, *kinds.nominee)


@dataclass(frozen=True, slots=True)
class _Asking:
    work: Work
    as_of: datetime
    limits: Limits
    fetched: _Fetched

    def levels(self, starts: Sequence[str], hops: int, kinds: Sequence[str], nodes_most: int) -> None:
        """Hop by hop. Of some kinds alone, super-nodes are walked through, as `Circles` does."""
        seen = set(starts)
        frontier = sorted(seen)
        for _ in range(hops):
            rows = self._at(frontier, kinds)
            self.fetched.rows.update((row.number, row) for row in rows)
            met = {node for row in rows for node in (row.from_node, row.to_node)} - seen
            if not kinds:
                self._recognise(met)
            seen |= met
            frontier = sorted(met if kinds else met - self.fetched.supers)
            if not frontier or len(seen) > nodes_most:
                break

    def _at(self, nodes: Sequence[str], kinds: Sequence[str]) -> Sequence[Row[Any]]:
        bound = {"nodes": list(nodes), "kinds": list(kinds), "every": not kinds, "cap": self.limits.cap}
        return self.work.connection.execute(_AT, bound | self._looked_at()).all()

    def _recognise(self, nodes: set[str]) -> None:
        most = {it: node_concepts()[type_of(it)].super_from for it in sorted(nodes)}
        asked = {node: many for node, many in most.items() if many}
        bound = {"nodes": list(asked), "most": list(asked.values())}
        self.fetched.supers |= set(
            self.work.connection.execute(_HANGING, bound | self._looked_at()).scalars()
        )

    def _looked_at(self) -> dict[str, Any]:
        return looked_at(self.work.actor.mode, self.as_of, self.work.now())


def _view(fetched: _Fetched) -> View:
    names, consents = Names.now(), Consents()
    rows = [plain(row) for _, row in sorted(fetched.rows.items())]
    frame = known_kinds(pl.DataFrame(rows, schema=SCHEMA, orient="row"), names)
    words = sorted({*frame["from_node"], *frame["to_node"]})
    place = {word: at for at, word in enumerate(words)}
    origin, target = ends_of(frame, lambda asked: np.array([place[it] for it in asked], np.int32))
    it = Columns.of(frame, names, consents)
    types = types_of(pl.Series(words, dtype=pl.String), names)
    edges = Edges(
        len(words), origin, target, it.kind, names.kinds, it.since, it.until, it.weight, types, names.types
    )
    flags = np.array([SUPER * (word in fetched.supers) for word in words], np.uint8)
    with tempfile.TemporaryDirectory(prefix="puhui-graph-") as folder:
        write_snapshot(Path(folder, "part"), edges, words, flags=flags, edge_ids=it.number)
        snapshot = Snapshot.open(Path(folder, "part"))
    assert isinstance(snapshot, Snapshot)  # noqa: S101 - written a moment ago
    return Engine(snapshot).look()
