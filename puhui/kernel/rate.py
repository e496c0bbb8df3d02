"""A rate says what it is a share of time of: per year, per month or per day, and on which day count.

Banks quote a yearly rate and derive the others: monthly is the year's twelfth, daily its 360th part, or
its 365th where the contract says so (domain 2.3). The two daily rates differ by 1.4 %, which is why a bare
`Decimal` may not be passed around under the name `rate`.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum

MONTHS_PER_YEAR = 12


class YearDays(IntEnum):
    """Days a contract counts in a year when it turns a yearly rate into a daily one."""

    D360 = 360
    D365 = 365


@dataclass(frozen=True, slots=True)
class YearlyRate:
    """A nominal yearly rate; `Decimal("0.18")` is 18 % a year, simple (单利)."""

    value: Decimal

    def monthly(self) -> Decimal:
        """One month's share.

        >>> YearlyRate(Decimal("0.18")).monthly()
        Decimal('0.015')
        """
        return self.value / MONTHS_PER_YEAR

    def daily(self, year_days: YearDays = YearDays.D360) -> Decimal:
        """One day's share under the contract's day count."""
        return self.value / year_days

    @classmethod
    def from_daily(cls, daily: Decimal, year_days: YearDays = YearDays.D360) -> "YearlyRate":
        """The yearly rate behind a quoted daily one.

        >>> YearlyRate.from_daily(Decimal("0.0004")).value
        Decimal('0.1440')
        """
        return cls(daily * year_days)


def format_percent(share: Decimal, places: int = 2) -> str:
    """A share as people read it.

    >>> format_percent(Decimal("0.1956179"))
    '19.56%'
    """
    return f"{(share * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}%"
