"""What a product costs at its dearest: every band and term, at the smallest and the largest amount.

A fixed fee weighs most on the smallest amount, and a rounded fen too; nothing else depends on the amount, so
the corners of the table are where a cap would be broken first.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from puhui.cost import CapTest, Quote, Terms, Unquotable, cap_test, quote
from puhui.decision import Band
from puhui.matching.model import Product
from puhui.rulebook import PriceCap, rulebook


@dataclass(frozen=True, slots=True)
class Corner:
    """One corner of a product's table on one day, its cost, and how that stands to the law's cap."""

    band: Band
    amount_fen: int
    months: int
    day: date
    quote: Quote
    tested: CapTest
    cap: PriceCap


def corners(product: Product, day: date) -> Iterator[Corner]:
    """Every corner, priced on a day."""
    legal = rulebook().on(day).price_cap(product.channel)
    cap = PriceCap(legal.value, product.cap_basis, legal.rule)
    for band, rate in product.rates.items():
        for months in sorted(product.months):
            for amount_fen in sorted({product.amount_least_fen, product.amount_most_fen}):
                terms = Terms(
                    amount_fen,
                    months,
                    product.method,
                    rate,
                    day,
                    product.charged_fees,
                    product.day_count,
                )
                with suppress(Unquotable):
                    priced = quote(terms)
                    yield Corner(band, amount_fen, months, day, priced, cap_test(priced, cap), cap)


def cost_range(product: Product, day: date) -> tuple[Decimal, Decimal] | None:
    """From the cheapest to the dearest simple yearly cost; None where nothing can be priced."""
    found = [corner.quote.apr_simple for corner in corners(product, day)]
    return (min(found), max(found)) if found else None
