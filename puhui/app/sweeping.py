"""Forgetting, once an hour, what nobody needs any more: old keys, failed sign-ins, ended sessions."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from puhui.ground import SYSTEM, Ground
from puhui.ground.idempotency import forget_expired
from puhui.ground.identity import forget_old
from puhui.ground.telemetry import log

_EVERY_SECONDS: Final = 3_600


def sweep(ground: Ground) -> int:
    """One sweep; the number of rows that went."""
    with ground.work(SYSTEM) as work:
        keys = forget_expired(work.connection, work.now(), ground.settings.idempotency_hours)
        return keys + forget_old(work)


@contextmanager
def sweeping(ground: Ground) -> Iterator[None]:
    """Sweep beside whatever runs inside, the first time at once."""
    stop = threading.Event()
    thread = threading.Thread(target=_until, args=(stop, ground), name="puhui-sweep", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def _until(stop: threading.Event, ground: Ground) -> None:
    while not stop.is_set():
        try:
            log.info("sweep.done", rows=sweep(ground))
        except Exception:
            log.exception("sweep.failed")
        stop.wait(_EVERY_SECONDS)
