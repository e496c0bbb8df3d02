"""Relations from what a subject brought, what a register says and what it declared."""

from collections.abc import Iterable
from uuid import UUID

import polars as pl

from puhui.evidence import Registration, consent_for
from puhui.graph.concepts import NodeType, RelationKind
from puhui.graph.model import Mark, Relation, node
from puhui.graph.recording import store
from puhui.graph.recording.checking import checked
from puhui.graph.recording.trading import TradeVolume, trade_volumes
from puhui.ground import Work
from puhui.intake import Consent, folded, identity_of, links_of, subject
from puhui.kernel import Problem


def relate_invoices(work: Work, subject_id: UUID, invoices: pl.DataFrame) -> int | Problem:
    """Trade edges from a subject's invoices, one a counterparty, year and direction, under its consent:
    from who sells to who buys.

    Gives how many were new. A counterparty is kept as a blind index: it was asked nothing.
    """
    consent = consent_for(work, subject_id, "invoices", fields=["counterparties"])
    if isinstance(consent, Problem):
        return consent
    here, consent_id = node(NodeType.SUBJECT, subject_id), consent.id if consent else None
    return _add(work, (_trade(work, here, it, consent_id) for it in trade_volumes(invoices)))


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


def _trade(work: Work, here: str, volume: TradeVolume, consent_id: UUID | None) -> Relation:
    there = _hidden(work, NodeType.FIRM, volume.counterparty)
    seller, buyer = (here, there) if volume.is_sale else (there, here)
    return Relation(
        RelationKind.TRADE,
        seller,
        buyer,
        "invoices",
        volume.first_on,
        weight=volume.total_fen,
        consent_id=consent_id,
    )


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
