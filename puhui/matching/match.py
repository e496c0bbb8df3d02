"""Match: one request against every product, on one day. Pure and repeatable.

Hard filters first, ranking only after them (domain 11). Every figure of an offer is `cost`'s.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from puhui.cost import Quote, Terms, Unquotable, quote
from puhui.decision import Band
from puhui.kernel import Outcome
from puhui.matching.filters import Case, reasons_against
from puhui.matching.model import Catalogue, FellOut, Institution, Matching, MatchRequest, Offer, Product
from puhui.matching.ranking import all_in_cost, approval_chance, expected_rate, order_of
from puhui.rulebook import Rulebook


def match(
    request: MatchRequest,
    catalogue: Catalogue,
    chances: Mapping[Band, Decimal],
    rules: Rulebook,
    today: date,
    *,
    is_own: bool = False,
) -> Matching:
    """Offers best first and every product that fell out with its reasons. Only an approval has offers.

    `is_own`: the catalogue is one institution's, offered to its own borrower.
    """
    if request.outcome is not Outcome.APPROVE:
        return Matching((), (), rules.reason("matching.only_when_approved"))
    offers: list[Offer] = []
    fell_out: list[FellOut] = []
    for product in sorted(catalogue.products, key=lambda it: it.code):
        case = _case(request, product, catalogue.institutions[product.institution], rules, today)
        reasons = reasons_against(case, is_own=is_own)
        if reasons or case.quote is None or request.band is None:
            fell_out.append(FellOut(product, case.institution, reasons))
        else:
            offers.append(_offer(case, case.quote, request.band, dict(chances)))
    said = None if offers else rules.reason("matching.nothing_fits")
    return Matching(_ranked(offers), tuple(fell_out), said)


def partner_list_hash(institution: Institution) -> str:
    """SHA-256 of the list as it stood when the offer was made, kept with it (domain 0.2)."""
    listed = institution.partner_list
    line = f"{institution.code}|{listed.published}|{listed.valid_from}|{listed.valid_to}"
    return hashlib.sha256(line.encode()).hexdigest()


def _case(
    request: MatchRequest, product: Product, institution: Institution, rules: Rulebook, today: date
) -> Case:
    amount_fen = min(request.amount_fen, request.limit_fen)
    priced = _priced(request, product, amount_fen, today)
    return Case(request, product, institution, rules.on(today), amount_fen, priced)


def _priced(request: MatchRequest, product: Product, amount_fen: int, today: date) -> Quote | None:
    if request.band is None or request.band not in product.rates:
        return None
    terms = Terms(
        principal_fen=amount_fen,
        months=request.months,
        method=product.method,
        annual_rate=product.rates[request.band],
        drawdown=today,
        fees=product.charged_fees,
        day_count=product.day_count,
    )
    try:
        return quote(terms)
    except Unquotable:
        return None


def _offer(case: Case, priced: Quote, band: Band, chances: dict[Band, Decimal]) -> Offer:
    chance = approval_chance(case.product, band, chances)
    all_in = all_in_cost(priced, case.cap)
    expected = expected_rate(all_in, chance, case.cap.value)
    features = {
        "all_in": str(all_in),
        "basis": case.cap.basis.value,
        "cap": str(case.cap.value),
        "cap_rule": case.cap.rule.cite(),
        "chance": str(chance),
        "band": band.value,
        "total_cost_fen": str(priced.total_cost_fen),
        "expected_rate": str(expected),
    }
    return Offer(
        rank=0,
        product=case.product,
        institution=case.institution,
        amount_fen=case.amount_fen,
        months=case.request.months,
        quote=priced,
        approval_chance=chance,
        expected_rate=expected,
        features=features,
        partner_list_hash=partner_list_hash(case.institution),
    )


def _ranked(offers: list[Offer]) -> tuple[Offer, ...]:
    ordered = sorted(
        offers, key=lambda it: order_of(it.expected_rate, it.quote, it.approval_chance, it.product.code)
    )
    return tuple(replace(offer, rank=rank) for rank, offer in enumerate(ordered, 1))
