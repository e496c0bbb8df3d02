"""A `puhui up --demo` of our own: started, waited for, and never left behind."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx

_WAIT_SECONDS: Final = 180
_STOP_SECONDS: Final = 30
_DIE_WITH_PARENT: Final = 1


class NotOpened(Exception):  # noqa: N818 - it reads as the sentence it is
    """The server ended before it answered; it has said why, and this is its exit code."""

    def __init__(self, exit_code: int) -> None:
        super().__init__("puhui up did not open")
        self.exit_code = exit_code


def environment(home: Path) -> dict[str, str]:
    """What every `puhui` of this demo runs with; whatever the user has set stays."""
    return {"PUHUI_LOG_LEVEL": "warning", "OMP_NUM_THREADS": "1", **os.environ, "PUHUI_HOME": str(home)}


def puhui(*arguments: str) -> list[str]:
    """The command of this very environment."""
    return [sys.executable, "-c", "from puhui.app.cli import main; main()", *arguments]


@contextmanager
def serving(home: Path, port: int) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The running server and its address. Raises `NotOpened`, after it has said why itself."""
    address, is_taken = f"http://127.0.0.1:{port}", _somebody_listens(port)
    child = subprocess.Popen(  # noqa: S603 - our own program
        puhui("up", "--demo", "--port", str(port)),
        env=environment(home),
        preexec_fn=_end_with_us,  # noqa: PLW1509 - no thread is running yet
    )
    try:
        if is_taken:
            raise NotOpened(child.wait(_WAIT_SECONDS) or 1)
        _wait_for(child, address)
        yield child, address
    finally:
        stop(child)


def stop(child: subprocess.Popen[bytes]) -> None:
    """Ask it to end as a person would; insist only if it does not."""
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def run(home: Path, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """One command of puhui on the same folder; its stdout."""
    done = subprocess.run(  # noqa: S603 - our own program
        puhui(*arguments),
        env={**environment(home), **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise NotOpened(done.returncode)
    return done.stdout


def _somebody_listens(port: int) -> bool:
    """Then our own server ends at once and says who; we must not take the other one's answer for ours."""
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", port)) == 0


def _wait_for(child: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise NotOpened(child.returncode or 1)
        try:
            if httpx.get(f"{address}/health", timeout=2, trust_env=False).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise NotOpened(1)


def _end_with_us() -> None:
    """On Linux the server ends even when we are killed outright; elsewhere only a clean end reaches it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
