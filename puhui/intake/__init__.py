"""intake: who asks, for what, and with whose consent."""

from pathlib import Path

from puhui.intake.consent import PLATFORM, Consent, NewConsent, Sensitivity
from puhui.intake.contact import Channel, Contact, ContactPurpose, MayContact
from puhui.intake.model import (
    Application,
    Identity,
    NewApplication,
    NewSubject,
    Operates,
    SeveralProblems,
    Status,
    StepTaken,
    Subject,
    SubjectKind,
)
from puhui.intake.reference import purposes, source_is_public, sources
from puhui.intake.service.applications import (
    advance_application,
    application,
    applications,
    draft_application,
    expire_application,
    history_of,
    idle_applications,
    move_application,
    newest_open_of,
    steps_of,
    submit_application,
    withdraw_application,
)
from puhui.intake.service.consents import consents_of, covering_consent, give_consent, withdraw_consent
from puhui.intake.service.contacts import may_contact, record_contact, wish_contact
from puhui.intake.service.links import link_business, links_of
from puhui.intake.service.names import Listed, ListedParty, listed, names_of
from puhui.intake.service.standing import Party, Standing, asking_standing, nearest, standing
from puhui.intake.service.subjects import find_subjects, identity_of, register_subject, subject
from puhui.intake.service.traits import Traits, traits_of
from puhui.intake.texts import ConsentText, consent_texts, current_text
from puhui.intake.written import checked_words, folded

MIGRATIONS = Path(__file__).parent / "migrations"

__all__ = [
    "MIGRATIONS",
    "PLATFORM",
    "Application",
    "Channel",
    "Consent",
    "ConsentText",
    "Contact",
    "ContactPurpose",
    "Identity",
    "Listed",
    "ListedParty",
    "MayContact",
    "NewApplication",
    "NewConsent",
    "NewSubject",
    "Operates",
    "Party",
    "Sensitivity",
    "SeveralProblems",
    "Standing",
    "Status",
    "StepTaken",
    "Subject",
    "SubjectKind",
    "Traits",
    "advance_application",
    "application",
    "applications",
    "asking_standing",
    "checked_words",
    "consent_texts",
    "consents_of",
    "covering_consent",
    "current_text",
    "draft_application",
    "expire_application",
    "find_subjects",
    "folded",
    "give_consent",
    "history_of",
    "identity_of",
    "idle_applications",
    "link_business",
    "links_of",
    "listed",
    "may_contact",
    "move_application",
    "names_of",
    "nearest",
    "newest_open_of",
    "purposes",
    "record_contact",
    "register_subject",
    "source_is_public",
    "sources",
    "standing",
    "steps_of",
    "subject",
    "submit_application",
    "traits_of",
    "wish_contact",
    "withdraw_application",
    "withdraw_consent",
]
