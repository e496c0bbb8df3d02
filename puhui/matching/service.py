"""Make offers for a decision, look at them, and choose one, which only leads to the institution's page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.decision import Band
from puhui.ground import Work
from puhui.intake import (
    Application,
    Status,
    application,
    consents_of,
    move_application,
    source_is_public,
    sources,
    subject,
)
from puhui.kernel import Outcome, Problem, Text, new_id
from puhui.matching import events, store
from puhui.matching.catalogue import offer_days, shipped_catalogue, shipped_chances
from puhui.matching.match import match, partner_list_hash
from puhui.matching.model import Catalogue, Matching, MatchRequest
from puhui.matching.told import both, told_fall, told_offer
from puhui.rulebook import rulebook


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
    """The newest round of an application: offers best first, what fell out, a sentence when there is none."""

    offers: tuple[KeptOffer, ...]
    fell_out: tuple[Mapping[str, Any], ...]
    said: Text | None
    valid_until: datetime | None


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where to go on: the institution's own page. Nothing about the borrower travels with the address."""

    offer_id: UUID
    page: str
    host: str
    institution: Text
    next: Text


def request_for(
    work: Work,
    application_id: UUID,
    *,
    outcome: Outcome,
    limit_fen: int,
    band: Band | None,
    industry: str | None = None,
    household_credit_fen: int | None = None,
    is_small_or_micro: bool | None = None,
) -> MatchRequest | Problem:
    """What matching must know of an application, beside what was decided: who, where, and which data a
    standing consent or the law covers."""
    asked = application(work, application_id)
    if isinstance(asked, Problem):
        return asked
    borrower = subject(work, asked.enterprise_id or asked.owner_id)
    if isinstance(borrower, Problem):
        return borrower
    return MatchRequest(
        application_id=asked.id,
        outcome=outcome,
        limit_fen=limit_fen,
        band=band,
        amount_fen=asked.amount_fen,
        months=asked.months,
        purpose=asked.purpose,
        borrower_kind=borrower.kind,
        region=borrower.region,
        industry=industry,
        data=_covered(work, asked),
        household_credit_fen=household_credit_fen,
        is_small_or_micro=is_small_or_micro,
    )


def make_offers(
    work: Work, request: MatchRequest, decision_id: UUID, catalogue: Catalogue | None = None
) -> KeptMatching | Problem:
    """Match and keep the round. The same decision is matched once; asked again, it gives what was kept."""
    asked = application(work, request.application_id)
    if isinstance(asked, Problem):
        return asked
    rules, today = rulebook(), work.today()
    found = match(request, catalogue or shipped_catalogue(), shipped_chances(), rules, today)
    if not _keep(work, request, decision_id, found):
        return offers_of(work, asked.id)
    if found.offers and asked.status is Status.DECIDED:
        moved = move_application(work, asked.id, Status.OFFERED)
        if isinstance(moved, Problem):
            return moved
    return offers_of(work, asked.id)


def offers_of(work: Work, application_id: UUID) -> KeptMatching | Problem:
    """The newest round of an application; an empty one when nothing was matched yet."""
    asked = application(work, application_id)
    if isinstance(asked, Problem):
        return asked
    row = store.newest_round(work.connection, work.actor.mode, application_id)
    if row is None:
        return KeptMatching((), (), None, None)
    return KeptMatching(
        tuple(_kept(it) for it in store.offers_in(work.connection, row.id)),
        tuple({"product": it.product, **it.told} for it in store.falls_in(work.connection, row.id)),
        Text(row.said["zh"], row.said["en"]) if row.said else None,
        row.valid_until,
    )


