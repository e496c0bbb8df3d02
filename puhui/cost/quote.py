"""The quote: one pure function from terms to what a loan truly costs."""

from puhui.cost.checks import problem_with
from puhui.cost.fees import upfront_fees_fen, with_fees
from puhui.cost.model import Instalment, Method, Quote, Terms, Unquotable
from puhui.cost.periods import is_regular
from puhui.cost.revolving import occupied_fen_years
from puhui.cost.schedule import schedule
from puhui.cost.yearly import compounded, monthly_payments, rate_by_date, rate_per_month, rounded


def quote(terms: Terms) -> Quote:
    """Schedule, cost and yearly rates. Raises Unquotable (a ValueError with a Problem) for impossible terms.

    >>> from datetime import date; from decimal import Decimal
    >>> w1 = quote(Terms(10_000_000, 12, Method.EQUAL_INSTALMENT, Decimal("0.18"), date(2026, 1, 15)))
    >>> w1.interest_fen, round(w1.apr_simple, 6), round(w1.apr_effective, 6)
    (1001599, Decimal('0.180000'), Decimal('0.195618'))
    """
    problem = problem_with(terms)
    if problem:
        raise Unquotable(problem)
    return priced(terms, with_fees(terms, schedule(terms)))


def priced(terms: Terms, instalments: tuple[Instalment, ...], equal_periods: bool = True) -> Quote:
    """Put the yearly rates on a schedule that already carries its fees.

    `equal_periods=False` says that the schedule was cut between two due dates.
    """
    upfront_fen = upfront_fees_fen(terms)
    received_fen = terms.principal_fen - upfront_fen
    interest_fen = sum(instalment.interest_fen for instalment in instalments)
    fees_fen = upfront_fen + sum(instalment.fees_fen for instalment in instalments)
    xirr = rate_by_date(received_fen, instalments, terms.drawdown)
    simple, effective = yearly_figures(terms, instalments, received_fen, xirr, equal_periods=equal_periods)
    return Quote(
        terms,
        instalments,
        received_fen,
        interest_fen,
        fees_fen,
        interest_fen + fees_fen,
        rounded(simple),
        rounded(effective),
        rounded(xirr),
    )


def yearly_figures(
    terms: Terms,
    instalments: tuple[Instalment, ...],
    received_fen: int,
    xirr: float,
    *,
    equal_periods: bool = True,
) -> tuple[float, float]:
    """The simple and the effective yearly rate of these payments for what was received (see `yearly`)."""
    if terms.method is Method.REVOLVING:
        cost_fen = sum(instalment.total_fen for instalment in instalments) - received_fen
        return float(cost_fen / occupied_fen_years(received_fen, terms)), xirr
    if equal_periods and is_regular(terms):
        monthly = rate_per_month(received_fen, monthly_payments(instalments, terms.months))
        return monthly * 12, compounded(monthly, 12)
    return compounded(xirr, 1 / 12) * 12, xirr
