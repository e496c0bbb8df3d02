"""What is told of an answer. Lines come from the tables, so that nothing is told that fell a moment ago; a
node that no told line leads to is not told either."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from functools import cache
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row

from puhui.graph.answering import store
from puhui.graph.answering.behind import nodes_behind, owners_of
from puhui.graph.answering.chosen import chosen
from puhui.graph.answering.figures import figures_of
from puhui.graph.answering.found import findings_in
from puhui.graph.answering.handles import Handles
from puhui.graph.answering.met import met_between, nearest, opened
from puhui.graph.answering.model import Answer, Centre, Finding, ShownLine, ShownNode
from puhui.graph.circle import roles
from puhui.graph.concepts import (
    WHOLE_SHARE,
    NodeType,
    RelationKind,
    Unit,
    concepts,
    node_concepts,
    walk_limits,
)
from puhui.graph.drawing.store import marks_of
from puhui.graph.engine import UNREACHED
from puhui.graph.model import type_of
from puhui.graph.serving import Around
from puhui.graph.serving.writing import day_of
from puhui.ground import Work
from puhui.kernel import BEIJING, Text

_OPENED_MOST: Final = 40
_LINES_MOST: Final = 1_000
_SEARCHED_MOST: Final = 2_000
"""Half-edges, the nearest first, in which rings that a centre is part of are looked for."""


class Telling:
    """One answer in the making: nodes by the view's numbers, their words once a told line has them."""

    def __init__(
        self, work: Work, application_id: UUID, centres: Mapping[str, Centre], at: datetime, found: Around
    ) -> None:
        self._work, self._centres, self._at, self._found = work, centres, at, found
        self._handles = Handles(work.vault, application_id)
        self._parts = [found.standing.part] if found.standing else []
        self._findings = findings_in(nearest(found, _SEARCHED_MOST), self._centre_ids(), day_of(at))
        self._nodes = dict.fromkeys(self._first_nodes())
        self._words: dict[int, str] = {}
        self._units = {it.kind.value: it.unit for it in concepts().values()}
        self._rows: Sequence[Row[Any]] = ()

    def answer(self, open_first: Sequence[str]) -> Answer:
        """Everything, after one step more from each handle of `open_first` that is shown."""
        self._look()
        waiting = set(open_first)
        while waiting and (news := self._named(waiting)):
            waiting -= {self._handles.of(self._words[it]) for it in news}
            self._parts += [opened(self._found.view, it, _OPENED_MOST, day_of(self._at)) for it in news]
            self._nodes |= dict.fromkeys(int(node) for part in self._parts[-len(news) :] for node in part.ids)
            self._look()
        found, standing, on = self._found, self._found.standing, self._at.astimezone(BEIJING).date()
        owners, controller, remarks = owners_of(standing, on, self._name) if standing else ((), None, ())
        return Answer(
            as_of=self._at,
            nodes=self._shown_nodes(),
            lines=tuple(self._line(row) for row in self._rows),
            owners=owners,
            controller=controller,
            remarks=remarks,
            findings=tuple(self._told_findings()),
            figures=figures_of(found),
            reached=len(found.circles),
            complete=found.circles.complete,
            is_cut=len(found.circles) > len(self._words),
        )

    def _named(self, handles: set[str]) -> list[int]:
        """Nodes of these handles that are told and may be opened."""
        return [
            it
            for it, word in self._words.items()
            if self._handles.of(word) in handles and not self._is_super(it)
        ]

    def _first_nodes(self) -> list[int]:
        must = nodes_behind(self._found.standing) if self._found.standing else []
        must += [it for finding in self._findings for it in finding.nodes]
        return chosen(self._found.circles, must, walk_limits().shown_nodes_most)

    def _look(self) -> None:
        """Ask the tables for the lines between all nodes; each gives both its ends their words."""
        view = self._found.view
        told = met_between(self._found, self._parts, self._nodes, _LINES_MOST)
        numbers = view.edge_ids(told.row).tolist()
        work = self._work
        self._rows = store.lines(work.connection, work.actor.mode, numbers, as_of=self._at, now=work.now())
        ends = dict(zip(numbers, zip(told.origin.tolist(), told.target.tolist(), strict=True), strict=True))
        for row in self._rows:
            origin, target = ends[row.number]
            self._words[origin], self._words[target] = row.from_node, row.to_node

    def _shown_nodes(self) -> tuple[ShownNode, ...]:
        words = dict(zip(self._centres, self._centre_ids(), strict=True))
        words |= {word: node for node, word in self._words.items()}
        work = self._work
        subjects = [word for word in words if type_of(word) == NodeType.SUBJECT]
        marks = marks_of(work.connection, work.actor.mode, subjects, self._at)
        columns = self._columns(list(words.values()))
        return tuple(
            ShownNode(
                handle=self._handles.of(word),
                type=type_of(word),
                centre=self._centres.get(word),
                roles=roles_of(bits),
                hops_owner=None if owner == UNREACHED else owner,
                hops_enterprise=None if enterprise == UNREACHED else enterprise,
                is_super=is_super,
                mark=marks.get(word),
                lines=lines,
            )
            for word, (bits, owner, enterprise, lines, is_super) in zip(words, columns, strict=True)
        )

    def _columns(self, nodes: list[int]) -> Iterator[tuple[int, int, int, int, bool]]:
        """Of each node its roles as bits, hops from both centres, how many lines met it, whether it is super;
        a node that is not in the circles has none of it."""
        circles, asked = self._found.circles, np.array(nodes, np.int32)
        place = self._places(asked)
        is_there, at = place >= 0, np.maximum(place, 0)
        lines = np.bincount(circles.met_to[circles.met_to >= 0], minlength=len(circles.ids))
        if not len(circles.ids):
            yield from [(0, UNREACHED, UNREACHED, 0, False)] * len(nodes)
            return
        bits = np.where(is_there, np.bitwise_or.reduce(circles.role_bits, axis=1)[at], 0)
        hops = np.where(is_there[:, None], circles.hops[at], UNREACHED)
        supers = (asked >= 0) & self._found.view.super_nodes(np.maximum(asked, 0))
        met_by = np.where(is_there, lines[at], 0)
        yield from zip(
            bits.tolist(),
            hops[:, 0].tolist(),
            hops[:, 1].tolist(),
            met_by.tolist(),
            supers.tolist(),
            strict=True,
        )

    def _line(self, row: Row[Any]) -> ShownLine:
        unit = self._units[row.kind]
        return ShownLine(
            number=row.number,
            kind=RelationKind(row.kind),
            from_handle=self._handles.of(row.from_node),
            to_handle=self._handles.of(row.to_node),
            since=row.valid_from,
            until=row.valid_to,
            amount_fen=row.weight if unit is Unit.FEN else None,
            share=Fraction(row.weight, WHOLE_SHARE) if unit is Unit.SHARE and row.weight else None,
            source=row.source,
            is_consented=row.is_consented,
            recorded_on=row.recorded_at.astimezone(BEIJING).date(),
        )

    def _told_findings(self) -> list[Finding]:
        told = {row.number for row in self._rows}
        found = []
        for it in self._findings:
            numbers = self._found.view.edge_ids(it.rows).tolist()
            if told.issuperset(numbers):
                handles = tuple(
                    self._handles.of(self._words[node]) for node in it.nodes if node in self._words
                )
                found.append(Finding(it.kind, handles, tuple(numbers), it.strength, it.said))
        return found

    def _name(self, node: int) -> str | Text:
        """What a node is called in the answer: its handle, else what it is."""
        if node in self._words:
            return self._handles.of(self._words[node])
        view = self._found.view
        kind = view.snapshot.type_names[int(view.types_of(np.array([node], np.int32))[0])]
        return next((it.text for name, it in node_concepts().items() if name == kind), kind)

    def _is_super(self, node: int) -> bool:
        return bool(self._found.view.super_nodes(np.array([node], np.int32))[0])

    def _centre_ids(self) -> list[int]:
        return [int(it) for it in self._found.view.find(list(self._centres))]

    def _places(self, nodes: NDArray[np.int32]) -> NDArray[np.int64]:
        """Where each node stands in the circles; −1 for nowhere."""
        ids = self._found.circles.ids
        if not len(ids):
            return np.full(len(nodes), -1, np.int64)
        order = np.argsort(ids, kind="stable")
        at = order[np.minimum(np.searchsorted(ids[order], nodes), len(ids) - 1)]
        return np.where(ids[at] == nodes, at, -1)


@cache
def roles_of(bits: int) -> tuple[str, ...]:
    """The names of the roles whose bits are set."""
    return tuple(it.name for at, it in enumerate(roles()) if bits >> at & 1)
