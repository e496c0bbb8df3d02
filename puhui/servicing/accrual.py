"""Interest as it is earned, day by day, without a fen of drift. Pure.

What is booked is always the difference between two cumulative figures, so rounding never adds up: at the end
of a period exactly the instalment's interest has been earned (domain 2.3).
"""

from dataclasses import replace
from datetime import date
from decimal import localcontext
from typing import Final

from puhui.cost import Terms
from puhui.kernel import YearlyRate, round_fen
from puhui.servicing.model import Instalment

_PRECISION: Final = 40
"""As many digits as `cost` keeps, so that both round the same."""


def earned_fen(interest_fen: int, starts: date, ends: date, on: date) -> int:
    """How much of a period's interest has been earned by a day, half-up.

    >>> [earned_fen(1000, date(2026, 1, 15), date(2026, 2, 15), date(2026, 1, day)) for day in (15, 16, 31)]
    [0, 32, 516]
    """
    days = (ends - starts).days
    elapsed = min(max((on - starts).days, 0), days)
    return (2 * interest_fen * elapsed + days) // (2 * days)


def by_day_fen(owed_fen: int, terms: Terms, days: int) -> int:
    """Interest on a balance for some days, as `cost` charges it on a revolving loan.

    >>> from decimal import Decimal; from puhui.cost import DayCount, Method
    >>> w7 = Terms(5_000_000, 12, Method.REVOLVING, Decimal("0.144"), date(2026, 1, 15),
    ...            day_count=DayCount.ACTUAL_360)
    >>> by_day_fen(5_000_000, w7, 37)
    74000
    """
    with localcontext(prec=_PRECISION):
        daily_rate = YearlyRate(terms.annual_rate).daily(terms.day_count.year_days)
        return round_fen(owed_fen * daily_rate * days)


def earned(instalment: Instalment, terms: Terms, grows: bool, on: date) -> Instalment:
    """The instalment with interest earned by `on`; nothing more is earned once it is billed."""
    if instalment.is_billed or instalment.is_cancelled:
        return instalment
    if not grows:
        accrued_fen = earned_fen(instalment.owed.interest_fen, instalment.starts, instalment.ends, on)
        return replace(instalment, accrued_fen=max(accrued_fen, instalment.accrued_fen))
    days = max((min(on, instalment.ends) - instalment.starts).days, 0)
    interest_fen = instalment.closed_interest_fen + by_day_fen(instalment.unpaid.principal_fen, terms, days)
    owed = replace(instalment.owed, interest_fen=max(interest_fen, instalment.owed.interest_fen))
    return replace(instalment, owed=owed, accrued_fen=owed.interest_fen)
