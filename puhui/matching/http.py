"""The API of this room: the offers of an application, and choosing one."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from pydantic import BaseModel

from puhui.ground import Work
from puhui.ground.web import Router, answer, work_for
from puhui.kernel import Text
from puhui.matching.service.choosing import Redirect, choose_offer
from puhui.matching.service.offering import KeptMatching, KeptOffer, offers_of

router = Router(prefix="/api/v1", tags=["matching"])


class Told(BaseModel):
    """A sentence in both languages."""

    zh: str
    en: str


class OfferBody(BaseModel):
    """One offer at its true cost. Rates are shares a year written exactly; amounts are whole fen."""

    id: UUID
    rank: int
    product: str
    institution: str
    amount_fen: int
    months: int
    total_cost_fen: int
    apr_simple: str
    apr_effective: str
    approval_chance: str
    expected_rate: str
    chosen_at: datetime | None
    told: dict[str, Any]


class OffersBody(BaseModel):
    """Offers best first, and every product that fell out with its reasons."""

    offers: list[OfferBody]
    fell_out: list[dict[str, Any]]
    said: Told | None
    valid_until: datetime | None


class RedirectBody(BaseModel):
    """Where to go on. `host` is always the institution: contract, drawdown and repayment are its own."""

    offer_id: UUID
    page: str
    host: str
    institution: Told
    next: Told


@router.get("/applications/{application_id}/offers")
def read_offers(application_id: UUID, work: Annotated[Work, Depends(work_for("offer.read"))]) -> OffersBody:
    """方案列表，按预期成本由低到高。Offers, cheapest expected cost first."""
    return _offers(answer(offers_of(work, application_id)))


@router.post("/offers/{offer_id}/choice", status_code=201)
def choose(
    request: Request, offer_id: UUID, work: Annotated[Work, Depends(work_for("offer.choose"))]
) -> RedirectBody:
    """选择一个方案，得到机构自己的页面地址。Choose an offer and learn the institution's own address."""
    return _redirect(answer(choose_offer(work, offer_id, getattr(request.app.state, "catalogue", None))))


def _offers(found: KeptMatching) -> OffersBody:
    return OffersBody(
        offers=[_offer(it) for it in found.offers],
        fell_out=[dict(it) for it in found.fell_out],
        said=_told(found.said) if found.said else None,
        valid_until=found.valid_until,
    )


def _offer(offer: KeptOffer) -> OfferBody:
    return OfferBody(
        id=offer.id,
        rank=offer.rank,
        product=offer.product,
        institution=offer.institution,
        amount_fen=offer.amount_fen,
        months=offer.months,
        total_cost_fen=offer.total_cost_fen,
        apr_simple=str(offer.apr_simple),
        apr_effective=str(offer.apr_effective),
        approval_chance=str(offer.approval_chance),
        expected_rate=str(offer.expected_rate),
        chosen_at=offer.chosen_at,
        told=dict(offer.told),
    )


def _redirect(redirect: Redirect) -> RedirectBody:
    return RedirectBody(
        offer_id=redirect.offer_id,
        page=redirect.page,
        host=redirect.host,
        institution=_told(redirect.institution),
        next=_told(redirect.next),
    )


def _told(text: Text) -> Told:
    return Told(zh=text.zh, en=text.en)
