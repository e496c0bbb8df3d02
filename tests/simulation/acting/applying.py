"""Apply, at the platform or at an institution alone: register, consent, bring evidence, be verified, ask."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from puhui.evidence import (
    declare_debts,
    screen,
    store_invoices,
    verify_enterprise,
    verify_person,
)
from puhui.ground import Actor, ActorKind, Mode, Work
from puhui.intake import (
    Application,
    Consent,
    NewApplication,
    NewConsent,
    Subject,
    current_text,
    give_consent,
    register_subject,
    submit_application,
)
from puhui.kernel import Problem
from tests.decision.applying import reading_of
from tests.simulation.acting.verifier import InTown
from tests.simulation.world.names import person
from tests.simulation.world.people import Borrower

STAFF = Actor("clerk-990000", ActorKind.PERSON, frozenset({"admin"}), Mode.LIVE)
_TEXTS = ("invoices", "identity", "debts")
_FOR = timedelta(days=180)


def as_borrower(subject_id: UUID) -> Actor:
    """The borrower's own session."""
    return Actor(str(subject_id), ActorKind.BORROWER, frozenset({"borrower"}), Mode.LIVE)


def apply(work: Work, borrower: Borrower, uses: str = "stock") -> Application | Problem:
    """Everything up to a submitted application."""
    papers = person(borrower)
    owner = register_subject(work, papers.owner)
    if not isinstance(owner, Subject):
        return owner
    firm = register_subject(work, replace(papers.firm, operated_by=owner.id))
    if not isinstance(firm, Subject):
        return firm
    given = {text: consent(work, owner.id, text) for text in _TEXTS}
    store_invoices(work, firm.id, given["invoices"], reading_of(str(firm.id), work.today(), 27))
    verifier = InTown(work.clock)
    verify_person(work, verifier, owner.id)
    verify_enterprise(work, verifier, firm.id, owner.id)
    for subject_id in (owner.id, firm.id):
        screen(work, verifier, subject_id)
    declare_debts(work, owner.id, [], work.today())
    asked = NewApplication(owner.id, borrower.amount_fen, borrower.months, uses, firm.id)
    return submit_application(work, asked)


def consent(work: Work, subject_id: UUID, text_id: str) -> Consent:
    """A consent to the whole current text."""
    shown = current_text(text_id, work.today())
    assert shown is not None, text_id
    new = NewConsent(
        subject_id,
        shown.source,
        shown.fields,
        shown.purpose,
        shown.id,
        shown.version,
        shown.hash(),
        work.now() + _FOR,
        separate=shown.separate,
    )
    given = give_consent(work, new)
    assert isinstance(given, Consent), given
    return given
