"""A lender's own products with the yearly rate that they really cost, for its start page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from puhui.app.pages.shown_offers import all_in_rates
from puhui.app.party import Party
from puhui.kernel import Text
from puhui.rulebook import rulebook


@dataclass(frozen=True, slots=True)
class OwnProduct:
    """One product: its name, the span of its all-in yearly rate (simple), its terms."""

    name: Text
    low: Decimal
    high: Decimal
    months: str


def own_products(party: Party, today: date) -> tuple[OwnProduct, ...]:
    """Those on offer today, cheapest first; what the law's cap excludes is never offered."""
    cap = rulebook().on(today).price_cap().value
    found = []
    for product in party.catalogue.products:
        if product.active_from <= today <= product.active_to:
            rates = [rate for rate in all_in_rates(product, today) if rate <= cap]
            months = f"{min(product.months)}–{max(product.months)}"
            if rates:
                found.append(OwnProduct(product.name, min(rates), max(rates), months))
    return tuple(sorted(found, key=lambda it: it.low))
