"""What an application stands on, gathered under the consents that hold now.

Evidence whose consent was withdrawn is not looked at: it counts as missing, and the tables refer. One look
brings everything that is known about both parties; the rest here is arithmetic over what it brought.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from puhui.decision.brought import Brought
from puhui.decision.floor import dated_after
from puhui.decision.fraud import fraud_facts
from puhui.decision.jdm import Value
from puhui.decision.model import DecisionOwner, EvidencePath, Inputs
from puhui.decision.models.now import asking_newest
from puhui.decision.prepared_store import Ready, prepared_and_seen
from puhui.decision.preparing import ASSESSMENT, numbers_of
from puhui.evidence import (
    DebtSummary,
    Known,
    Verification,
    VerificationKind,
    all_own,
    known_about,
    none_lost,
)
from puhui.graph import Mark, Neighbours, neighbours
from puhui.ground import ERASED, Erased, Work
from puhui.ground.database.direct import in_one_go
from puhui.ground.vault import Keyring
from puhui.intake import Consent, Standing, SubjectKind
from puhui.kernel import Problem
from puhui.rulebook import rulebook

_VERIFYING: Final = "identity_verification"
_REGISTERED: Final = {SubjectKind.ENTERPRISE, SubjectKind.INDIVIDUAL_BUSINESS, SubjectKind.COOPERATIVE}
_FEN_PER_YUAN: Final = 100


@dataclass(frozen=True, slots=True)
class Case:
    """One application with everything that was looked up about it."""

    work: Work
    stands: Standing
    known: Known
    keys: Keyring
    ready: Ready
    near: Callable[[], Neighbours]
    published: Callable[[], UUID | None]
    """The mark of what the house has published and registered."""

    def consent(self, subject_id: UUID, source: str, purpose: str = ASSESSMENT) -> Consent | None:
        """The consent under which a source may be looked at now."""
        found = self.stands.consent_for(subject_id, source, purpose, self.work.now())
        return found if isinstance(found, Consent) else None


def look_up(work: Work, stands: Standing) -> Case | Erased:
    """Keys, evidence and neighbours of an application's parties, asked for in one go; `Erased` where a
    party's key was destroyed."""
    with in_one_go(work.connection):
        keys = Keyring(work.vault, work.connection, stands.parties)
        known = known_about(work, stands)
        ready = prepared_and_seen(
            work.connection, work.actor.mode, stands.business.id, stands.application.id, work.now()
        )
        near, published = neighbours(work, stands.business.id), asking_newest(work)
    if any(keys.is_erased(subject_id) for subject_id in stands.parties):
        return ERASED
    return Case(work, stands, known(), keys, ready, near, published)


def gather_inputs(case: Case) -> Inputs | Erased:
    """The inputs of a decision on this application, as of today."""
    work, asked, business_id = case.work, case.stands.application, case.stands.business.id
    consent = case.consent(business_id, "invoices")
    made = numbers_of(work, case.stands, case.known, case.keys, case.ready)
    debts = _debts(case)
    if isinstance(made, Erased) or isinstance(debts, Erased):
        return ERASED
    near = neighbours(work, business_id) if made.is_new else case.near
    return Inputs(
        subject=str(business_id),
        path=EvidencePath.APPLICATION,
        as_of=work.today(),
        contract_on=work.today(),
        features=made.numbers,
        evidence={
            **_identity(case),
            **debts,
            **_books(case.known),
            **_neighbours(near()),
            **_seen(case),
            **_after_now(case),
            "purpose": asked.purpose,
            "consent": consent is not None,
            "trade": _section(work, case.stands.business.trade),
        },
        amount_fen=asked.amount_fen,
        months=asked.months,
        channel=asked.channel,
        basis="" if consent is None else f"consent:{consent.id}",
    )


def gather_package_inputs(case: Case, brought: Brought | None, consented: bool) -> Inputs | Erased:
    """The inputs of an institution's own decision: figures that were brought, everything else its own.

    `consented`: the borrower's consent to the package stands. Without figures nothing is known of the trade;
    debts are known only from a bureau that was asked under a consent of the institution's own.
    """
    work, asked = case.work, case.stands.application
    debts = _debts(case, source="credit_bureau")
    if isinstance(debts, Erased):
        return ERASED
    return Inputs(
        subject=str(case.stands.business.id),
        path=EvidencePath.PACKAGE,
        as_of=brought.as_of if brought else work.today(),
        contract_on=work.today(),
        features=dict(brought.features) if brought else {},
        evidence={
            **_identity(case),
            **debts,
            **(brought.evidence if brought else {}),
            **_seen(case),
            **_after_now(case),
            "purpose": asked.purpose,
            "consent": consented,
            "trade": _section(work, case.stands.business.trade),
        },
        amount_fen=asked.amount_fen,
        months=asked.months,
        channel=asked.channel,
        basis="package" if consented else "",
        owner=DecisionOwner.INSTITUTION,
    )


