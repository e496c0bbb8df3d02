"""Make offers for a decision, keep the round, and look at it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.ground import Work
from puhui.intake import Application, Status, application, move_application
from puhui.kernel import Problem, Text, new_id
from puhui.matching import events, store
from puhui.matching.catalogue import offer_days, shipped_catalogue, shipped_chances
from puhui.matching.match import match
from puhui.matching.model import Catalogue, Matching, MatchRequest, Offer
from puhui.matching.publishing import catalogue_now
from puhui.matching.told import both, told_fall, told_offer
from puhui.rulebook import Rulebook, rulebook


@dataclass(frozen=True, slots=True)
class KeptOffer:
    """An offer as it was made. `told` is what the borrower sees (see `told.told_offer`)."""

    id: UUID
    application_id: UUID
    rank: int
    product: str
    institution: str
    amount_fen: int
    months: int
    total_cost_fen: int
    apr_simple: Decimal
    apr_effective: Decimal
    approval_chance: Decimal
    expected_rate: Decimal
    told: Mapping[str, Any]
    chosen_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptMatching:
    """The newest round of an application: offers best first, what fell out, a sentence when there is none.

    Every offer in it is quoted for the Beijing day of `made_at`.
    """

    offers: tuple[KeptOffer, ...]
    fell_out: tuple[Mapping[str, Any], ...]
    said: Text | None
    made_at: datetime | None
    valid_until: datetime | None


def make_offers(
    work: Work,
    request: MatchRequest,
    decision_id: UUID,
    catalogue: Catalogue | None = None,
    *,
    is_own: bool = False,
) -> KeptMatching | Problem:
    """Match and keep the round. The same decision is matched once; asked again, it gives what was kept.

    `is_own`: an institution offers its own products to its own borrower.
    """
    asked = application(work, request.application_id)
    if isinstance(asked, Problem):
        return asked
    problem = keep_offers(work, request, asked, decision_id, catalogue, is_own=is_own)
    return offers_of(work, asked.id) if problem is None else problem


def keep_offers(
    work: Work,
    request: MatchRequest,
    asked: Application,
    decision_id: UUID,
    catalogue: Catalogue | None = None,
    *,
    is_own: bool = False,
) -> Problem | None:
    """The same for who looks at no offer now."""
    offered = catalogue_now(work, catalogue or shipped_catalogue())
    found = match(request, offered, shipped_chances(), rulebook(), work.today(), is_own=is_own)
    if _keep(work, request, decision_id, found) and found.offers and asked.status is Status.DECIDED:
        moved = move_application(work, asked.id, Status.OFFERED)
        return moved if isinstance(moved, Problem) else None
    return None


def offers_of(work: Work, application_id: UUID) -> KeptMatching | Problem:
    """The newest round of an application; an empty one when nothing was matched yet."""
    asked = application(work, application_id)
    if isinstance(asked, Problem):
        return asked
    row = store.newest_round(work.connection, work.actor.mode, application_id)
    if row is None:
        return KeptMatching((), (), None, None, None)
    return KeptMatching(
        tuple(_kept(it) for it in store.offers_in(work.connection, row.id)),
        tuple({"product": it.product, **it.told} for it in store.falls_in(work.connection, row.id)),
        Text(row.said["zh"], row.said["en"]) if row.said else None,
        row.made_at,
        row.valid_until,
    )


def _keep(work: Work, request: MatchRequest, decision_id: UUID, found: Matching) -> bool:
    round_id = new_id()
    if not store.add_round(work.connection, _round_row(work, round_id, request, decision_id, found)):
        return False
    rules = rulebook()
    store.add_offers(work.connection, [_offer_row(round_id, it, rules) for it in found.offers])
    store.add_falls(
        work.connection,
        [{"round_id": round_id, "product": it.product.code, "told": told_fall(it)} for it in found.fell_out],
    )
    work.audit("offers.made", f"application:{request.application_id}", offers=len(found.offers))
    payload = {"application_id": str(request.application_id), "offers": len(found.offers)}
    work.post(events.OFFERS_MADE, payload, f"{events.OFFERS_MADE}:{decision_id}")
    return True


def _round_row(
    work: Work, round_id: UUID, request: MatchRequest, decision_id: UUID, found: Matching
) -> dict[str, Any]:
    return {
        "id": round_id,
        "mode": work.actor.mode,
        "application_id": request.application_id,
        "decision_id": decision_id,
        "request": _request(request),
        "said": both(found.said) if found.said else None,
        "made_at": work.now(),
        "valid_until": work.now() + timedelta(days=offer_days()),
        "actor": work.actor.id,
    }


def _offer_row(round_id: UUID, offer: Offer, rules: Rulebook) -> dict[str, Any]:
    return {
        "id": new_id(),
        "round_id": round_id,
        "rank": offer.rank,
        "product": offer.product.code,
        "institution": offer.institution.code,
        "amount_fen": offer.amount_fen,
        "months": offer.months,
        "total_cost_fen": offer.quote.total_cost_fen,
        "apr_simple": offer.quote.apr_simple,
        "apr_effective": offer.quote.apr_effective,
        "approval_chance": offer.approval_chance,
        "expected_rate": offer.expected_rate,
        "told": told_offer(offer, rules),
        "features": dict(offer.features),
        "partner_list_hash": offer.partner_list_hash,
    }


def _request(request: MatchRequest) -> dict[str, Any]:
    values = {name: getattr(request, name) for name in MatchRequest.__slots__}
    return values | {"application_id": str(request.application_id), "data": sorted(request.data)}


def _kept(row: Row[Any]) -> KeptOffer:
    return KeptOffer(**{name: getattr(row, name) for name in KeptOffer.__slots__})
