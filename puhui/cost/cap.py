"""Is a loan dearer than the law, or the house, allows? Measured on the cap's own basis (domain 2.3)."""

from dataclasses import dataclass
from decimal import Decimal

from puhui.cost.model import Method, Quote
from puhui.cost.periods import is_regular
from puhui.cost.revolving import occupied_fen_years
from puhui.cost.yearly import compounded, dated_payments, monthly_payments, present_value_fen
from puhui.rulebook import Basis, PriceCap


@dataclass(frozen=True, slots=True)
class CapTest:
    """The comparison, with both sides of it. `measured` is the quote's own published figure."""

    within: bool
    measured: Decimal
    limit: Decimal
    basis: Basis


def cap_test(quote: Quote, cap: PriceCap) -> CapTest:
    """Compare the all-in cost with a cap.

    A loan priced exactly at the cap may come out a hair above it because every posted item is rounded to a
    fen; up to half a fen for each posted item is that rounding, anything more is a breach.
    """
    measured = quote.apr_simple if cap.basis is Basis.APR_SIMPLE else quote.apr_effective
    within = measured <= cap.value or _excess_fen(quote, cap) <= _rounding_fen(quote)
    return CapTest(within, measured, cap.value, cap.basis)


def _excess_fen(quote: Quote, cap: PriceCap) -> float:
    """How much more, in fen of today, is paid than a loan exactly at the cap would ask."""
    terms, limit = quote.terms, float(cap.value)
    if terms.method is Method.REVOLVING and cap.basis is Basis.APR_SIMPLE:
        return float(quote.total_cost_fen - cap.value * occupied_fen_years(quote.received_fen, terms))
    monthly = limit / 12 if cap.basis is Basis.APR_SIMPLE else compounded(limit, 1 / 12)
    if terms.method is not Method.REVOLVING and is_regular(terms):
        worth_fen = present_value_fen(monthly, monthly_payments(quote.schedule, terms.months))
    else:
        yearly = compounded(monthly, 12)
        worth_fen = present_value_fen(yearly, dated_payments(quote.schedule, terms.drawdown))
    return worth_fen - quote.received_fen


def _rounding_fen(quote: Quote) -> float:
    items = sum((item.interest_fen > 0) + (item.fees_fen > 0) for item in quote.schedule)
    return 0.5 * items
