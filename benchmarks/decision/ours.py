"""Our side: a platform as `puhui up` runs it, filled with applicants whose evidence is complete."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import create_engine, text

from benchmarks.decision.applicants import Applicant, fill
from puhui.app.api import PERMISSIONS
from puhui.app.handlers import handlers_of
from puhui.app.outside import Outside
from puhui.app.party import platform_party
from puhui.ground import Actor, ActorKind, Ground, Mode, Settings, open_ground
from puhui.ground.identity import IssuedKey, NewKey, issue_key
from puhui.ground.permission import load_permissions
from puhui.ground.worker import work_once

CLERK: Final = Actor("benchmark", ActorKind.PERSON, frozenset({"admin"}), Mode.TEST)
_LOOK_SECONDS: Final = 0.2
_PATIENCE_SECONDS: Final = 600
_WAITING: Final = text("SELECT count(*) FROM ground.outbox WHERE done_at IS NULL AND dead_at IS NULL")


@dataclass(frozen=True, slots=True)
class Filled:
    """A house with applicants, and a key to ask with."""

    applicants: tuple[Applicant, ...]
    key: str

    def ask(self, number: int) -> tuple[str, dict[str, str]]:
        """Request number n: the applicants in turn."""
        applicant = self.applicants[number % len(self.applicants)]
        path = f"/api/v1/applications/{applicant.application_id}/decision"
        return path, {"Authorization": f"Bearer {self.key}"}


@dataclass(frozen=True, slots=True)
class Platform:
    """A running platform: the process that answers, and the one beside it that works off messages."""

    address: str
    pid: int

    @contextmanager
    def workers_stopped(self) -> Iterator[None]:
        """What we leave for later is not done at the other stack's expense."""
        beside = _children(self.pid)
        for pid in beside:
            _signalled(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in beside:
                _signalled(pid, signal.SIGCONT)


def filled(settings: Settings, count: int) -> Filled:
    """Fill a fresh platform, and work off what followed: books have come in, numbers are made ready."""
    with open_ground(settings) as ground:
        applicants = tuple(fill(lambda: ground.work(CLERK), count))
        handlers = handlers_of(platform_party(), Outside())
        while work_once(ground, handlers):
            pass
        return Filled(applicants, _key(ground))


@contextmanager
def platform(settings: Settings) -> Iterator[Platform]:
    """A running platform."""
    log = Path(tempfile.mkstemp(prefix="decision-ours-", suffix=".log")[1])
    command = [str(Path(sys.executable).with_name("puhui")), "up", "--port", "0"]
    environ = {**os.environ, **settings.to_env(), "PYTHONUNBUFFERED": "1"}
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environ)
    try:
        yield Platform(_address(log, process), process.pid)
    finally:
        process.terminate()
        process.wait(30)
        log.unlink()


def messages_waiting(settings: Settings) -> int:
    """How many messages nobody has worked off yet."""
    engine = create_engine(str(settings.database_url))
    with engine.connect() as connection:
        waiting: int = connection.execute(_WAITING).scalar_one()
    engine.dispose()
    return waiting


def wait_until_quiet(settings: Settings) -> None:
    """Until everything that followed from the filling has been worked off."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while messages_waiting(settings) and time.monotonic() < until:
        time.sleep(_LOOK_SECONDS)


def _address(log: Path, process: "subprocess.Popen[bytes]") -> str:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text()):
            return found[0]
        if process.poll() is not None:
            break
        time.sleep(_LOOK_SECONDS)
    raise RuntimeError(log.read_text())


def _children(pid: int) -> list[int]:
    return [int(found) for found in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()] + [
        int(found)
        for task in Path(f"/proc/{pid}/task").iterdir()
        if task.name != str(pid)
        for found in (task / "children").read_text().split()
    ]


def _signalled(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _key(ground: Ground) -> str:
    known = load_permissions(PERMISSIONS).roles
    with ground.work(CLERK) as work:
        issued = issue_key(work, NewKey("benchmark", Mode.TEST, frozenset({"operations"})), known)
    assert isinstance(issued, IssuedKey), issued
    return issued.secret_text
