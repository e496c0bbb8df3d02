"""One process of the town: its ground, its application, its outbox; it may die and be started again."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field

import httpx
from fastapi import FastAPI

from puhui.app.closing_day import close_due_days
from puhui.app.outside import Outside
from puhui.app.party import Party
from puhui.app.sweeping import run_out
from puhui.ground import Actor, Ground, Work
from puhui.ground.outbox import backlog
from puhui.ground.worker import Handler, drain_once, seal_once
from tests.simulation.acting.applying import STAFF
from tests.simulation.faults.crashes import Fuse, was_killed
from tests.simulation.wires.asgi import AsgiTransport


@dataclass(frozen=True, slots=True)
class Program:
    """What `puhui up` starts on a ground: the application and the handlers of its outbox."""

    app: FastAPI
    handlers: Mapping[str, Handler]


@dataclass(slots=True)
class House:
    """A platform or an institution. `start` makes its program anew, as a restart would."""

    code: str
    ground: Ground
    party: Party
    outside: Outside
    fuse: Fuse
    start: Callable[[], Program]
    closing: ExitStack
    program: Program = field(init=False)
    deaths: int = 0
    is_restless: bool = True
    """Whether a message may be due: something was done here since the last one was sent."""

    def __post_init__(self) -> None:
        self.program = self.start()

    @contextmanager
    def work(self, actor: Actor = STAFF) -> Iterator[Work]:
        """A piece of work in this house, by its staff unless somebody else is named."""
        self.is_restless = True
        with self.ground.work(actor) as work:
            yield work

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer over HTTP; a house that dies of it starts again and the request is lost."""
        self.is_restless = True
        try:
            return AsgiTransport(self.program.app).handle_request(request)
        except BaseException as error:
            if was_killed(error):
                self.restart()
            raise

    def drain(self) -> int:
        """Send what is due; gives how much there was to do. Dying of it is a restart."""
        done = 0
        self.is_restless = False
        with self.surviving():
            done = drain_once(self.ground, self.program.handlers, 200).handled
        self.is_restless = self.is_restless or done > 0
        return done

    def has_waiting(self) -> bool:
        """Whether a message is still to be handled, now or later."""
        with self.ground.engine.connect() as connection:
            return backlog(connection).waiting > 0

    def seal(self) -> None:
        """Seal the audit trail."""
        with self.surviving():
            while seal_once(self.ground):
                pass

    def run_out(self) -> None:
        """End what has waited too long, as the worker does every minute."""
        self.is_restless = True
        with self.surviving():
            run_out(self.ground, self.party, self.outside)

    def close_days(self) -> None:
        """Close every business day that is over."""
        self.is_restless = True
        with self.surviving():
            close_due_days(self.ground, self.outside)

    @contextmanager
    def surviving(self) -> Iterator[None]:
        """Whoever dies inside is started again; the caller goes on, as the rest of the town does."""
        try:
            yield
        except BaseException as error:
            if not was_killed(error):
                raise
            self.restart()

    def restart(self) -> None:
        """The process is gone with its connections; another one starts on the same database."""
        self.deaths += 1
        self.fuse.put_out()
        self.fuse.has_killed = False
        self.ground.tenants.close()
        self.ground.engine.dispose()
        self.program = self.start()

    def close(self) -> None:
        """The end of the run."""
        with suppress(Exception):
            self.closing.close()
