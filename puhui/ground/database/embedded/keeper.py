"""The keeper: one small process a data folder; it holds PostgreSQL as its child and lets nothing survive it.

Run by path (`python -I -S keeper.py PLAN LEASE_FD`), standard library only, so that it starts in
milliseconds and stays small. It never speaks SQL. Who is using the server is known from *leases*: open
connections to its control socket, which the kernel closes however their owner dies. When the last one is
gone the keeper stops PostgreSQL and ends. When the keeper itself is killed, the kernel tells the postmaster
to quit (`PR_SET_PDEATHSIG`; Linux). Elsewhere the next start finds what was left behind and stops it.
"""

import ctypes
import fcntl
import json
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

START_SECONDS = 60.0
STOP_SECONDS = 30.0
POLL_SECONDS = 0.01
HELD_BY_ANOTHER_SECONDS = 35.0
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


class TroubleError(Exception):
    """The server cannot be had; `code` is for the program, the text is PostgreSQL's own."""

    def __init__(self, code: str, said: str = "") -> None:
        super().__init__(code)
        self.code, self.said = code, said


class Keeper:
    """Starts, watches and stops one PostgreSQL for as long as anybody holds a lease."""

    def __init__(self, plan: dict[str, Any], first_lease: socket.socket) -> None:
        self.plan = plan
        self.cluster = Path(plan["cluster"])
        self.runtime = Path(plan["runtime"])
        self.log = Path(plan["log"])
        self.leases: set[socket.socket] = {first_lease}
        self.selector = selectors.DefaultSelector()
        self.selector.register(first_lease, selectors.EVENT_READ)
        self.stopping = False
        self.server: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """One life: lock, make the cluster if need be, start, serve leases, stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_stop_signal)
        lock = self._hold_folder()
        try:
            self._make_runtime()
            self._reap_left_behind()
            if not (self.cluster / "PG_VERSION").exists():
                self._make_cluster()
            self._start()
            self._serve(self._listen())
        except TroubleError as trouble:
            self._tell(self.leases, {"trouble": trouble.code, "said": trouble.said})
        finally:
            self._stop()
            shutil.rmtree(self.runtime, ignore_errors=True)
            os.close(lock)

    def _on_stop_signal(self, *_: object) -> None:
        self.stopping = True

    def _hold_folder(self) -> int:
        """The folder's lock, for life. An earlier keeper may still be stopping: wait for it."""
        lock = os.open(self.plan["lock"], os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        deadline = time.monotonic() + HELD_BY_ANOTHER_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._watch(POLL_SECONDS)
                if self.nobody_left() or time.monotonic() > deadline:
                    self._tell(self.leases, {"trouble": "held", "said": ""})
                    sys.exit(1)
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

    def _reap_left_behind(self) -> None:
        """A postmaster without its keeper is ours to end; a pid file that names a stranger is stale."""
        pid_file = self.cluster / "postmaster.pid"
        pid = _first_number(pid_file)
        if pid is None:
            return
        for patience_seconds, number in ((2.0, None), (5.0, signal.SIGQUIT), (5.0, signal.SIGKILL)):
            if not _is_postmaster_of(pid, self.cluster):
                break
            if number is not None:
                os.kill(pid, number)
            _wait_until(lambda: not _is_postmaster_of(pid, self.cluster), patience_seconds)
        pid_file.unlink(missing_ok=True)

    def _make_cluster(self) -> None:
        """`initdb` beside the final place, then one rename: a cluster is whole or absent."""
        for left in self.cluster.parent.glob(f"{self.cluster.name}.new-*"):
            shutil.rmtree(left, ignore_errors=True)
        fresh = self.cluster.with_name(f"{self.cluster.name}.new-{os.getpid()}")
        fresh.mkdir(mode=0o700)
        if self.plan["uid"] is not None:
            os.chown(fresh, self.plan["uid"], self.plan["gid"])
        making = self._spawn([*self.plan["initdb"], "-D", str(fresh)], cwd="/")
        try:
            while making.poll() is None:
                self._watch(POLL_SECONDS)
                if self.nobody_left():
                    raise TroubleError("abandoned")
            if making.returncode != 0:
                raise TroubleError("initdb", self._log_tail())
            fresh.rename(self.cluster)
        finally:
            if making.poll() is None:
                making.kill()
                making.wait()
            shutil.rmtree(fresh, ignore_errors=True)

    def _start(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._started_once(deadline):
            time.sleep(0.2)

    def _started_once(self, deadline: float) -> bool:
        """True when ready; False when shared memory of a dead server is still being given back."""
        self.server = self._spawn([*self.plan["postgres"], "-D", str(self.cluster)], cwd="/")
        while self.server.poll() is None:
            if _status(self.cluster) == "ready":
                return True
            if time.monotonic() > deadline:
                raise TroubleError("slow", self._log_tail())
            self._watch(POLL_SECONDS)
            if self.nobody_left():
                raise TroubleError("abandoned")
        said = self._log_tail()
        if "pre-existing shared memory block" in said and time.monotonic() < deadline:
            return False
        raise TroubleError("start", said)

    def _spawn(self, command: list[str], cwd: str) -> "subprocess.Popen[bytes]":
        keeper_pid = os.getpid()

        def die_with_keeper() -> None:
            if sys.platform == "linux":
                _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)
            os.umask(0o077)
            if os.getppid() != keeper_pid:
                os._exit(1)

        as_user = (
            {}
            if self.plan["uid"] is None
            else {"user": self.plan["uid"], "group": self.plan["gid"], "extra_groups": []}
        )
        with self.log.open("ab") as log:
            log_start = log.tell()
            process = subprocess.Popen(  # noqa: S603 - the plan is our own
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=cwd,
                env=self.plan["environment"],
                start_new_session=True,
                preexec_fn=die_with_keeper,  # noqa: PLW1509 - the keeper has one thread
                **as_user,
            )
        self.log_start = log_start
        return process

    def _listen(self) -> socket.socket:
        door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        path = self.runtime / "keeper"
        door.bind(str(path))
        path.chmod(0o600)
        door.listen(128)
        self.selector.register(door, selectors.EVENT_READ)
        self.door = door
        return door

    def _serve(self, door: socket.socket) -> None:
        self._tell(self.leases, self._ready())
        while not self.stopping and not self.nobody_left():
            for lease in self._watch(0.5, door):
                self._tell({lease}, self._ready())
            if self.server is not None and self.server.poll() is not None:
                break
        (self.runtime / "keeper").unlink(missing_ok=True)
        door.close()

    def _ready(self) -> dict[str, Any]:
        return {"ready": str(self.runtime / "pg"), "keeper": os.getpid(), "log": str(self.log)}

    def nobody_left(self) -> bool:
        """Whether the last lease is gone."""
        return not self.leases

    def _watch(self, seconds: float, door: socket.socket | None = None) -> list[socket.socket]:
        """Wait for leases to come or go, and return those that came."""
        came: list[socket.socket] = []
        for key, _ in self.selector.select(seconds):
            if key.fileobj is door and door is not None:
                lease, _address = door.accept()
                self.leases.add(lease)
                self.selector.register(lease, selectors.EVENT_READ)
                came.append(lease)
            else:
                self._let_go_if_closed(key.fileobj)  # type: ignore[arg-type]
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

    def _tell(self, leases: set[socket.socket], message: dict[str, Any]) -> None:
        line = json.dumps(message).encode() + b"\n"
        for lease in leases:
            try:
                lease.sendall(line)
            except OSError:
                continue

    def _stop(self) -> None:
        """Fast shutdown with a checkpoint; what does not obey is made to."""
        if self.server is None:
            return
        for number, patience_seconds in (
            (signal.SIGINT, STOP_SECONDS),
            (signal.SIGQUIT, 5.0),
            (signal.SIGKILL, 5.0),
        ):
            if self.server.poll() is not None:
                return
            self.server.send_signal(number)
            try:
                self.server.wait(patience_seconds)
            except subprocess.TimeoutExpired:
                continue

    def _log_tail(self) -> str:
        with self.log.open("rb") as log:
            log.seek(self.log_start)
            return log.read()[-4000:].decode("utf-8", "replace")


def _first_number(path: Path) -> int | None:
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _status(cluster: Path) -> str:
    """The eighth line of postmaster.pid says whether the server takes connections."""
    try:
        return (cluster / "postmaster.pid").read_text().split("\n")[7].strip()
    except (OSError, IndexError):
        return ""


def _is_postmaster_of(pid: int, cluster: Path) -> bool:
    """Whether that process lives and works in this folder (a pid may have been given to a stranger)."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cwd").readlink() == cluster.resolve()
        except OSError:
            return False
    told = subprocess.run(  # noqa: S603
        ["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return str(cluster) in told.stdout


def _wait_until(done: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)


if __name__ == "__main__":
    Keeper(
        json.loads(sys.argv[1]), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=int(sys.argv[2]))
    ).run()