def _section(work: Work, trade: str | None) -> str | None:
    """The GB/T 4754 section letter of a trade's code."""
    found = rulebook().on(work.today()).industry(trade) if trade else None
    return None if found is None or isinstance(found, Problem) else found.section


def _books(known: Known) -> dict[str, Value]:
    """Whether the files name this business as theirs, and whether what was left out has come in since."""
    if not known.imports:
        return {"books_own": None, "books_whole": None}
    return {"books_own": all_own(known.imports), "books_whole": none_lost(known.imports)}


def _after_now(case: Case) -> dict[str, Value]:
    """Whether something here was recorded after now, as it is where a clock ran backwards."""
    answers = (case.known.answers(it).values() for it in case.stands.parties)
    recorded = [*(it.learned_at for it in case.known.imports), *(it.at for each in answers for it in each)]
    return dated_after(recorded, case.work.now())


def _identity(case: Case) -> dict[str, Value]:
    """Answers of verifiers. Four factors outrank two; what was never asked is null."""
    owner = _answers(case, case.stands.owner.id)
    business = _answers(case, case.stands.business.id)
    person = owner.get(VerificationKind.FOUR_FACTOR) or owner.get(VerificationKind.TWO_FACTOR)
    enterprise = business.get(VerificationKind.ENTERPRISE_FOUR_FACTOR)
    is_registered = case.stands.business.kind in _REGISTERED
    return {
        "identity": person.result.value if person else None,
        "enterprise": (enterprise.result.value if enterprise else None)
        if is_registered
        else "NOT_REGISTERED",
        "listing": _listing(case),
    }


def _answers(case: Case, subject_id: UUID) -> Mapping[VerificationKind, Verification]:
    """What verifiers said, under the owner's consent to be verified."""
    consent = case.consent(case.stands.owner.id, "identity", _VERIFYING)
    return {} if consent is None else case.known.answers(subject_id)


def _listing(case: Case) -> str | None:
    """The least favourable answer of the lists; about owner and business both it must have been asked."""
    answers = [
        case.known.answers(subject_id).get(VerificationKind.LIST_SCREENING)
        for subject_id in case.stands.parties
    ]
    if any(answer is None for answer in answers):
        return None
    doubtful = [answer.result.value for answer in answers if answer and not answer.favourable]
    return "MATCH" if "MATCH" in doubtful else next(iter(doubtful), "NO_RECORD")


def _neighbours(found: Neighbours) -> dict[str, Value]:
    """How many stand around the business; others are only counted, and only where an edge may be walked."""
    return {
        "neighbours_on_phone": found.on_phone,
        "neighbours_at_address": found.at_address,
        "neighbours_on_device": found.on_device,
        "neighbours_on_account": found.on_account,
        "neighbours_of_owner": found.of_owner,
        "neighbours_of_guarantor": found.of_guarantor,
        "neighbours_defaulted": found.marks.get(Mark.DEFAULTED, 0),
    }


def _seen(case: Case) -> dict[str, Value]:
    """What was seen before of whatever it has in common with others; for the fraud table alone."""
    may_look = case.consent(case.stands.owner.id, "relations") is not None
    return fraud_facts(case.stands.application, case.ready.seen(), case.work.now(), may_look=may_look)


def _debts(case: Case, source: str = "debts") -> dict[str, Value] | Erased:
    """What owner and business owe together. The owner's must be known, monthly payments included."""
    known = []
    for subject_id in case.stands.parties:
        is_covered = case.consent(subject_id, source) is not None
        summary = case.known.debts_of(subject_id, case.keys) if is_covered else None
        if isinstance(summary, Erased):
            return ERASED
        if summary is None and subject_id == case.stands.owner.id:
            return {"debts_known": False}
        known += [summary] if summary is not None else []
    return _told(known)


def _told(known: list[DebtSummary]) -> dict[str, Value]:
    return {
        "debts_known": all(summary.service_known for summary in known),
        "debt_balance_yuan": sum(summary.balance_fen for summary in known) / _FEN_PER_YUAN,
        "debt_service_monthly_yuan": sum(summary.monthly_service_fen for summary in known) / _FEN_PER_YUAN,
        "working_capital_debt_yuan": sum(summary.working_capital_fen for summary in known) / _FEN_PER_YUAN,
        "other_funds_yuan": sum(summary.unused_lines_fen for summary in known) / _FEN_PER_YUAN,
        "overdue_now": any(summary.worst_overdue_days > 0 for summary in known),
    }
