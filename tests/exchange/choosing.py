"""A made-up shop that applied, was advised, looked at offers and chose Test Cloud Bank with its consent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from puhui.decision import Band, Kept, decide_application
from puhui.ground import Work
from puhui.intake import Consent, NewConsent, Status, current_text, give_consent, move_application
from puhui.kernel import Outcome, Problem, new_id
from puhui.matching import KeptMatching, KeptOffer, Redirect, choose_offer, make_offers, request_for
from tests.decision.applying import applied
from tests.exchange.two_sides import BANK

NEEDED = ("identity", "application")
ALL = (*NEEDED, "features", "decision")


@dataclass(frozen=True)
class Chosen:
    """What the shop did."""

    application_id: UUID
    owner_id: UUID
    offer: KeptOffer
    others: tuple[KeptOffer, ...]
    consent: Consent


def chosen(work: Work, fields: Collection[str] = NEEDED) -> Chosen:
    """From the first evidence to the choice; evidence and advice are real where figures are consented to."""
    asked = applied(work, invoices="features" in fields)
    decision_id = _decided(work, asked.id) if "features" in fields else _passed_by(work, asked.id)
    request = request_for(
        work,
        asked.id,
        outcome=Outcome.APPROVE,
        limit_fen=20_000_000,
        band=Band.B,
        industry="6210",
        household_credit_fen=0,
        is_small_or_micro=True,
    )
    found = make_offers(work, request, decision_id)  # type: ignore[arg-type]
    assert isinstance(found, KeptMatching), found
    ours = [it for it in found.offers if it.institution == BANK]
    assert len(ours) > 1, [it.told for it in found.offers] or found.fell_out
    consent = agreed(work, asked.owner_id, ours[0], fields)
    assert isinstance(choose_offer(work, ours[0].id), Redirect)
    return Chosen(asked.id, asked.owner_id, ours[0], tuple(ours[1:]), consent)


def _decided(work: Work, application_id: UUID) -> UUID:
    decided = decide_application(work, application_id)
    assert isinstance(decided, Kept), decided
    return decided.id


def _passed_by(work: Work, application_id: UUID) -> UUID:
    for status in (Status.DECIDING, Status.DECIDED):
        assert not isinstance(move_application(work, application_id, status), Problem)
    return new_id()


def agreed(work: Work, owner_id: UUID, offer: KeptOffer, fields: Collection[str]) -> Consent:
    """The consent that names the institution of an offer."""
    text = current_text("institution", work.today())
    assert text is not None
    name, contact = offer.told["institution_name"]["zh"], offer.told["institution_contact"]
    given = give_consent(
        work,
        NewConsent(
            subject_id=owner_id,
            source=text.source,
            fields=tuple(fields),
            purpose=text.purpose,
            text_id=text.id,
            text_version=text.version,
            text_hash=text.hash(name, contact),
            until=work.now() + timedelta(days=90),
            recipient=offer.institution,
            recipient_name=name,
            recipient_contact=contact,
            separate=True,
        ),
    )
    assert isinstance(given, Consent), given
    return given
