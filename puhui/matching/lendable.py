"""What an institution would lend on one of its own products, once it has decided: within its table, or not.

Pure. The decision says how much the borrower can carry and in which band; the product says between which
amounts, for how many months and at which rate a band is lent to. The lower amount holds, the product's rate
holds, and nothing passes the law's cap. Whatever is less than was asked, or dearer than was offered, is a
counter-offer that the borrower is free to leave.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from puhui.cost import Quote, Terms, Unquotable, cap_test, quote
from puhui.decision import Band
from puhui.kernel import Problem, say_amount
from puhui.matching.model import Product
from puhui.rulebook import PriceCap, rulebook

_ROUND_FEN = 10_000
"""A counter-offer is written in whole hundreds of yuan."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; `annual_rate` is the rate that was shown before, None where none was."""

    amount_fen: int
    months: int
    annual_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Lendable:
    """Terms within the product's table, and their whole cost as of the day they were made."""

    product: Product
    amount_fen: int
    months: int
    annual_rate: Decimal
    quote: Quote
    is_counter_offer: bool


def lendable(
    product: Product, wanted: Wanted, *, limit_fen: int, band: Band | None, today: date
) -> Lendable | Problem:
    """The terms this institution can lend on, or why its table has none."""
    if band is None or band not in product.rates:
        return _because("lendable_band")
    amount_fen = _amount_fen(product, wanted, limit_fen)
    if amount_fen < product.amount_least_fen:
        return _because("lendable_small", least=say_amount(product.amount_least_fen))
    months = _months(product, wanted.months)
    rate = product.rates[band]
    priced = _priced(product, amount_fen, months, rate, today)
    if priced is None:
        return _because("lendable_price")
    dearer = wanted.annual_rate is not None and rate > wanted.annual_rate
    is_counter = amount_fen < wanted.amount_fen or months != wanted.months or dearer
    return Lendable(product, amount_fen, months, rate, priced, is_counter)


def _amount_fen(product: Product, wanted: Wanted, limit_fen: int) -> int:
    most_fen = min(limit_fen, product.amount_most_fen)
    return wanted.amount_fen if wanted.amount_fen <= most_fen else most_fen // _ROUND_FEN * _ROUND_FEN


def _months(product: Product, asked: int) -> int:
    """The term that was asked for, else the longest below it, else the product's shortest."""
    return max((it for it in product.months if it <= asked), default=min(product.months))


def _priced(product: Product, amount_fen: int, months: int, rate: Decimal, today: date) -> Quote | None:
    terms = Terms(amount_fen, months, product.method, rate, today, product.charged_fees, product.day_count)
    try:
        priced = quote(terms)
    except Unquotable:
        return None
    legal = rulebook().on(today).price_cap(product.channel)
    return priced if cap_test(priced, PriceCap(legal.value, product.cap_basis, legal.rule)).within else None


def _because(code: str, **figures: object) -> Problem:
    return Problem(f"matching.{code}", rulebook().reason(f"matching.{code}").fill(**figures))
