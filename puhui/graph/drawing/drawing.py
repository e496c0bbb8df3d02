"""The neighbourhood as a drawing: dots and lines, hop by hop, under the same rules as the walk.

An address with as many firms as an agent's is drawn and not walked through. Edges of one kind between the
same two nodes (one a year of trade) are one line; where there are too many, trade gives way first. Nothing in
it is a name; whoever shows it says what may be said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.graph.concepts import NodeType, RelationKind, WalkLimits, node_concepts, walk_limits
from puhui.graph.drawing import store
from puhui.graph.model import Mark, type_of
from puhui.ground import Work
from puhui.kernel import Problem, Text


@dataclass(frozen=True, slots=True)
class Dot:
    """A node, how far away at least, what became of it; `lines` counts what hangs on it, up to the cap."""

    node: str
    hops: int
    mark: Mark | None
    lines: int

    @property
    def type(self) -> NodeType:
        """What it stands for."""
        return type_of(self.node)


@dataclass(frozen=True, slots=True)
class Line:
    """Everything of one kind between two nodes; `weight` summed up, `until` None while any of it lasts."""

    kind: RelationKind
    from_node: str
    to_node: str
    source: str
    since: date
    until: date | None
    weight: int
    consent_id: UUID | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Dots nearest first, and every line between two of them that was met. `is_cut`: there is more."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    is_cut: bool


def drawing(
    work: Work, starts: Sequence[str], hops: int = 2, as_of: datetime | None = None
) -> Drawing | Problem:
    """Everything around the starts that may be looked at; every line is public or consented to now."""
    limits, at = walk_limits(), as_of or work.now()
    if not 1 <= hops <= limits.hops_most:
        return _TOO_FAR
    seen = _Seen(dict.fromkeys(starts, 0), {}, {})
    look = _Looking(work, limits, at)
    for hop in range(1, hops + 1):
        frontier = [node for node, far in seen.hops.items() if far == hop - 1 and seen.may_pass(node)]
        _step(look, frontier, seen, hop)
    return _drawn(look, seen)


@dataclass(frozen=True, slots=True)
class _Looking:
    """Who looks, within which limits, at which moment."""

    work: Work
    limits: WalkLimits
    as_of: datetime


@dataclass(slots=True)
class _Seen:
    """What the walk has met so far. It grows with each hop."""

    hops: dict[str, int]
    edges: dict[tuple[str, str, str], Row[Any]]
    lines_at: dict[str, int]
    is_cut: bool = False

    def may_pass(self, node: str) -> bool:
        """Whether one goes on from here; a registration agent's address leads to strangers only."""
        concept = node_concepts()[type_of(node)]
        is_full = 0 < concept.super_from <= self.lines_at.get(node, 0)
        return not (concept.is_shared and is_full)


def _step(look: _Looking, frontier: Sequence[str], seen: _Seen, hop: int) -> None:
    """Look at the lines of the frontier, then at those of what is new, to know how much hangs on it."""
    met = _edges(look, frontier, seen)
    new = dict.fromkeys(node for row in met for node in (row.from_node, row.to_node) if node not in seen.hops)
    room = max(look.limits.draw_nodes_most - len(seen.hops), 0)
    seen.is_cut |= len(new) > room
    seen.hops |= dict.fromkeys(list(new)[:room], hop)
    seen.edges |= {(row.from_node, row.to_node, row.kind): row for row in met}
    _edges(look, [node for node in new if node_concepts()[type_of(node)].is_shared], seen)


def _edges(look: _Looking, nodes: Sequence[str], seen: _Seen) -> list[Row[Any]]:
    if not nodes:
        return []
    work, cap = look.work, look.limits.draw_fan_out_most
    rows = store.edges_at(
        work.connection, work.actor.mode, nodes, cap=cap + 1, as_of=look.as_of, now=work.now()
    )
    kept: list[Row[Any]] = []
    for node in nodes:
        mine = [row for row in rows if row.asked == node]
        seen.lines_at[node] = len({frozenset((row.from_node, row.to_node)) for row in mine})
        seen.is_cut |= len(mine) > cap
        kept += mine[:cap]
    return kept


def _drawn(look: _Looking, seen: _Seen) -> Drawing:
    marks = store.marks_of(look.work.connection, look.work.actor.mode, seen.hops, look.as_of)
    dots = [Dot(node, far, marks.get(node), seen.lines_at.get(node, 1)) for node, far in seen.hops.items()]
    lines = [_line(row) for key, row in sorted(seen.edges.items()) if {key[0], key[1]} <= set(seen.hops)]
    return Drawing(tuple(sorted(dots, key=lambda it: (it.hops, it.node))), tuple(lines), seen.is_cut)


def _line(row: Row[Any]) -> Line:
    return Line(
        RelationKind(row.kind),
        row.from_node,
        row.to_node,
        row.source,
        row.since,
        row.until,
        row.weight,
        row.consent_id,
    )


_TOO_FAR = Problem(
    "graph.drawing.limits",
    Text("最多看三步。", "At most three hops are drawn."),
    Text("请缩小范围。", "Ask for less."),
    "hops",
)
