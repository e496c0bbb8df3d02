"""The graph's snapshots, written when they are due, beside everything else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from puhui.graph.serving import Made, keep_snapshot, warm
from puhui.ground import Ground, Mode
from puhui.ground.telemetry import log

_LOOK_SECONDS: Final = 60.0


@contextmanager
def snapshotting(ground: Ground, look_seconds: float = _LOOK_SECONDS) -> Iterator[None]:
    """Look once a minute whether a snapshot is due, while whatever is inside runs."""
    stop = threading.Event()
    thread = threading.Thread(
        target=_until, args=(stop, ground, look_seconds), name="puhui-snapshots", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def snapshot_due(ground: Ground) -> None:
    """Write what is due, of real business and of trying out."""
    for mode in Mode:
        made = keep_snapshot(ground.engine, ground.settings.home, mode, ground.clock.now())
        if isinstance(made, Made):
            log.info("graph.snapshot", mode=mode.value, nodes=made.nodes, edges=made.edges)
        elif made is not None:
            log.warning("graph.snapshot_failed", mode=mode.value, code=made.code)


def _until(stop: threading.Event, ground: Ground, look_seconds: float) -> None:
    """What walks is made ready at the first look, so that nobody waits for it."""
    is_warm = False
    while not stop.wait(look_seconds):
        try:
            if not is_warm:
                warm()
                is_warm = True
            snapshot_due(ground)
        except Exception:
            log.exception("graph.snapshot_failed")
