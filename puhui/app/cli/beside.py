"""What happens beside requests: in a process of its own, or where faults are played, in this one.

Python runs one thread at a time. An offer that is worked out between two requests would hold both up; in a
process of its own it does not (docs/decisions/0022). A demonstration, and a process that is told to fail on
purpose, stay whole: what is switched here must be felt by the messages that leave.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from puhui.app.outside import Outside
from puhui.app.party import Party
from puhui.app.running import running
from puhui.ground import Ground
from puhui.ground.telemetry import log

_COMMAND: Final = (sys.executable, "-m", "puhui.app.working")
_AGAIN_SECONDS: Final = 2.0
_STOP_SECONDS: Final = 15.0


@contextmanager
def beside(ground: Ground, party: Party, outside: Outside, *, is_demo: bool) -> Iterator[None]:
    """Workers, sweeping and the closing of days, until what is inside has ended."""
    if is_demo or ground.settings.faults:
        with running(ground, party, outside):
            yield
        return
    with _kept_running({**os.environ, **ground.settings.to_env()}):
        yield


@contextmanager
def _kept_running(environ: dict[str, str]) -> Iterator[None]:
    """A second process, started again should it ever end by itself."""
    stop = threading.Event()
    keeper = threading.Thread(target=_keep, args=(environ, stop), name="puhui-beside", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join(_STOP_SECONDS)


def _keep(environ: dict[str, str], stop: threading.Event) -> None:
    while not stop.is_set():
        with subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, env=environ) as child:  # noqa: S603
            while child.poll() is None and not stop.wait(_AGAIN_SECONDS / 10):
                pass
            _let_go(child)
        if not stop.is_set():
            log.error("working.ended", status=child.returncode)
            stop.wait(_AGAIN_SECONDS)


def _let_go(child: "subprocess.Popen[bytes]") -> None:
    """Close its input and wait; it is in nobody's way for longer than a message takes."""
    assert child.stdin is not None  # noqa: S101 - it was asked for
    child.stdin.close()
    try:
        child.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
