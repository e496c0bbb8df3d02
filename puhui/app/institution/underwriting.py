"""The institution finds out for itself, then decides: the parcel, the checks, one inquiry, its own policy.

Runs in the worker after the borrower has confirmed. What cannot be reached is tried again; after that the
decision is made without it, which refers; and what no machine can decide waits for a person. Nothing that is
missing approves.
"""

from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from puhui.app.offering import offers_for
from puhui.app.outside import Outside
from puhui.app.party import Party
from puhui.decision import (
    Underwriting,
    bring,
    decide_here,
    refer_underwriting,
    underwriting_of,
)
from puhui.evidence import consent_for, record_debts, verify_application
from puhui.exchange import package_of
from puhui.exchange.bureau import Inquiry
from puhui.ground import Erased, Work
from puhui.ground.outbox import Message
from puhui.intake import Application, Consent, application, identity_of
from puhui.kernel import Outcome, Problem

PATIENT_TRIES: Final = 3
"""So often what cannot be reached is asked again before it is decided without."""
_LAST_TRY: Final = 6
"""After so many failures, surprises included, a person takes over."""


def underwrite(work: Work, party: Party, outside: Outside, message: Message) -> Problem | None:
    """Handle a confirmation. A Problem has it tried again."""
    asked = application(work, UUID(message.payload["application_id"]))
    if isinstance(asked, Problem):
        return asked
    file = underwriting_of(work, asked.id)
    if file is None or file.stopped_at is not None:
        return None
    if message.attempts >= _LAST_TRY:
        refer_underwriting(work, asked.id)
        return None
    missing = _find_out(work, outside, asked, file)
    if missing is not None and message.attempts < PATIENT_TRIES:
        return missing
    return _decided(work, party, asked, file)


def confirmation_id(work: Work, application_id: UUID) -> UUID:
    """One confirmation an application: whoever asks again after a crash is recognised by the bureau."""
    return uuid5(NAMESPACE_URL, f"puhui:{work.institution}:{application_id}:inquiry")


def _find_out(work: Work, outside: Outside, asked: Application, file: Underwriting) -> Problem | None:
    """Everything that has to be asked; the first thing that could not be."""
    if outside.provider is not None:
        verify_application(work, outside.provider, asked)
    return _collected(work, outside, asked, file) or _inquired(work, outside, asked)


def _collected(work: Work, outside: Outside, asked: Application, file: Underwriting) -> Problem | None:
    """The figures that the platform deposited, through the licensed bureau that relays them (domain 0.6)."""
    if file.reference is None or outside.bureau is None:
        return None
    package = package_of(work, file.reference)
    if isinstance(package, Problem):
        return package
    if package.credit_data is None:
        return None
    told = package.credit_data
    parcel = outside.bureau.collect(told.via_cra_id, told.parcel)
    return parcel if isinstance(parcel, Problem) else bring(work, asked.id, asked.owner_id, parcel)


def _inquired(work: Work, outside: Outside, asked: Application) -> Problem | None:
    """One hard inquiry under the borrower's own consent to it; without a consent or a bureau, none."""
    consent = consent_for(work, asked.owner_id, "credit_bureau", fields=("report",))
    identity = identity_of(work, asked.owner_id)
    if outside.bureau is None or not isinstance(consent, Consent) or isinstance(identity, Problem):
        return None
    if identity.resident_id is None:
        return None
    inquiry = Inquiry(
        outside.bureau.cra_id,
        str(confirmation_id(work, asked.id)),
        str(consent.id),
        identity.name,
        identity.resident_id,
    )
    report = outside.bureau.inquire(inquiry, work.today())
    if isinstance(report, Problem):
        return report
    record_debts(work, asked.owner_id, report.debts, consent)
    return None


def _decided(work: Work, party: Party, asked: Application, file: Underwriting) -> Problem | None:
    kept = decide_here(work, asked.id, party.decider)
    if isinstance(kept, Erased):
        return None
    if isinstance(kept, Problem):
        return kept
    is_own = file.reference is None
    if not is_own or kept.outcome is not Outcome.APPROVE:
        return None
    made = offers_for(work, asked, kept, party.catalogue, is_own=True)
    return made if isinstance(made, Problem) else None
