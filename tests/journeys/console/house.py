"""A platform with its console, running in this process, and made-up people who work there."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import uvicorn
from sqlalchemy import text

from puhui.app.api import PERMISSIONS, create_app
from puhui.app.outside import Outside
from puhui.app.party import Party, platform_party
from puhui.app.running import running
from puhui.ground import SYSTEM, Actor, ActorKind, Ground, Mode
from puhui.ground.identity import create_account
from puhui.ground.permission import load_permissions
from puhui.kernel import Problem

PASSWORD: Final = "made-up-evening-1"
STAFF: Final[Mapping[str, frozenset[str]]] = {
    "chen.risk": frozenset({"risk_analyst"}),
    "wang.review": frozenset({"reviewer"}),
    "zhao.senior": frozenset({"reviewer", "senior_reviewer"}),
    "li.ops": frozenset({"operations"}),
    "sun.approve": frozenset({"rule_approver"}),
    "he.audit": frozenset({"auditor"}),
    "gu.dev": frozenset({"developer"}),
    "admin": frozenset({"admin"}),
}
_SECOND_ADMIN: Final = "admin.two"


@dataclass
class Console:
    """The running house: where it listens, its ground for what a test arranges, who works there."""

    address: str
    ground: Ground
    party: Party
    accounts: dict[str, UUID] = field(default_factory=dict)
    applications: dict[str, UUID] = field(default_factory=dict)
    """Made-up applications by what they show: `approve`, `refer`, `decline`, `fresh` …"""

    def staff(self, login: str) -> Actor:
        """Somebody of the house, as an actor of a work in a test."""
        return Actor(str(self.accounts[login]), ActorKind.PERSON, STAFF[login], Mode.LIVE)

    def end_sessions(self, login: str) -> None:
        """As if the session's hours had passed."""
        over = {"holder": self.accounts[login], "then": self.ground.clock.now() - timedelta(seconds=1)}
        ended = text("UPDATE ground.session SET expires_at = :then WHERE holder_id = :holder")
        with self.ground.engine.begin() as connection:
            connection.execute(ended, over)


@contextmanager
def open_console(ground: Ground, built: Path, party: Party | None = None) -> Iterator[Console]:
    """The application behind a real socket with its workers, and everybody hired."""
    party = party or platform_party()
    outside = Outside()
    app = create_app(ground, party=party, outside=outside, is_demo=True)
    app.state.console = built
    accounts = hire(ground)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run)
    with running(ground, party, outside):
        thread.start()
        while not server.started:
            thread.join(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            yield Console(f"http://127.0.0.1:{port}", ground, party, accounts)
        finally:
            server.should_exit = True
            thread.join()


def hire(ground: Ground) -> dict[str, UUID]:
    """Accounts for everybody; roles that the house does not know yet are left out."""
    table = load_permissions(PERMISSIONS)
    hired: dict[str, UUID] = {}
    with ground.work(SYSTEM) as work:
        for login, roles in {**STAFF, _SECOND_ADMIN: frozenset({"admin"})}.items():
            known = table.roles_for(None)
            made = create_account(work, login, PASSWORD, roles & known or {"operations"}, known)
            assert not isinstance(made, Problem), made
            hired[login] = made.id
    return hired
