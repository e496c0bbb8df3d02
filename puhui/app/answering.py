"""`python -m puhui.app.answering DESCRIPTOR`: one more process that answers at the port of `puhui up`.

Python answers on one core; where there are more, `puhui up --processes` starts some of these. They share its
listening socket and everything in PostgreSQL, and go when whoever started them lets go of their standard
input.
"""

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

import uvicorn
from fastapi import FastAPI

from puhui.app.api import create_app
from puhui.app.party import party_of
from puhui.app.providers import outside_of
from puhui.ground import Settings, Unavailable, open_ground
from puhui.ground.telemetry import configure_logs, log
from puhui.kernel import Problem

PATIENCE_SECONDS: Final = 10
"""How long requests under way are given to finish when we are told to stop."""


def main() -> int:
    """Answer until the one who started us is gone."""
    answering: list[uvicorn.Server] = []
    threading.Thread(target=_until_let_go, args=(answering,), daemon=True).start()
    settings = Settings.from_env()
    configure_logs(level=settings.log_level, json=settings.log_json)
    try:
        _answer(settings, socket.socket(fileno=int(sys.argv[1])), answering)
    except Unavailable as unavailable:
        log.error("answering.unavailable", code=unavailable.problem.code)
        return 3
    return 0


def config_of(app: FastAPI) -> uvicorn.Config:
    """How an application is served, here and by `puhui up`."""
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=PATIENCE_SECONDS,
    )


class _Led(uvicorn.Server):
    """Stops when it is let go; a Ctrl-C is meant for whoever started us."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        yield


def _answer(settings: Settings, listening: socket.socket, answering: list[uvicorn.Server]) -> None:
    party = party_of(settings)
    if isinstance(party, Problem):
        raise Unavailable(party)
    with ExitStack() as closing:
        ground = closing.enter_context(open_ground(settings, institution=settings.institution))
        outside = outside_of(ground, party, closing)
        server = _Led(config_of(create_app(ground, party=party, outside=outside)))
        answering.append(server)
        server.run(sockets=[listening])


def _until_let_go(answering: list[uvicorn.Server]) -> None:
    """Requests under way are finished; before the first one there is nothing to finish."""
    sys.stdin.buffer.read()
    if not answering:
        os._exit(0)
    answering[0].should_exit = True


if __name__ == "__main__":
    sys.exit(main())
