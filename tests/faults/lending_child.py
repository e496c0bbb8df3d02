"""What a breeder runs: open a house once, then fork a process of it for every line that comes in.

`serve`: the application on the inherited socket, and workers that never rest. `draw`: the same, and one
drawdown reserved after another (`draw one`: a single one), so that wherever it is shot it is lending.
Everything that takes long is done before the fork; what a connection is made of, after it.
"""

import json
import os
import socket
import sys
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import uvicorn
from fastapi import FastAPI

from puhui.app.api import create_app
from puhui.app.handlers import DELIVERIES, handlers_of
from puhui.app.party import party_of
from puhui.app.providers import outside_of
from puhui.ground import Ground, Settings, open_ground
from puhui.ground.telemetry import configure_logs
from puhui.ground.worker import Handler, work_once
from puhui.kernel import Problem
from puhui.loan import reserve_drawdown
from tests.simulation.acting.applying import as_borrower

DRAWN_FEN = 10_000
"""The smallest drawdown: a hundred yuan."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a breeder is told on its command line. `contract` and `subject` say who draws."""

    home: str
    url: str
    code: str
    address: str
    rail: str
    socket: int
    contract: str
    subject: str

    def settings(self) -> Settings:
        """The settings of this house."""
        is_bank = self.code != "platform"
        return Settings(
            home=Path(self.home),
            database_url=self.url,
            durable=False,
            institution=self.code if is_bank else None,
            public_url=self.address,
            payments_url=self.rail if is_bank else None,
        )


def breed(written: str) -> None:
    """Read lines until there are no more."""
    told = Told(**json.loads(written))
    configure_logs(level="error", json=True)
    settings = told.settings()
    with ExitStack() as closing:
        ground = closing.enter_context(open_ground(settings, institution=settings.institution))
        party = party_of(settings)
        assert not isinstance(party, Problem)
        outside = outside_of(ground, party, closing)
        app, handlers = create_app(ground, party=party, outside=outside), handlers_of(party, outside)
        _let_go(ground)
        _say("ready")
        for line in sys.stdin:
            child = os.fork()
            if child == 0:
                _live(ground, app, handlers, told, line.strip())
            _say(str(child))
            _say(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


def _live(ground: Ground, app: FastAPI, handlers: Mapping[str, Handler], told: Told, what: str) -> None:
    """Until it is killed."""
    elsewhere = {topic: one for topic, one in handlers.items() if topic in DELIVERIES}
    here = {topic: one for topic, one in handlers.items() if topic not in DELIVERIES}
    for some in (here, elsewhere):
        threading.Thread(target=_restless, args=(ground, some), daemon=True).start()
    if what.startswith("draw"):
        most = 1 if what == "draw one" else 1_000
        threading.Thread(target=_draw, args=(ground, told, most), daemon=True).start()
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=told.socket)])


def _restless(ground: Ground, handlers: Mapping[str, Handler]) -> None:
    pause = threading.Event()
    while True:
        pause.wait(0.002 if work_once(ground, handlers) == 0 else 0)


def _draw(ground: Ground, told: Told, most: int) -> None:
    """One hundred yuan after another."""
    pause = threading.Event()
    for number in range(most):
        with ground.work(as_borrower(UUID(told.subject))) as work:
            reserve_drawdown(work, UUID(told.contract), DRAWN_FEN, f"{os.getpid()}-{number}")
        pause.wait(0.05)


def _let_go(ground: Ground) -> None:
    """No connection is taken over by a child."""
    ground.tenants.close()
    ground.engine.dispose()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
