"""The worker: one thread that drains the outbox and seals the audit trail while the program runs.

Any number of processes may run one; the database sees to it that they share the work and never do it twice.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from puhui.ground.audit import seal_waiting
from puhui.ground.telemetry import log
from puhui.ground.work import Ground
from puhui.ground.worker.draining import Handler, Retry, drain_once

_IDLE_SECONDS: Final = 0.5
_TROUBLE_SECONDS: Final = 5.0
_STOP_SECONDS: Final = 10.0


@contextmanager
def working(ground: Ground, handlers: Mapping[str, Handler], retry: Retry | None = None) -> Iterator[None]:
    """Have a worker beside whatever runs inside; at the end it finishes the message it is at."""
    stop = threading.Event()
    thread = threading.Thread(
        target=_work_until, args=(stop, ground, handlers, retry), name="puhui-worker", daemon=True
    )
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


def _work_until(
    stop: threading.Event, ground: Ground, handlers: Mapping[str, Handler], retry: Retry | None
) -> None:
    while not stop.is_set():
        try:
            idle = work_once(ground, handlers, retry) == 0
        except Exception:
            log.exception("worker.round_failed")
            stop.wait(_TROUBLE_SECONDS)
        else:
            stop.wait(_IDLE_SECONDS if idle else 0)
