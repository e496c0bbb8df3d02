"""Kept offers as the page shows them. Every figure was computed by `cost` when the offer was made."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from puhui.app.pages.views.offers import Due, FeeLine, NotListed, OfferCard, RateRange
from puhui.app.pages.wording import told
from puhui.app.pages.writing import exact_yuan, percent
from puhui.cost import Terms, Unquotable, quote
from puhui.kernel import Language, Text
from puhui.matching import Catalogue, KeptOffer, Product
from puhui.rulebook import rulebook


def offer_cards(offers: Sequence[KeptOffer]) -> tuple[OfferCard, ...]:
    """In the order of their rank; the lowest total cost is marked, wherever it stands."""
    lowest_fen = min((offer.total_cost_fen for offer in offers), default=0)
    return tuple(
        offer_card(offer, is_lowest=offer.total_cost_fen == lowest_fen and len(offers) > 1)
        for offer in offers
    )


def offer_card(offer: KeptOffer, *, is_lowest: bool = False) -> OfferCard:
    """One kept offer."""
    kept, quoted = offer.told, offer.told["quote"]
    return OfferCard(
        id=str(offer.id),
        lender=_text(kept["institution_name"]),
        product=_text(kept["product_name"]),
        method=kept["method"],
        apr_simple=offer.apr_simple,
        apr_effective=offer.apr_effective,
        total_cost_fen=offer.total_cost_fen,
        interest_fen=quoted["interest_fen"],
        fees_fen=quoted["fees_fen"],
        received_fen=quoted["received_fen"],
        fees=tuple(_fee(fee) for fee in kept["fees"] if fee["payer"] == "borrower"),
        schedule=tuple(_due(due) for due in quoted["schedule"]),
        lender_contact=kept["institution_contact"],
        is_lowest_cost=is_lowest,
    )


def not_listed(fell: Mapping[str, Any]) -> NotListed:
    """A product that fell out, with every reason."""
    return NotListed(
        _text(fell["institution_name"]),
        _text(fell["product_name"]),
        tuple(_text(reason) for reason in fell["reasons"]),
    )


def rate_range(today: date, language: Language, catalogue: Catalogue) -> RateRange | None:
    """From the lowest to the highest yearly rate, fees included, of what is on offer today, and who lends."""
    low, high, houses = _range_on(today, _Held(catalogue))
    return RateRange(low, high, tuple(house.in_(language) for house in houses)) if houses else None


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """A catalogue by which one it is: a process holds one for as long as it lives."""

    catalogue: Catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.catalogue is self.catalogue


@lru_cache(maxsize=8)
def _range_on(today: date, held: _Held) -> tuple[Decimal, Decimal, tuple[Text, ...]]:
    """Every active product at its smallest amount, where fixed fees weigh most; what the law's cap excludes
    is never offered and so not in the range."""
    catalogue, cap = held.catalogue, rulebook().on(today).price_cap().value
    active = [it for it in catalogue.products if it.active_from <= today <= it.active_to]
    rates = [rate for product in active for rate in all_in_rates(product, today) if rate <= cap]
    houses = tuple(dict.fromkeys(catalogue.institutions[it.institution].name for it in active))
    return min(rates, default=Decimal(0)), max(rates, default=Decimal(0)), houses if rates else ()


def all_in_rates(product: Product, today: date) -> Iterator[Decimal]:
    """The simple yearly rate of a product at its smallest amount, each band and term, every fee included."""
    for rate in product.rates.values():
        for months in product.months:
            terms = Terms(
                product.amount_least_fen,
                months,
                product.method,
                rate,
                today,
                product.charged_fees,
                product.day_count,
            )
            with suppress(Unquotable):
                yield quote(terms).apr_simple


def _fee(fee: Mapping[str, Any]) -> FeeLine:
    def how(language: Language) -> str:
        timing = told(f"offers.fees.timing.{fee['timing']}", language)
        basis = told(
            f"offers.fees.basis.{fee['basis']}",
            language,
            amount=exact_yuan(fee["amount_fen"]),
            share=percent(fee["share"]),
        )
        return f"{timing} {basis}"

    return FeeLine(_named(fee["name"]), Text(how(Language.ZH), how(Language.EN)), _named(fee["payee"]))


def _named(kept: Mapping[str, str] | str) -> Text:
    """Offers of before fees had English names kept one string."""
    return Text(kept, kept) if isinstance(kept, str) else _text(kept)


def _due(due: Mapping[str, Any]) -> Due:
    principal_fen, interest_fen, fees_fen = due["principal_fen"], due["interest_fen"], due["fees_fen"]
    return Due(
        date.fromisoformat(due["due"]),
        principal_fen + interest_fen + fees_fen,
        principal_fen,
        interest_fen,
        fees_fen,
    )


def _text(kept: Mapping[str, str]) -> Text:
    return Text(kept["zh"], kept["en"])
