"""Time as an argument. Nothing in the pure middle asks the machine what day it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China keeps one time zone and no daylight saving; a business date is a date in Beijing."""


class Clock(Protocol):
    """Whatever can say what time it is."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for tests and replays."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant


def business_date(clock: Clock) -> date:
    """The calendar date in Beijing.

    >>> business_date(FixedClock(datetime(2026, 1, 15, 16, 30, tzinfo=UTC)))
    datetime.date(2026, 1, 16)
    """
    return clock.now().astimezone(BEIJING).date()
