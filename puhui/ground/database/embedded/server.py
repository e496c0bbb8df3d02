"""Having the embedded server: take a lease on the keeper of this data folder, starting it if nobody has.

A lease is an open connection; the kernel closes it however this process ends, so nothing here needs an exit
handler. Two processes that start at once agree by a file lock; the second finds the first one's keeper.
"""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from puhui.ground.database.embedded import troubles
from puhui.ground.database.embedded.holding import held
from puhui.ground.database.embedded.place import Place, settle
from puhui.ground.database.embedded.plan import SUPERUSER, plan_for
from puhui.ground.unavailable import Unavailable

_KEEPER: Final = Path(__file__).with_name("keeper")
_PATIENCE_SECONDS: Final = 150.0
_LOG_BYTES: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Server:
    """A running PostgreSQL that stays for as long as the lease is open."""

    sockets: Path
    keeper_pid: int
    log: Path

    def url(self, database: str = "postgres") -> str:
        """Where to connect; there is no TCP port, only a socket in a private folder."""
        return f"postgresql+psycopg://{SUPERUSER}@/{database}?host={self.sockets}"


@contextmanager
def embedded_server(home: Path, *, durable: bool = True, steadfast: bool = True) -> Iterator[Server]:
    """The embedded PostgreSQL of one data folder. `durable=False` (tests only) does not wait for the disk.

    Where keeper or server are killed under us, `steadfast` starts them again at the same address.
    """
    place = settle(home)
    lease, told = _lease(place, durable)
    server = Server(Path(told["ready"]), told["keeper"], Path(told["log"]))
    if steadfast:
        with held(lease, lambda: _lease(place, durable)[0]):
            yield server
        return
    try:
        yield server
    finally:
        lease.close()


def _lease(place: Place, durable: bool) -> tuple[socket.socket, dict[str, Any]]:
    with _one_starter_at_a_time(place.folder):
        joined = _join(place.runtime)
        if joined is not None:
            return joined
        lease, told = _start_keeper(place, durable)
    if "ready" not in told:
        lease.close()
        log = place.folder / "postgres.log"
        raise Unavailable(troubles.from_keeper(told.get("trouble", "start"), told.get("said", ""), log))
    return lease, told


@contextmanager
def _one_starter_at_a_time(folder: Path) -> Iterator[None]:
    try:
        lock = os.open(folder / "start.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Unavailable(troubles.unwritable(folder, error)) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _join(runtime: Path) -> tuple[socket.socket, dict[str, Any]] | None:
    """A lease on a keeper that is already there, or None when there is none (or it is just leaving)."""
    lease = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        lease.connect(str(runtime / "keeper"))
        told = _hear(lease, 10.0)
    except OSError:
        told = None
    if told is None or "ready" not in told:
        lease.close()
        return None
    return lease, told


def _start_keeper(place: Place, durable: bool) -> tuple[socket.socket, dict[str, Any]]:
    plan = json.dumps(plan_for(place, durable=durable))
    _open_log(place.folder / "postgres.log").close()
    ours, theirs = socket.socketpair()
    with theirs, _open_log(place.folder / "keeper.log") as log:
        subprocess.Popen(  # noqa: S603 - our own script and plan
            [sys.executable, "-I", "-S", str(_KEEPER), plan, str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
            cwd="/",
        )
    return ours, _hear(ours, _PATIENCE_SECONDS) or {"trouble": "start"}


def _open_log(path: Path) -> BinaryIO:
    try:
        if path.exists() and path.stat().st_size > _LOG_BYTES:
            path.replace(path.with_suffix(".log.1"))
        return path.open("ab")
    except OSError as error:
        raise Unavailable(troubles.unwritable(path, error)) from None


def _hear(lease: socket.socket, seconds: float) -> dict[str, Any] | None:
    """One line from the keeper, or None when it went away or said nothing in time."""
    heard = b""
    deadline = time.monotonic() + seconds
    while not heard.endswith(b"\n"):
        lease.settimeout(max(0.001, deadline - time.monotonic()))
        try:
            part = lease.recv(65536)
        except TimeoutError:
            return None
        if not part:
            return None
        heard += part
    lease.settimeout(None)
    told: dict[str, Any] = json.loads(heard)
    return told
