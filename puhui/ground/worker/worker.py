"""The worker: one thread that drains the outbox and seals the audit trail while the program runs.

Any number of processes may run one; the database sees to it that they share the work and never do it twice.
"""

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from puhui.ground.audit import seal_waiting
from puhui.ground.telemetry import log
from puhui.ground.work import Ground
from puhui.ground.worker.draining import Handler, Retry, drain_once
from puhui.ground.worker.pace import Pace

_IDLE_SECONDS: Final = 0.5
_TROUBLE_SECONDS: Final = 5.0
_STOP_SECONDS: Final = 10.0


@contextmanager
def working(
    ground: Ground,
    handlers: Mapping[str, Handler],
    retry: Retry | None = None,
    *,
    sharing: Collection[str] = (),
    pace: Pace | None = None,
) -> Iterator[None]:
    """Have a worker beside whatever runs inside; at the end it finishes the message it is at.

    With a `pace` it rests after a message where the machine is busy, and does not wait for the disk: only for
    handlers that reach nobody outside. `sharing` as in `drain_once`.
    """
    stop = threading.Event()

    def round_() -> int:
        if pace is None:
            return drain_once(ground, handlers, retry=retry, sharing=sharing).handled + seal_once(ground)
        return _paced(stop, ground, handlers, retry, pace)

    thread = threading.Thread(target=_work_until, args=(stop, round_), name="puhui-worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(_STOP_SECONDS)


def work_once(ground: Ground, handlers: Mapping[str, Handler], retry: Retry | None = None) -> int:
    """One round: messages, then seals; gives how much there was to do."""
    drained = drain_once(ground, handlers, retry=retry)
    return drained.handled + seal_once(ground)


def seal_once(ground: Ground) -> int:
    """Seal one batch of audit entries; gives how many."""
    return seal_waiting(
        ground.engine, ground.vault.keys.audit, ground.settings.audit_head, ground.clock.now()
    )


def _paced(
    stop: threading.Event, ground: Ground, handlers: Mapping[str, Handler], retry: Retry | None, pace: Pace
) -> int:
    """One message, and the rest that it needs. What it wrote into the trail another worker seals."""
    started = time.monotonic()
    handled = drain_once(ground, handlers, 1, retry, waits_for_disk=False).handled
    if handled:
        stop.wait(pace.rest_seconds(time.monotonic() - started))
    return handled


def _work_until(stop: threading.Event, one_round: Callable[[], int]) -> None:
    while not stop.is_set():
        try:
            idle = one_round() == 0
        except Exception:
            log.exception("worker.round_failed")
            stop.wait(_TROUBLE_SECONDS)
        else:
            stop.wait(_IDLE_SECONDS if idle else 0)
