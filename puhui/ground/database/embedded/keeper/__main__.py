"""The keeper: one small process a data folder; it holds PostgreSQL as its child and lets nothing survive it.

Run as a folder (`python -I -S keeper PLAN LEASE_FD`), standard library only, so that it starts in
milliseconds and stays small. It never speaks SQL. Who is using the server is known from *leases*: open
connections to its control socket, which the kernel closes however their owner dies. When the last one is
gone the keeper stops PostgreSQL and ends. When the keeper itself is killed, the kernel tells the postmaster
to quit (`PR_SET_PDEATHSIG`; Linux). Elsewhere the next start finds what was left behind and stops it.
"""

import fcntl
import json
import os
import selectors
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from puhui.ground.database.embedded.keeper.postmaster import POLL_SECONDS, Postmaster, TroubleError
else:
    from postmaster import POLL_SECONDS, Postmaster, TroubleError

HELD_BY_ANOTHER_SECONDS = 45.0


class Keeper:
    """Keeps one PostgreSQL for as long as anybody holds a lease."""

    def __init__(self, plan: dict[str, Any], first_lease: socket.socket) -> None:
        self.plan = plan
        self.runtime = Path(plan["runtime"])
        self.postmaster = Postmaster(plan, self._pause)
        self.leases = {first_lease}
        self.selector = selectors.DefaultSelector()
        self.selector.register(first_lease, selectors.EVENT_READ)
        self.told_to_stop = False

    def run(self) -> None:
        """One life: lock the folder, start, serve leases, stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        try:
            lock = self._hold_folder()
        except TroubleError as trouble:
            self._tell(self.leases, {"trouble": trouble.code, "said": ""})
            return
        try:
            self._make_runtime()
            self.postmaster.start()
            self._serve(self._open_door())
        except TroubleError as trouble:
            self._tell(self.leases, {"trouble": trouble.code, "said": trouble.said})
        except OSError as error:
            self._tell(self.leases, {"trouble": "start", "said": os.strerror(error.errno or 0)})
        finally:
            self.postmaster.stop()
            shutil.rmtree(self.runtime, ignore_errors=True)
            os.close(lock)

    def _on_signal(self, *_: object) -> None:
        self.told_to_stop = True

    def _pause(self) -> None:
        self._watch(POLL_SECONDS)
        if not self.leases or self.told_to_stop:
            raise TroubleError("abandoned")

    def _hold_folder(self) -> int:
        """The folder's lock, for life. An earlier keeper may still be stopping: wait for it."""
        lock = os.open(self.plan["lock"], os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        deadline = time.monotonic() + HELD_BY_ANOTHER_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._pause()
                if time.monotonic() > deadline:
                    raise TroubleError("held") from None
            else:
                return lock

    def _make_runtime(self) -> None:
        self.runtime.mkdir(mode=0o711, exist_ok=True)
        if self.runtime.lstat().st_uid != os.geteuid():
            raise TroubleError("runtime_not_private")
        sockets = self.runtime / "pg"
        sockets.mkdir(mode=0o700, exist_ok=True)
        for left in (*sockets.iterdir(), self.runtime / "keeper"):
            left.unlink(missing_ok=True)
        if self.plan["uid"] is not None:
            os.chown(sockets, self.plan["uid"], self.plan["gid"])
        who_gets_in = self.runtime / "who_gets_in"
        who_gets_in.write_text(self.plan["who_gets_in"])
        who_gets_in.chmod(0o644)

    def _open_door(self) -> socket.socket:
        door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        path = self.runtime / "keeper"
        door.bind(str(path))
        path.chmod(0o600)
        door.listen(128)
        self.selector.register(door, selectors.EVENT_READ)
        return door

    def _serve(self, door: socket.socket) -> None:
        ready = {"ready": str(self.runtime / "pg"), "keeper": os.getpid(), "log": self.plan["log"]}
        self._tell(self.leases, ready)
        while self.leases and not self.told_to_stop and not self.postmaster.ended():
            self._tell(self._watch(0.5, door), ready)
        (self.runtime / "keeper").unlink(missing_ok=True)
        door.close()

    def _watch(self, seconds: float, door: socket.socket | None = None) -> list[socket.socket]:
        """Wait for leases to come or go, and return those that came."""
        came: list[socket.socket] = []
        for key, _ in self.selector.select(seconds):
            if key.fileobj is door and door is not None:
                lease, _address = door.accept()
                self.leases.add(lease)
                self.selector.register(lease, selectors.EVENT_READ)
                came.append(lease)
            elif isinstance(key.fileobj, socket.socket):
                self._let_go_if_closed(key.fileobj)
        return came

    def _let_go_if_closed(self, lease: socket.socket) -> None:
        try:
            open_still = bool(lease.recv(64))
        except OSError:
            open_still = False
        if not open_still:
            self.selector.unregister(lease)
            self.leases.discard(lease)
            lease.close()

    def _tell(self, leases: Iterable[socket.socket], message: dict[str, Any]) -> None:
        line = json.dumps(message).encode() + b"\n"
        for lease in leases:
            try:
                lease.sendall(line)
            except OSError:
                continue


if __name__ == "__main__":
    first = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=int(sys.argv[2]))
    Keeper(json.loads(sys.argv[1]), first).run()
