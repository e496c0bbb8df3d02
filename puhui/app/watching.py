"""The watch goes round beside everything else: each night the day before gets its numbers, and every quarter
of an hour somebody looks whether a figure is gone today. What is counted is `decision.watch`'s; here is when.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from puhui.app.party import Party
from puhui.decision.watch import PerformanceOf, look_today, watch_due
from puhui.ground import Ground, Mode
from puhui.ground.telemetry import log
from puhui.loan.mirror import mirrored_performances
from puhui.servicing import loan_performances

_LOOK_SECONDS: Final = 900.0
_FIRST_LOOK_SECONDS: Final = 60.0


def performance_of(party: Party) -> PerformanceOf:
    """Where this house learns what became of loans: an institution from its books, the platform from what it
    was told."""
    return loan_performances if party.is_institution else mirrored_performances


def watch_round(ground: Ground, party: Party) -> int:
    """Every day that is due, and a look at today; how many alarms began."""
    began = 0
    for mode in Mode:
        run = watch_due(ground, mode, performance_of(party))
        if run.days:
            log.info("watch.done", mode=mode.value, days=run.days, decisions=run.decisions)
        began += run.raised + look_today(ground, mode)
    return began


@contextmanager
def watching(ground: Ground, party: Party, look_seconds: float = _LOOK_SECONDS) -> Iterator[None]:
    """Watch beside whatever runs inside."""
    stop = threading.Event()
    thread = threading.Thread(
        target=_until, args=(stop, ground, party, look_seconds), name="puhui-watch", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def _until(stop: threading.Event, ground: Ground, party: Party, look_seconds: float) -> None:
    """Not at the very start: whoever opens the house waits for other things."""
    wait = min(_FIRST_LOOK_SECONDS, look_seconds)
    while not stop.wait(wait):
        wait = look_seconds
        try:
            watch_round(ground, party)
        except Exception:
            log.exception("watch.failed")
