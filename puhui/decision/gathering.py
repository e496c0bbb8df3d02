"""What an application stands on, gathered under the consents that hold now.

Evidence whose consent was withdrawn is not looked at: it counts as missing, and the tables refer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import polars as pl

from puhui.decision.batch import firm_numbers
from puhui.decision.brought import Brought
from puhui.decision.jdm import Value
from puhui.decision.model import DecisionOwner, EvidencePath, Inputs
from puhui.evidence import (
    DebtSummary,
    Verification,
    VerificationKind,
    all_own,
    consent_for,
    debts_of,
    imports_of,
    invoices_of,
    no_invoices,
    none_lost,
    verifications_of,
)
from puhui.graph import measures, relate_declared, relate_invoices
from puhui.ground import ERASED, Erased, Work
from puhui.intake import Application, Consent, SubjectKind, subject
from puhui.kernel import Problem
from puhui.rulebook import rulebook

_ASSESSMENT: Final = "credit_assessment"
_VERIFYING: Final = "identity_verification"
_REGISTERED: Final = {SubjectKind.ENTERPRISE, SubjectKind.INDIVIDUAL_BUSINESS, SubjectKind.COOPERATIVE}
_FEN_PER_YUAN: Final = 100


def gather_inputs(work: Work, asked: Application) -> Inputs | Erased | Problem:
    """The inputs of a decision on this application, as of today."""
    parties = _parties(work, asked)
    if isinstance(parties, Problem | Erased):
        return parties
    invoices, consent = _invoices(work, parties.business_id)
    debts = _debts(work, parties)
    if isinstance(invoices, Erased) or isinstance(debts, Erased):
        return ERASED
    _relate(work, parties, invoices)
    return Inputs(
        subject=str(parties.business_id),
        path=EvidencePath.APPLICATION,
        as_of=work.today(),
        contract_on=work.today(),
        features=_numbers(invoices, parties.business_id, work.today()),
        evidence={
            **_identity(work, parties),
            **debts,
            **_books(work, parties.business_id),
            **_neighbours(work, parties.business_id),
            "purpose": asked.purpose,
            "consent": consent is not None,
            "trade": parties.section,
        },
        amount_fen=asked.amount_fen,
        months=asked.months,
        channel=asked.channel,
        basis="" if consent is None else f"consent:{consent.id}",
    )


def gather_package_inputs(
    work: Work, asked: Application, brought: Brought | None, consented: bool
) -> Inputs | Erased | Problem:
    """The inputs of an institution's own decision: figures that were brought, everything else its own.

    `consented`: the borrower's consent to the package stands. Without figures nothing is known of the trade;
    debts are known only from a bureau that was asked under a consent of the institution's own.
    """
    parties = _parties(work, asked)
    if isinstance(parties, Problem | Erased):
        return parties
    debts = _debts(work, parties, source="credit_bureau")
    if isinstance(debts, Erased):
        return ERASED
    return Inputs(
        subject=str(parties.business_id),
        path=EvidencePath.PACKAGE,
        as_of=brought.as_of if brought else work.today(),
        contract_on=work.today(),
        features=dict(brought.features) if brought else {},
        evidence={
            **_identity(work, parties),
            **debts,
            **(brought.evidence if brought else {}),
            "purpose": asked.purpose,
            "consent": consented,
            "trade": parties.section,
        },
        amount_fen=asked.amount_fen,
        months=asked.months,
        channel=asked.channel,
        basis="package" if consented else "",
        owner=DecisionOwner.INSTITUTION,
    )


@dataclass(frozen=True, slots=True)
class _Parties:
    owner_id: UUID
    business_id: UUID
    registered: bool
    section: str | None


def _parties(work: Work, asked: Application) -> _Parties | Erased | Problem:
    business_id = asked.enterprise_id or asked.owner_id
    owner, business = subject(work, asked.owner_id), subject(work, business_id)
    if isinstance(owner, Problem):
        return owner
    if isinstance(business, Problem):
        return business
    if owner.erased or business.erased:
        return ERASED
    return _Parties(asked.owner_id, business_id, business.kind in _REGISTERED, _section(work, business.trade))


def _section(work: Work, trade: str | None) -> str | None:
    """The GB/T 4754 section letter of a trade's code."""
    found = rulebook().on(work.today()).industry(trade) if trade else None
    return None if found is None or isinstance(found, Problem) else found.section