def choose_offer(work: Work, offer_id: UUID, catalogue: Catalogue | None = None) -> Redirect | Problem:
    """Choose one offer and learn where to go on. Choosing twice is choosing once."""
    row = store.get_offer(work.connection, work.actor.mode, offer_id)
    if row is None:
        return _NOT_FOUND
    asked = application(work, row.application_id)
    if isinstance(asked, Problem):
        return _NOT_FOUND
    if problem := _too_late(work, row, asked, catalogue or shipped_catalogue()):
        return problem
    institution = (catalogue or shipped_catalogue()).institutions[row.institution]
    if store.add_choice(work.connection, offer_id, work.now(), work.actor.id):
        work.audit("offer.chosen", f"offer:{offer_id}", institution=row.institution)
        payload = {"offer_id": str(offer_id), "application_id": str(asked.id), "host": "institution"}
        work.post(events.OFFER_CHOSEN, payload, f"{events.OFFER_CHOSEN}:{offer_id}")
    if asked.status is Status.OFFERED:
        moved = move_application(work, asked.id, Status.REDIRECTED)
        if isinstance(moved, Problem):
            return moved
    following = row.told["next"]
    return Redirect(
        offer_id,
        institution.page,
        "institution",
        institution.name,
        Text(following["zh"], following["en"]),
    )


def _covered(work: Work, asked: Application) -> frozenset[str]:
    covered = {code for code in sources() if source_is_public(code)}
    for subject_id in filter(None, (asked.owner_id, asked.enterprise_id)):
        given = consents_of(work, subject_id)
        if not isinstance(given, Problem):
            covered |= {it.source for it in given if it.stands(work.now())}
    return frozenset(covered)


def _keep(work: Work, request: MatchRequest, decision_id: UUID, found: Matching) -> bool:
    round_id = new_id()
    row = {
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
    if not store.add_round(work.connection, row):
        return False
    rules = rulebook()
    store.add_offers(
        work.connection,
        [
            {
                "id": new_id(),
                "round_id": round_id,
                "rank": it.rank,
                "product": it.product.code,
                "institution": it.institution.code,
                "amount_fen": it.amount_fen,
                "months": it.months,
                "total_cost_fen": it.quote.total_cost_fen,
                "apr_simple": it.quote.apr_simple,
                "apr_effective": it.quote.apr_effective,
                "approval_chance": it.approval_chance,
                "expected_rate": it.expected_rate,
                "told": told_offer(it, rules),
                "features": dict(it.features),
                "partner_list_hash": it.partner_list_hash,
            }
            for it in found.offers
        ],
    )
    falls = [
        {"round_id": round_id, "product": it.product.code, "told": told_fall(it)} for it in found.fell_out
    ]
    store.add_falls(work.connection, falls)
    work.audit("offers.made", f"application:{request.application_id}", offers=len(found.offers))
    payload = {"application_id": str(request.application_id), "offers": len(found.offers)}
    work.post(events.OFFERS_MADE, payload, f"{events.OFFERS_MADE}:{decision_id}")
    return True


def _request(request: MatchRequest) -> dict[str, Any]:
    values = {name: getattr(request, name) for name in MatchRequest.__slots__}
    return values | {"application_id": str(request.application_id), "data": sorted(request.data)}


def _kept(row: Row[Any]) -> KeptOffer:
    return KeptOffer(**{name: getattr(row, name) for name in KeptOffer.__slots__})


def _too_late(work: Work, row: Row[Any], asked: Application, catalogue: Catalogue) -> Problem | None:
    if row.valid_until <= work.now():
        return _RAN_OUT
    if asked.status not in {Status.OFFERED, Status.REDIRECTED}:
        return _NOT_OPEN
    institution = catalogue.institutions.get(row.institution)
    if institution is None or partner_list_hash(institution) != row.partner_list_hash:
        return _LIST_CHANGED
    listed = institution.partner_list
    return None if listed.valid_from <= work.today() <= listed.valid_to else _LIST_CHANGED


_AGAIN = Text("请重新查看方案。", "Look for offers again.")
_NOT_FOUND = Problem("offer.not_found", Text("没有找到这个方案。", "There is no such offer."), _AGAIN)
_RAN_OUT = Problem("offer.expired.gone", Text("这个方案已过有效期。", "This offer has run out."), _AGAIN)
_NOT_OPEN = Problem(
    "offer.application.closed",
    Text(
        "这笔申请已撤回、过期或正在重新评估。", "This application was withdrawn, expired or is decided anew."
    ),
    _AGAIN,
)
_LIST_CHANGED = Problem(
    "offer.partner_list.conflict",
    Text("机构的合作名单已有变化。", "The institution's partner list has changed."),
    _AGAIN,
)
