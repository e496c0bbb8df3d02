"""Ask a verifier about a subject and remember the answer, an error included."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.evidence import store, tables
from puhui.evidence.ports import Verifier
from puhui.evidence.service.gate import VERIFYING, consent_for
from puhui.evidence.verification import (
    EnterpriseFourFactor,
    FourFactor,
    ListScreening,
    Question,
    TwoFactor,
    Verification,
    VerificationKind,
    VerificationResult,
)
from puhui.ground import Work
from puhui.intake import Consent, identity_of
from puhui.kernel import Problem, Text, new_id


def verify_person(
    work: Work, verifier: Verifier, subject_id: UUID, bank_card: str | None = None
) -> Verification | Problem:
    """Two factors, or four when a bank card is given and a mobile is known. The card is asked, never kept."""
    identity = identity_of(work, subject_id)
    if isinstance(identity, Problem):
        return identity
    if identity.resident_id is None:
        return _NO_ID
    question: Question = TwoFactor(identity.name, identity.resident_id)
    if bank_card and identity.phone:
        question = FourFactor(identity.name, identity.resident_id, identity.phone, bank_card)
    consent = consent_for(work, subject_id, "identity", VERIFYING)
    return consent if isinstance(consent, Problem) else _ask(work, verifier, subject_id, question, consent)


def verify_enterprise(
    work: Work, verifier: Verifier, business_id: UUID, owner_id: UUID
) -> Verification | Problem:
    """Do a firm, its code and the owner as its legal representative belong together?"""
    business, owner = identity_of(work, business_id), identity_of(work, owner_id)
    if isinstance(business, Problem):
        return business
    if isinstance(owner, Problem):
        return owner
    if business.uscc is None or owner.resident_id is None:
        return _NO_ID
    question = EnterpriseFourFactor(business.name, business.uscc, owner.name, owner.resident_id)
    consent = consent_for(work, owner_id, "identity", VERIFYING)
    return consent if isinstance(consent, Problem) else _ask(work, verifier, business_id, question, consent)


def screen(work: Work, verifier: Verifier, subject_id: UUID) -> Verification | Problem:
    """Is the subject on a public list? Lists are public sources; no consent is needed (PIPL 13(6), 27)."""
    identity = identity_of(work, subject_id)
    if isinstance(identity, Problem):
        return identity
    consent = consent_for(work, subject_id, "lists")
    if isinstance(consent, Problem):
        return consent
    question = ListScreening(identity.name, identity.resident_id, identity.uscc)
    return _ask(work, verifier, subject_id, question, consent)


def verifications_of(
    work: Work, subject_id: UUID, known_by: datetime | None = None
) -> dict[VerificationKind, Verification]:
    """The latest answer of each kind; a kind that is absent was never asked."""
    rows = store.verifications(work.connection, work.actor.mode, subject_id, known_by)
    return {verification.kind: verification for verification in map(_from_row, rows)}


def _ask(
    work: Work, verifier: Verifier, subject_id: UUID, question: Question, consent: Consent | None
) -> Verification:
    answer = verifier.verify(question)
    plain = {name: getattr(answer, name) for name in Verification.__slots__}
    row = plain | {
        "id": new_id(),
        "mode": work.actor.mode,
        "subject_id": subject_id,
        "consent_id": consent.id if consent else None,
        "actor": work.actor.id,
    }
    store.add(work.connection, tables.verification, row)
    work.audit(
        "evidence.verified", f"subject:{subject_id}", kind=answer.kind.value, result=answer.result.value
    )
    return answer


def _from_row(row: Row[Any]) -> Verification:
    kept = {name: getattr(row, name) for name in Verification.__slots__}
    return Verification(
        **{**kept, "kind": VerificationKind(row.kind), "result": VerificationResult(row.result)}
    )


_NO_ID = Problem(
    "evidence.identifier.missing",
    Text("没有可以核验的证件号码。", "There is no identifier to verify."),
    Text("请先补充证件号码，或转人工核验。", "Add an identifier first, or have a person verify it."),
)
