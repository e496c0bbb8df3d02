"""Due dates and the share of a year each period is (对年对月对日, domain 2.3)."""

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from puhui.cost.model import DayCount, Terms


@dataclass(frozen=True, slots=True)
class Period:
    """From one due date to the next; `years` is the share of a year that interest is charged for."""

    due: date
    years: Decimal


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month.

    >>> add_months(date(2027, 12, 31), 2)
    datetime.date(2028, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def due_dates(terms: Terms) -> tuple[date, ...]:
    """One due date a month. All are counted from the same anchor, so a 31st does not drift to a 28th."""
    if terms.first_due is None:
        return tuple(add_months(terms.drawdown, k) for k in range(1, terms.months + 1))
    return tuple(add_months(terms.first_due, k) for k in range(terms.months))


def is_regular(terms: Terms) -> bool:
    """Whether every period is one whole month, so that periods may be treated as equal."""
    return terms.first_due in (None, add_months(terms.drawdown, 1))


def periods(terms: Terms) -> tuple[Period, ...]:
    """Every interest period of a loan with monthly dues."""
    dues = due_dates(terms)
    shares = [year_share(start, end, terms.day_count) for start, end in pairwise((terms.drawdown, *dues))]
    if terms.day_count is DayCount.THIRTY_360:
        whole = Decimal(1) / 12
        first = whole if is_regular(terms) else shares[0]
        shares = [first, *(whole for _ in dues[1:])]
    return tuple(Period(due, years) for due, years in zip(dues, shares, strict=True))


def year_share(start: date, end: date, day_count: DayCount) -> Decimal:
    """The share of a year between two days.

    >>> year_share(date(2026, 1, 15), date(2026, 4, 15), DayCount.THIRTY_360)
    Decimal('0.25')
    """
    if day_count is not DayCount.THIRTY_360:
        return Decimal((end - start).days) / day_count.year_days
    months = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    left_over = (end - add_months(start, months)).days
    return Decimal(months * 30 + left_over) / 360
