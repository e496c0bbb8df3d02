"""What ends by itself: hand-overs and reservations by the minute, keys, tries and applications by the hour.

Nothing here decides: each room knows how long its own things last.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Final

from puhui.app.outside import Outside
from puhui.app.party import Party
from puhui.exchange import BINDING, OPEN, Handover, expire_handovers, forget_nonces, handover_of
from puhui.ground import SYSTEM, Ground, Mode, Work
from puhui.ground.idempotency import forget_expired
from puhui.ground.identity import forget_old
from puhui.ground.outbox import forget_done
from puhui.ground.telemetry import log
from puhui.identify import forget_old_files
from puhui.intake import Application, expire_application, idle_applications
from puhui.loan import contract_for, expire_drawdowns
from puhui.servicing import business_date

_MINUTE_SECONDS: Final = 60
_MINUTES_PER_HOUR: Final = 60
_MOST_AT_ONCE: Final = 200


def sweep(ground: Ground) -> int:
    """Forget what nobody needs any more; the number of rows that went."""
    settings = ground.settings
    with ground.work(SYSTEM) as work:
        keys = forget_expired(work.connection, work.now(), settings.idempotency_hours)
        told = forget_done(work.connection, work.now() - timedelta(days=settings.outbox_days))
        return keys + told + forget_old(work) + forget_nonces(work) + forget_old_files(work)


def expire_idle(ground: Ground, party: Party) -> int:
    """End applications on which nothing has happened for long; how many. One with an open hand-over or a
    contract is not idle."""
    before = ground.clock.now() - timedelta(days=ground.settings.stale_days)
    ended = 0
    for mode in Mode:
        with ground.work(replace(SYSTEM, mode=mode)) as work:
            for asked in idle_applications(work, before, _MOST_AT_ONCE):
                if not _goes_on(work, party, asked):
                    expire_application(work, asked.id)
                    ended += 1
    return ended


def run_out(ground: Ground, party: Party, outside: Outside) -> int:
    """End what has waited too long for the other side; how many. A reservation ends only after the rail has
    said that it can never pay."""
    if party.is_institution:
        return _expire_all(ground, outside)
    with ground.work(SYSTEM) as work:
        return expire_handovers(work)


def _expire_all(ground: Ground, outside: Outside) -> int:
    """A round is bounded and a transaction of its own, so that a slow rail holds few rows."""
    ended, now = 0, 1
    while now:
        with ground.work(SYSTEM) as work:
            now = expire_drawdowns(work, outside.payments, business_date(work))
        ended += now
    return ended


def sweep_all(ground: Ground, party: Party) -> int:
    """The hourly round."""
    return sweep(ground) + expire_idle(ground, party)


@contextmanager
def sweeping(ground: Ground, party: Party, outside: Outside) -> Iterator[None]:
    """Sweep beside whatever runs inside, the first time at once."""
    stop = threading.Event()
    thread = threading.Thread(
        target=_until, args=(stop, ground, party, outside), name="puhui-sweep", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def _goes_on(work: Work, party: Party, asked: Application) -> bool:
    if party.is_institution:
        return contract_for(work, asked.id) is not None
    handed = handover_of(work, asked.id)
    return isinstance(handed, Handover) and handed.status in OPEN | BINDING


def _until(stop: threading.Event, ground: Ground, party: Party, outside: Outside) -> None:
    hour_due = time.monotonic()
    while not stop.is_set():
        try:
            run_out(ground, party, outside)
            if time.monotonic() >= hour_due:
                log.info("sweep.done", rows=sweep_all(ground, party))
                hour_due = time.monotonic() + _MINUTE_SECONDS * _MINUTES_PER_HOUR
        except Exception:
            log.exception("sweep.failed")
        stop.wait(_MINUTE_SECONDS)
