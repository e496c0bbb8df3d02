"""Shadows decide beside, in a thread of their own: nobody waits for them; on a busy machine they rest."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from puhui.decision import Policy
from puhui.decision.shadow import shadow_step
from puhui.ground import SYSTEM, Ground, Mode
from puhui.ground.telemetry import log
from puhui.ground.worker import Pace

_LOOK_SECONDS: Final = 5.0
_AT_ONCE: Final = 20
"""Decisions of one transaction: some hundredths of a second."""


@contextmanager
def trying(ground: Ground, base: Policy, look_seconds: float = _LOOK_SECONDS) -> Iterator[None]:
    """Let shadows decide what comes in while whatever is inside runs. `base` is the house's own policy."""
    stop = threading.Event()
    thread = threading.Thread(
        target=_until, args=(stop, ground, base, look_seconds), name="puhui-shadows", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def try_once(ground: Ground, base: Policy) -> int:
    """One round over real business and trying out; how many decisions were made beside."""
    made = 0
    for mode in Mode:
        with ground.work(replace(SYSTEM, mode=mode)) as work:
            made += shadow_step(work, base, _AT_ONCE)
    return made


def _until(stop: threading.Event, ground: Ground, base: Policy, look_seconds: float) -> None:
    pace = Pace(ground.settings.worker_rests)
    wait_seconds = look_seconds
    while not stop.wait(wait_seconds):
        started = time.monotonic()
        try:
            made = try_once(ground, base)
        except Exception:
            log.exception("trial.shadow_failed")
            made = 0
        wait_seconds = pace.rest_seconds(time.monotonic() - started) if made else look_seconds
