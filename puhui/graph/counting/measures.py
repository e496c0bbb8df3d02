"""A few true figures about who stands around a subject; everybody else is only counted."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from puhui.graph.concepts import NodeType, RelationKind, node_concepts, walk_limits
from puhui.graph.counting import store
from puhui.graph.model import Mark, Measures, Neighbours, node
from puhui.ground import Work
from puhui.ground.database.direct import Row
from puhui.intake import subject
from puhui.kernel import Problem

_SHARED: Final = (RelationKind.REGISTERED_ADDRESS, RelationKind.CONTACT_PHONE)
_SHARED_BACKWARDS: Final = (RelationKind.LEGAL_REPRESENTATION,)
"""What two firms may have in common: an address or a phone that each leads to, a person who leads to each."""


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
        towards=_SHARED,
        backwards=_SHARED_BACKWARDS,
        most=most,
        as_of=as_of or now,
        now=now,
    )
    return lambda: _counted(asked.rows())


def _counted(rows: Iterable[Row]) -> Neighbours:
    found = [(RelationKind(kind), name, [Mark(mark) for mark in marks]) for kind, name, marks in rows]
    by_kind = Counter(kind for kind, _, _ in found)
    at_address = by_kind[RelationKind.REGISTERED_ADDRESS]
    is_agents = at_address + 1 >= node_concepts()[NodeType.ADDRESS].super_from
    marked = {
        (mark, name) for kind, name, marks in found for mark in marks if not _is_agents(kind, is_agents)
    }
    return Neighbours(
        at_address=0 if is_agents else at_address,
        address_is_agents=is_agents,
        on_phone=by_kind[RelationKind.CONTACT_PHONE],
        of_representative=by_kind[RelationKind.LEGAL_REPRESENTATION],
        marks=Counter(mark for mark, _ in marked),
    )


def _is_agents(kind: RelationKind, is_agents: bool) -> bool:
    """Whether somebody stands there only because a registration agent has its desk there."""
    return is_agents and kind == RelationKind.REGISTERED_ADDRESS
