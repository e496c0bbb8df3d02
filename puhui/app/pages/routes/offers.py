"""Steps 5 and 6: offers side by side, one confirmed with its own consent, the way to the institution."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from puhui.app.pages.choosing import choose_with_consent
from puhui.app.pages.page import page, see, typed_form, words_of
from puhui.app.pages.shown_handover import handed_over
from puhui.app.pages.shown_offers import not_listed, offer_card, offer_cards
from puhui.app.pages.views.consent import institution_ask
from puhui.app.pages.wording import texts
from puhui.exchange import renew_entry
from puhui.ground import Work
from puhui.ground.web import Router, answer, borrower_work, language_of
from puhui.intake import Application, application
from puhui.kernel import Problem, Text
from puhui.matching import KeptMatching, KeptOffer, offers_of

router = Router(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Chosen:
    """An application of this borrower with one of its offers."""

    asked: Application
    offer: KeptOffer

    @property
    def here(self) -> str:
        """The application's own address."""
        return f"/applications/{self.asked.id}"


@router.get("/applications/{application_id}/offers")
def compare(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("page.read"))]
) -> Response:
    """Best first, and what each product lacks that is not listed; before an approval, the result instead."""
    asked = answer(application(work, application_id))
    found = answer(offers_of(work, application_id))
    if not found.offers and not found.fell_out:
        return see(f"/applications/{application_id}")
    return page(
        request,
        "offers.html",
        here=f"/applications/{application_id}",
        offers=offer_cards(found.offers),
        fell_out=[not_listed(one) for one in found.fell_out],
        amount_fen=found.offers[0].amount_fen if found.offers else asked.amount_fen,
        months=asked.months,
    )


@router.get("/applications/{application_id}/confirm")
def read_one(
    request: Request,
    application_id: UUID,
    offer: UUID,
    work: Annotated[Work, Depends(borrower_work("page.read"))],
) -> HTMLResponse:
    """One offer again, with the consent that names its institution."""
    return _confirm(request, work, _chosen(work, application_id, offer))


@router.post("/applications/{application_id}/confirm")
def confirm(
    request: Request,
    application_id: UUID,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("page.choose"))],
) -> Response:
    """Keep the consent and the choice together, then show the institution's address."""
    typed = words_of(form)
    chosen = _chosen(work, application_id, _offer_id(typed))
    if typed.get("agree") != institution_ask(work.today()).shown:
        missing = Problem("consent.needed", texts()["confirm.missing"])
        return _confirm(request, work, chosen, {"agree": missing})
    catalogue, language = request.app.state.party.catalogue, language_of(request)
    answer(choose_with_consent(work, chosen.asked, chosen.offer, language, catalogue))
    return see(f"{chosen.here}/institution")


@router.get("/applications/{application_id}/institution")
def go_there(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("page.read"))]
) -> Response:
    """Where the one that was chosen last stands, and the way in; nothing about the borrower is in it."""
    answer(application(work, application_id))
    last = _chosen_last(answer(offers_of(work, application_id)))
    if last is None:
        return see(f"/applications/{application_id}/offers")
    return page(
        request,
        "institution.html",
        here=f"/applications/{application_id}",
        offer=offer_card(last),
        there=handed_over(work, last),
        number=str(application_id),
    )


@router.post("/applications/{application_id}/institution/entry")
def let_in_again(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("page.choose"))]
) -> Response:
    """The way in was used or ran out: ask the institution for another one."""
    answer(application(work, application_id))
    courier = request.app.state.courier
    if courier is not None:
        answer(renew_entry(work, application_id, courier))
    return see(f"/applications/{application_id}/institution")


def _chosen_last(found: KeptMatching) -> KeptOffer | None:
    picked = [offer for offer in found.offers if offer.chosen_at is not None]
    return max(
        picked, key=lambda offer: offer.chosen_at.timestamp() if offer.chosen_at else 0.0, default=None
    )


def _confirm(
    request: Request, work: Work, chosen: Chosen, errors: dict[str, Problem] | None = None
) -> HTMLResponse:
    card, ask = offer_card(chosen.offer), institution_ask(work.today())
    language = language_of(request)
    said = ask.text.said(card.lender.in_(language), card.lender_contact).in_(language)
    return page(
        request,
        "confirm.html",
        422 if errors else 200,
        here=chosen.here,
        offer=card,
        ask=ask,
        words=said.partition("\n")[2],
        errors=errors or {},
        path=f"{chosen.here}/confirm?offer={chosen.offer.id}",
    )


def _chosen(work: Work, application_id: UUID, offer_id: UUID | None) -> Chosen:
    asked = answer(application(work, application_id))
    found = answer(offers_of(work, application_id))
    offer = next((it for it in found.offers if it.id == offer_id), None)
    return Chosen(asked, answer(offer or _NO_OFFER))


def _offer_id(typed: dict[str, str]) -> UUID | None:
    try:
        return UUID(typed.get("offer", ""))
    except ValueError:
        return None


_NO_OFFER = Problem(
    "offer.not_found",
    Text("没有找到这个方案，可能已有新的方案。", "There is no such offer; there may be newer ones."),
    Text("请返回重新比较。", "Go back and compare again."),
)
