"""One PostgreSQL as a child process: made, started, and stopped, and never outliving its parent."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

START_SECONDS = 60.0
STOP_SECONDS = 30.0
POLL_SECONDS = 0.01
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


class TroubleError(Exception):
    """The server cannot be had; `code` is for the program, the text is PostgreSQL's own."""

    def __init__(self, code: str, said: str = "") -> None:
        super().__init__(code)
        self.code, self.said = code, said


class Postmaster:
    """The server of one cluster. `pause` waits a moment, or raises when nobody wants it any more."""

    def __init__(self, plan: dict[str, Any], pause: Callable[[], None]) -> None:
        self.plan, self.pause = plan, pause
        self.cluster, self.log = Path(plan["cluster"]), Path(plan["log"])
        self.log_start = 0
        self.server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the cluster if there is none, start the server, wait until it takes connections."""
        self._reap_left_behind()
        if not (self.cluster / "PG_VERSION").exists():
            self._make_cluster()
        deadline = time.monotonic() + START_SECONDS
        while not self._started(deadline):
            time.sleep(0.2)

    def ended(self) -> bool:
        """Whether the server is gone."""
        return self.server is not None and self.server.poll() is not None

    def stop(self) -> None:
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
        making = None
        try:
            fresh.mkdir(mode=0o700)
            if self.plan["uid"] is not None:
                os.chown(fresh, self.plan["uid"], self.plan["gid"])
            making = self._spawn([*self.plan["initdb"], "-D", str(fresh)])
            while making.poll() is None:
                self.pause()
            if making.returncode != 0:
                raise TroubleError("initdb", self._log_tail())
            fresh.rename(self.cluster)
        finally:
            if making is not None and making.poll() is None:
                making.kill()
                making.wait()
            shutil.rmtree(fresh, ignore_errors=True)

    def _started(self, deadline: float) -> bool:
        """True when ready; False when shared memory of a dead server is still being given back."""
        self.server = self._spawn([*self.plan["postgres"], "-D", str(self.cluster)])
        while self.server.poll() is None:
            if _status(self.cluster) == "ready":
                return True
            if time.monotonic() > deadline:
                raise TroubleError("slow", self._log_tail())
            self.pause()
        said = self._log_tail()
        if "pre-existing shared memory block" in said and time.monotonic() < deadline:
            return False
        raise TroubleError("start", said)

    def _spawn(self, command: list[str]) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            self.log_start = log.tell()
            return subprocess.Popen(  # noqa: S603 - the plan is our own
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=self.plan["environment"],
                start_new_session=True,
                preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 - the keeper has one thread
                **_as_account(self.plan),
            )

    def _log_tail(self) -> str:
        with self.log.open("rb") as log:
            log.seek(self.log_start)
            return log.read()[-4000:].decode("utf-8", "replace")


def _die_with(parent_pid: int) -> Callable[[], None]:
    """What the child does before it becomes PostgreSQL: ask the kernel to be told when its parent is gone."""

    def ask() -> None:
        if sys.platform == "linux":
            _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)
        os.umask(0o077)
        if os.getppid() != parent_pid:
            os._exit(1)

    return ask


def _as_account(plan: dict[str, Any]) -> dict[str, Any]:
    if plan["uid"] is None:
        return {}
    return {"user": plan["uid"], "group": plan["gid"], "extra_groups": []}


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
    told = subprocess.run(  # noqa: S603 - our own question
        ["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return str(cluster) in told.stdout


def _wait_until(done: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
