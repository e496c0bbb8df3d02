"""A few true figures about who stands around a subject; everybody else is only counted."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from puhui.graph.concepts import NodeType, RelationKind, walk_limits
from puhui.graph.counting import store
from puhui.graph.counting.shared import kinds_of, shared
from puhui.graph.model import Mark, Measures, Neighbours, node
from puhui.ground import Work
from puhui.ground.database.direct import Row
from puhui.intake import subject
from puhui.kernel import Problem


def measures(work: Work, subject_id: UUID, as_of: datetime | None = None) -> Measures | Problem:
    """The figures that a decision may use. Everybody else is only counted."""
    if isinstance(found := subject(work, subject_id), Problem):
        return found
    as_of, start = as_of or work.now(), node(NodeType.SUBJECT, subject_id)
    near = neighbours(work, subject_id, as_of)()
    trade = store.trade_counts(work.connection, work.actor.mode, start, as_of=as_of, now=work.now())
    return Measures(
        at_address=near.at_address,
        address_is_agents=near.address_is_agents,
        on_phone=near.on_phone,
        of_representative=near.of_representative,
        declined_among_them=near.marks.get(Mark.DECLINED, 0),
        defaulted_among_them=near.marks.get(Mark.DEFAULTED, 0),
        counterparties=trade[0],
        counterparties_shared=trade[1],
        as_of=as_of,
    )


def neighbours(work: Work, subject_id: UUID, as_of: datetime | None = None) -> Callable[[], Neighbours]:
    """Ask who shares a phone, an address or a representative with a subject; called, they are counted."""
    start, now, most = node(NodeType.SUBJECT, subject_id), work.now(), walk_limits().fan_out_most
    asked = store.around(
        work.connection,
        work.actor.mode,
        start,
        towards=kinds_of(towards=True),
        backwards=kinds_of(towards=False),
        most=most,
        as_of=as_of or now,
        now=now,
    )
    return lambda: _counted(asked.rows())


def _counted(rows: Iterable[Row]) -> Neighbours:
    found = [(RelationKind(kind), name, [Mark(mark) for mark in marks]) for kind, name, marks in rows]
    counts: dict[str, int] = {}
    marked: set[tuple[Mark, str]] = set()
    is_agents = False
    for it in shared():
        others = {name: marks for kind, name, marks in found if kind in it.kinds}
        says_nothing = 0 < it.super_from <= len(others) + 1
        counts[it.figure] = 0 if says_nothing else len(others)
        if not says_nothing:
            marked |= {(mark, name) for name, marks in others.items() for mark in marks}
        if it.figure == "at_address":
            is_agents = says_nothing
    return Neighbours(**counts, address_is_agents=is_agents, marks=Counter(mark for mark, _ in marked))
