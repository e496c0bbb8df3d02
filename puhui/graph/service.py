"""Record relations under a consent or a public source, walk them, and measure a few true things."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

import polars as pl

from puhui.evidence import Registration, consent_for
from puhui.graph import store
from puhui.graph.concepts import checked, walk_limits
from puhui.graph.model import (
    Mark,
    Measures,
    Neighbour,
    Neighbours,
    NodeType,
    Relation,
    RelationKind,
    node,
)
from puhui.graph.trading import trade_volumes
from puhui.ground import Work
from puhui.ground.database.direct import Row
from puhui.intake import Consent, folded, identity_of, links_of, subject
from puhui.kernel import Problem, Text

_SHARED: Final = (RelationKind.REGISTERED_ADDRESS, RelationKind.CONTACT_PHONE)
_SHARED_BACKWARDS: Final = (RelationKind.LEGAL_REPRESENTATION,)
"""What two firms may have in common: an address or a phone that each leads to, a person who leads to each."""


def relate_invoices(work: Work, subject_id: UUID, invoices: pl.DataFrame) -> int | Problem:
    """Trade edges from a subject's invoices, one for each counterparty and year, under its consent.

    Gives how many were new. A counterparty is kept as a blind index: it was asked nothing.
    """
    consent = consent_for(work, subject_id, "invoices", fields=["counterparties"])
    if isinstance(consent, Problem):
        return consent
    start = node(NodeType.SUBJECT, subject_id)
    relations = [
        Relation(
            RelationKind.TRADE,
            start,
            _hidden(work, NodeType.FIRM, volume.counterparty),
            "invoices",
            volume.first_on,
            weight=volume.total_fen,
            consent_id=consent.id if consent else None,
        )
        for volume in trade_volumes(invoices)
    ]
    return _add(work, relations)


def relate_registration(work: Work, subject_id: UUID, record: Registration) -> int | Problem:
    """Representative and address from the public register. Gives how many relations were new."""
    if isinstance(found := subject(work, subject_id), Problem):
        return found
    start, since = node(NodeType.SUBJECT, subject_id), record.registered_on or work.today()
    relations = []
    if record.legal_representative:
        words = f"{record.legal_representative}|{record.city or record.province or ''}"
        person = _hidden(work, NodeType.PERSON, words)
        relations.append(Relation(RelationKind.LEGAL_REPRESENTATION, person, start, "registration", since))
    if record.address:
        address = _hidden(work, NodeType.ADDRESS, record.address)
        relations.append(Relation(RelationKind.REGISTERED_ADDRESS, start, address, "registration", since))
    return _add(work, relations)


def relate_declared(work: Work, subject_id: UUID) -> int | Problem:
    """What the subject itself declared: its phone and who operates whom, under its consent."""
    consent = consent_for(work, subject_id, "relations", fields=["operates", "shared_phone"])
    if isinstance(consent, Problem):
        return consent
    identity, links = identity_of(work, subject_id), links_of(work, subject_id)
    if isinstance(identity, Problem):
        return identity
    if isinstance(links, Problem):
        return links
    relations = [
        Relation(
            RelationKind.OPERATES,
            node(NodeType.SUBJECT, it.owner_id),
            node(NodeType.SUBJECT, it.business_id),
            "relations",
            it.since or work.today(),
            consent_id=consent.id if consent else None,
        )
        for it in links
    ]
    if identity.phone:
        relations.append(_on_phone(work, subject_id, identity.phone, consent))
    return _add(work, relations)


def record_mark(work: Work, subject_id: UUID, mark: Mark) -> Problem | None:
    """What became of a subject, told by a later room through an event."""
    if isinstance(found := subject(work, subject_id), Problem):
        return found
    store.add_mark(work.connection, work.actor.mode, node(NodeType.SUBJECT, subject_id), mark, work.now())
    work.audit("graph.marked", f"subject:{subject_id}", mark=mark.value)
    return None


def neighbourhood(
    work: Work,
    start: str,
    hops: int = 3,
    fan_out_cap: int | None = None,
    as_of: datetime | None = None,
) -> tuple[Neighbour, ...] | Problem:
    """Who stands within a few hops, nearest first; every edge walked is public or consented to."""
    limits = walk_limits()
    cap = limits.fan_out_most if fan_out_cap is None else fan_out_cap
    if not 1 <= hops <= limits.hops_most or not 1 <= cap <= limits.fan_out_most:
        return Problem(
            "graph.walk.limits",
            Text(
                f"最多{limits.hops_most}步，每个节点最多{limits.fan_out_most}个邻居。",
                f"At most {limits.hops_most} hops, and {limits.fan_out_most} neighbours of each node.",
            ),
            Text("请缩小范围。", "Ask for less."),
        )
    return store.neighbourhood(
        work.connection, work.actor.mode, start, hops=hops, cap=cap, as_of=as_of or work.now(), now=work.now()
    )


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
    is_agents = at_address + 1 >= walk_limits().agent_address_firms
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
    return is_agents and kind is RelationKind.REGISTERED_ADDRESS


def _on_phone(work: Work, subject_id: UUID, phone: str, consent: Consent | None) -> Relation:
    return Relation(
        RelationKind.CONTACT_PHONE,
        node(NodeType.SUBJECT, subject_id),
        _hidden(work, NodeType.PHONE, phone),
        "relations",
        work.today(),
        consent_id=consent.id if consent else None,
    )


def _hidden(work: Work, kind: NodeType, words: str) -> str:
    return node(kind, work.vault.blind_index(f"graph_{kind}", folded(words)))


def _add(work: Work, relations: Iterable[Relation]) -> int:
    whole = [checked(it) for it in relations]
    return store.add_relations(work.connection, work.actor.mode, whole, work.now())