def _invoices(work: Work, business_id: UUID) -> tuple[pl.DataFrame | Erased, Consent | None]:
    consent = consent_for(work, business_id, "invoices", _ASSESSMENT)
    if not isinstance(consent, Consent):
        return no_invoices(), None
    return invoices_of(work, business_id), consent


def _numbers(invoices: pl.DataFrame, business_id: UUID, as_of: date) -> dict[str, float | None]:
    row = firm_numbers(invoices, [str(business_id)], as_of).row(0, named=True)
    return {name: value for name, value in row.items() if name != "firm"}


def _books(work: Work, business_id: UUID) -> dict[str, Value]:
    """Whether the files name this business as theirs, and whether what was left out has come in since."""
    imports = imports_of(work, business_id)
    if not imports:
        return {"books_own": None, "books_whole": None}
    return {"books_own": all_own(imports), "books_whole": none_lost(imports)}


def _relate(work: Work, parties: _Parties, invoices: pl.DataFrame) -> None:
    """Bring the relations up to what is known; a party that consents to none is related to nobody."""
    for subject_id in dict.fromkeys((parties.owner_id, parties.business_id)):
        relate_declared(work, subject_id)
    relate_invoices(work, parties.business_id, invoices)


def _identity(work: Work, parties: _Parties) -> dict[str, Value]:
    """Answers of verifiers. Four factors outrank two; what was never asked is null."""
    owner = _answers(work, parties.owner_id, parties.owner_id)
    business = _answers(work, parties.business_id, parties.owner_id)
    person = owner.get(VerificationKind.FOUR_FACTOR) or owner.get(VerificationKind.TWO_FACTOR)
    enterprise = business.get(VerificationKind.ENTERPRISE_FOUR_FACTOR)
    return {
        "identity": person.result.value if person else None,
        "enterprise": (enterprise.result.value if enterprise else None)
        if parties.registered
        else "NOT_REGISTERED",
        "listing": _listing(work, parties),
    }


def _answers(work: Work, subject_id: UUID, giver_id: UUID) -> Mapping[VerificationKind, Verification]:
    consent = consent_for(work, giver_id, "identity", _VERIFYING)
    return verifications_of(work, subject_id) if isinstance(consent, Consent) else {}


def _listing(work: Work, parties: _Parties) -> str | None:
    """The least favourable answer of the lists; about owner and business both it must have been asked."""
    answers = [
        verifications_of(work, subject_id).get(VerificationKind.LIST_SCREENING)
        for subject_id in dict.fromkeys((parties.owner_id, parties.business_id))
    ]
    if any(answer is None for answer in answers):
        return None
    doubtful = [answer.result.value for answer in answers if answer and not answer.favourable]
    return "MATCH" if "MATCH" in doubtful else next(iter(doubtful), "NO_RECORD")


def _neighbours(work: Work, business_id: UUID) -> dict[str, Value]:
    """How many stand around the business; others are only counted, and only where an edge may be walked."""
    found = measures(work, business_id)
    if isinstance(found, Problem):
        return {}
    return {
        "neighbours_on_phone": found.on_phone,
        "neighbours_at_address": found.at_address,
        "neighbours_defaulted": found.defaulted_among_them,
    }


def _debts(work: Work, parties: _Parties, source: str = "debts") -> dict[str, Value] | Erased:
    """What owner and business owe together. The owner's must be known, monthly payments included."""
    known = []
    for subject_id in dict.fromkeys((parties.owner_id, parties.business_id)):
        consent = consent_for(work, subject_id, source, _ASSESSMENT)
        summary = debts_of(work, subject_id) if isinstance(consent, Consent) else None
        if isinstance(summary, Erased):
            return ERASED
        if summary is None and subject_id == parties.owner_id:
            return {"debts_known": False}
        known += [summary] if summary is not None else []
    return _told(known)


def _told(known: list[DebtSummary]) -> dict[str, Value]:
    return {
        "debts_known": all(summary.service_known for summary in known),
        "debt_balance_yuan": sum(summary.balance_fen for summary in known) / _FEN_PER_YUAN,
        "debt_service_monthly_yuan": sum(summary.monthly_service_fen for summary in known) / _FEN_PER_YUAN,
        "overdue_now": any(summary.worst_overdue_days > 0 for summary in known),
    }
