"""Processes of ours beside this one: started, started again should one end by itself, let go with us."""

import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from puhui.ground.telemetry import log

_AGAIN_SECONDS: Final = 2.0
_STOP_SECONDS: Final = 15.0


@contextmanager
def kept_running(
    command: Sequence[str], environ: Mapping[str, str], keep_open: Sequence[int] = ()
) -> Iterator[None]:
    """A process until what is inside has ended. It holds our pipe as its standard input and goes when that
    closes, however we ended; `keep_open` are descriptors that it shares."""
    stop = threading.Event()
    asked = (command, environ, keep_open, stop)
    keeper = threading.Thread(target=_keep, args=asked, name="puhui-beside", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join(_STOP_SECONDS)


def _keep(
    command: Sequence[str], environ: Mapping[str, str], keep_open: Sequence[int], stop: threading.Event
) -> None:
    while not stop.is_set():
        with subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, env=dict(environ), pass_fds=keep_open
        ) as child:
            while child.poll() is None and not stop.wait(_AGAIN_SECONDS / 10):
                pass
            _let_go(child)
        if not stop.is_set():
            log.error("child.ended", module=command[2], status=child.returncode)
            stop.wait(_AGAIN_SECONDS)


def _let_go(child: "subprocess.Popen[bytes]") -> None:
    """Close its input and wait; it is in nobody's way for longer than a message takes."""
    assert child.stdin is not None  # noqa: S101 - it was asked for
    child.stdin.close()
    try:
        child.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
