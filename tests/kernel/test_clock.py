"""Clocks: what time it is comes in as an argument."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest

from puhui.kernel import BEIJING, MovableClock, day_begins, day_is_over

MONDAY = datetime(2026, 11, 23, 2, tzinfo=UTC)


def test_a_movable_clock_stands_still_until_it_is_moved() -> None:
    """Set to an instant in any zone, it tells UTC."""
    clock = MovableClock(MONDAY)
    assert clock.now() == clock.now() == MONDAY
    clock.set(datetime(2026, 12, 1, 8, tzinfo=BEIJING))
    assert clock.now().isoformat() == "2026-12-01T00:00:00+00:00"


def test_a_movable_clock_refuses_a_time_of_nowhere() -> None:
    """Without a zone nobody knows which instant is meant; the clock stays where it was."""
    clock = MovableClock(MONDAY)
    with pytest.raises(ValueError, match="time zone"):
        clock.set(datetime(2026, 12, 1))  # noqa: DTZ001 - that is the point
    assert clock.now() == MONDAY


def test_no_step_is_lost_between_threads() -> None:
    """Eight threads that each advance it a thousand seconds move it eight thousand."""
    clock = MovableClock(MONDAY)

    def walk() -> None:
        for _ in range(1000):
            clock.advance(timedelta(seconds=1))

    walkers = [Thread(target=walk) for _ in range(8)]
    for walker in walkers:
        walker.start()
    for walker in walkers:
        walker.join()
    assert clock.now() - MONDAY == timedelta(seconds=8000)


def test_every_day_of_the_calendar_begins_and_ends() -> None:
    """A day in Beijing begins the evening before in UTC; the calendar has a first and a last."""
    assert day_begins(date(2026, 11, 23)) == datetime(2026, 11, 22, 16, tzinfo=UTC)
    assert day_is_over(date(2026, 11, 23)) == datetime(2026, 11, 23, 16, tzinfo=UTC)
    assert day_begins(date.min) == datetime.min.replace(tzinfo=UTC)
    assert day_is_over(date.max).astimezone(BEIJING).date() == date.max
