"""Time as an argument. Nothing in the pure middle asks the machine what day it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from threading import Lock
from typing import Protocol

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China keeps one time zone and no daylight saving; a business date is a date in Beijing."""

_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.combine(date.max, time.max, BEIJING).astimezone(UTC)


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


class MovableClock:
    """A clock that moves only when it is told to, for simulations; safe to share between threads.

    >>> clock = MovableClock(datetime(2026, 11, 23, 2, tzinfo=UTC))
    >>> clock.advance(timedelta(days=1))
    >>> clock.now().isoformat()
    '2026-11-24T02:00:00+00:00'
    """

    def __init__(self, instant: datetime) -> None:
        self._moving = Lock()
        self._instant = _aware(instant)

    def now(self) -> datetime:
        with self._moving:
            return self._instant

    def set(self, instant: datetime) -> None:
        """Let it be this instant. Raises ValueError for one without a time zone."""
        with self._moving:
            self._instant = _aware(instant)

    def advance(self, by: timedelta) -> None:
        """Let this much time pass."""
        with self._moving:
            self._instant += by


def business_date(clock: Clock) -> date:
    """The calendar date in Beijing.

    >>> business_date(FixedClock(datetime(2026, 1, 15, 16, 30, tzinfo=UTC)))
    datetime.date(2026, 1, 16)
    """
    return clock.now().astimezone(BEIJING).date()


def day_begins(day: date) -> datetime:
    """The first instant of a Beijing day, in UTC; the first there is for the calendar's first day.

    >>> day_begins(date(2026, 1, 16)).isoformat()
    '2026-01-15T16:00:00+00:00'
    """
    return _FIRST if day == date.min else datetime.combine(day, time(), BEIJING).astimezone(UTC)


def day_is_over(day: date) -> datetime:
    """The first instant after a Beijing day, in UTC; the last there is for its last day.

    >>> day_is_over(date(2026, 1, 16)) == day_begins(date(2026, 1, 17))
    True
    """
    return _LAST if day == date.max else day_begins(day + timedelta(days=1))


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(UTC)
