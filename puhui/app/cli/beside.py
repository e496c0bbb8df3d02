"""What happens beside requests: in a process of its own, or where faults are played, in this one.

Python runs one thread at a time. An offer that is worked out between two requests would hold both up; in a
process of its own it does not (docs/decisions/0022). A demonstration, and a process that is told to fail on
purpose, stay whole: what is switched here must be felt by the messages that leave.
"""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from puhui.app.cli.children import kept_running
from puhui.app.outside import Outside
from puhui.app.party import Party
from puhui.app.running import running
from puhui.ground import Ground

_WORKING: Final = (sys.executable, "-m", "puhui.app.working")
_ANSWERING: Final = (sys.executable, "-m", "puhui.app.answering")


@contextmanager
def beside(ground: Ground, party: Party, outside: Outside, *, is_demo: bool) -> Iterator[None]:
    """Workers, sweeping and the closing of days, until what is inside has ended."""
    if _is_whole(ground, is_demo):
        with running(ground, party, outside):
            yield
        return
    with kept_running(_WORKING, {**os.environ, **ground.settings.to_env()}):
        yield


@contextmanager
def answered_together(ground: Ground, listening: socket.socket, *, is_demo: bool) -> Iterator[None]:
    """The other processes that the settings want answer at the same port, until what is inside has ended."""
    environ = {**os.environ, **ground.settings.to_env()}
    command = (*_ANSWERING, str(listening.fileno()))
    others = 0 if _is_whole(ground, is_demo) else ground.settings.processes - 1
    with ExitStack() as closing:
        for _ in range(others):
            closing.enter_context(kept_running(command, environ, [listening.fileno()]))
        yield


def _is_whole(ground: Ground, is_demo: bool) -> bool:
    return is_demo or bool(ground.settings.faults)
