"""What a product costs at its dearest: every band and term, at the smallest and the largest amount.

A fixed fee weighs most on the smallest amount, and a rounded fen too; nothing else depends on the amount, so
the corners of the table are where a cap would be broken first. A product that counts days is also priced for
drawdowns at both ends of every month, and the law as it is already known to change while it is offered.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final

from puhui.cost import CapTest, DayCount, Method, Quote, Terms, Unquotable, cap_test, quote
from puhui.decision import Band
from puhui.matching.model import Product
from puhui.rulebook import PriceCap, rulebook

_CAP_RULES: Final = ("price_cap", "lpr.1y")
_MOST_MONTHS: Final = 48
"""How far ahead drawdowns are tried: four years hold every kind of February."""


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
    """Every corner that has a price, drawn on a day."""
    for band in product.rates:
        for months in sorted(product.months):
            for amount_fen in sorted({product.amount_least_fen, product.amount_most_fen}):
                with suppress(Unquotable):
                    yield _corner(product, band, amount_fen, months, day)


def cost_range(product: Product, day: date) -> tuple[Decimal, Decimal] | None:
    """From the cheapest to the dearest simple yearly cost; None where nothing can be priced."""
    found = [corner.quote.apr_simple for corner in corners(product, day)]
    return (min(found), max(found)) if found else None


def dearest(product: Product, since: date) -> tuple[Corner, ...]:
    """For each band and each state of the law, the corner that comes nearest to the cap or lies farthest
    above it. Raises Unquotable where a corner has no price at all."""
    days = sorted(_days(product, max(since, product.active_from)))
    found = []
    for _, same_law in groupby(days, key=lambda day: _cap_on(product, day).value):
        drawn = list(same_law)
        found += [_worst(product, band, drawn) for band in product.rates]
    return tuple(found)


def _worst(product: Product, band: Band, days: Iterable[date]) -> Corner:
    amounts = sorted({product.amount_least_fen, product.amount_most_fen})
    every = (
        _corner(product, band, amount_fen, months, day)
        for day in days
        for months in sorted(product.months)
        for amount_fen in amounts
    )
    return max(every, key=lambda it: (not it.tested.within, it.tested.measured - it.tested.limit))


def _corner(product: Product, band: Band, amount_fen: int, months: int, day: date) -> Corner:
    terms = Terms(
        amount_fen,
        months,
        product.method,
        product.rates[band],
        day,
        product.charged_fees,
        product.day_count,
    )
    cap, priced = _cap_on(product, day), quote(terms)
    return Corner(band, amount_fen, months, day, priced, cap_test(priced, cap), cap)


def _cap_on(product: Product, day: date) -> PriceCap:
    legal = rulebook().on(day).price_cap(product.channel)
    return PriceCap(legal.value, product.cap_basis, legal.rule)


def _days(product: Product, since: date) -> set[date]:
    """Days of drawdown that can differ: when the law is known to change, and where days are counted, the
    first and the last of every month."""
    changes = {
        rule.effective
        for name in _CAP_RULES
        for rule in rulebook().versions.get(name, ())
        if since < rule.effective <= product.active_to
    }
    if product.day_count is DayCount.THIRTY_360 and product.method is not Method.REVOLVING:
        return {since, *changes}
    return {since, *changes, *_ends_of_months(since, product.active_to)}


def _ends_of_months(since: date, until: date) -> Iterator[date]:
    first = since
    for _ in range(_MOST_MONTHS):
        first = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        if first > until:
            return
        yield first - timedelta(days=1)
        yield first
