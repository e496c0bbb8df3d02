"""The institution's business date follows the clock: once a day, after the hour in `PUHUI_END_OF_DAY_AT`.

A day that was missed (the machine was off) is closed as well, one after the other. What happens at the end of
a day is `servicing`'s; here is only when.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Final

from puhui.app.outside import Outside
from puhui.ground import SYSTEM, Ground, Mode
from puhui.ground.telemetry import log
from puhui.kernel import BEIJING, Problem
from puhui.servicing import business_date
from puhui.servicing.closing import end_of_day
from puhui.servicing.warning import warn_night

_LOOK_EVERY_SECONDS: Final = 30
OFF: Final = "off"


def day_due(now: datetime, closes_at: str) -> date | None:
    """The business date that should have begun by now: today from the hour on, yesterday before it.

    >>> from datetime import UTC
    >>> day_due(datetime(2026, 11, 23, 16, 29, tzinfo=UTC), "00:30")
    datetime.date(2026, 11, 23)
    >>> day_due(datetime(2026, 11, 23, 16, 30, tzinfo=UTC), "00:30")
    datetime.date(2026, 11, 24)
    """
    if closes_at == OFF:
        return None
    local = now.astimezone(BEIJING)
    begun = local.time() >= time.fromisoformat(closes_at)
    return local.date() if begun else local.date() - timedelta(days=1)


def close_due_days(ground: Ground, outside: Outside) -> bool:
    """Close every day that is over; False when none was."""
    due = day_due(ground.clock.now(), ground.settings.end_of_day_at)
    with ground.work(SYSTEM) as work:
        now_on = business_date(work)
    if due is None or now_on >= due:
        return False
    log.info("day.closing", business_date=now_on.isoformat(), until=due.isoformat())
    end_of_day(ground, outside.payments, SYSTEM, due)
    warn_every_mode(ground, due)
    return True


def warn_every_mode(ground: Ground, on: date) -> None:
    """Look at every customer for the night that has begun."""
    for mode in Mode:
        night = warn_night(ground, SYSTEM, mode, on)
        if isinstance(night, Problem):
            log.warning("warning.not_run", code=night.code)
        else:
            log.info("warning.done", mode=mode.value, customers=night.customers, warned=night.warned)


@contextmanager
def closing_days(ground: Ground, outside: Outside) -> Iterator[None]:
    """Look at the clock beside whatever runs inside."""
    stop = threading.Event()
    thread = threading.Thread(target=_until, args=(stop, ground, outside), name="puhui-days", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)


def _until(stop: threading.Event, ground: Ground, outside: Outside) -> None:
    while not stop.is_set():
        try:
            close_due_days(ground, outside)
        except Exception:
            log.exception("day.failed")
        stop.wait(_LOOK_EVERY_SECONDS)
