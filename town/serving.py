"""Processes of our own: `puhui up` in both roles and stand-ins; started, waited for, never left behind."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

_WAIT_SECONDS: Final = 180
_STOP_SECONDS: Final = 30
_DIE_WITH_PARENT: Final = 1


class NotOpened(Exception):  # noqa: N818 - it reads as the sentence it is
    """A server ended before it answered; it has said why, and this is its exit code."""

    def __init__(self, exit_code: int) -> None:
        super().__init__("puhui up did not open")
        self.exit_code = exit_code


@dataclass(frozen=True)
class House:
    """One party of the demonstration: `code` is None for the platform."""

    code: str | None
    home: Path
    port: int
    cards: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """What it is called."""
        return self.code or "platform"

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def options(self) -> tuple[str, ...]:
        """What `puhui up` is told beside its port."""
        role = () if self.code is None else ("--role", "institution", "--name", self.code)
        return (*role, *(part for card in self.cards for part in ("--partner", str(card))))


def environment(home: Path, world: Mapping[str, str] | None = None) -> dict[str, str]:
    """What every `puhui` of this demo runs with; whatever the user has set stays."""
    plain = {"PUHUI_LOG_LEVEL": "warning", "OMP_NUM_THREADS": "1"}
    return {**plain, **(world or {}), **os.environ, "PUHUI_HOME": str(home)}


def puhui(*arguments: str) -> list[str]:
    """The command of this very environment."""
    return [sys.executable, "-c", "from puhui.app.cli import main; main()", *arguments]


@contextmanager
def standing_in(module: str, *arguments: str) -> Iterator[str]:
    """A stand-in for something outside; its address."""
    child = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", module, "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        preexec_fn=_end_with_us,  # noqa: PLW1509 - no thread is running yet
    )
    try:
        address = child.stdout.readline().strip() if child.stdout else ""
        if not address:
            raise NotOpened(child.wait(_STOP_SECONDS) or 1)
        yield address
    finally:
        stop([child])


@contextmanager
def serving(houses: Iterable[House], world: Mapping[str, str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The running servers, all of them answering. Raises `NotOpened`, after one has said why itself."""
    children: list[subprocess.Popen[bytes]] = []
    with ExitStack() as closing:
        closing.callback(stop, children)
        started = []
        for house in houses:
            is_taken = _somebody_listens(house.port)
            child = _started(house, world)
            children.append(child)
            if is_taken:
                raise NotOpened(child.wait(_WAIT_SECONDS) or 1)
            started.append((child, house.address))
        for child, address in started:
            _wait_for(child, address)
        yield children


def stop(children: Iterable[subprocess.Popen[bytes]] | Iterable[subprocess.Popen[str]]) -> None:
    """Ask them all to end as a person would; insist only where one does not."""
    running = [child for child in children if child.poll() is None]
    for child in running:
        child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    for child in running:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
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


def _started(house: House, world: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program
        puhui("up", "--demo", "--port", str(house.port), *house.options),
        env=environment(house.home, world),
        preexec_fn=_end_with_us,  # noqa: PLW1509 - no thread is running yet
    )


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
    """On Linux a server ends even when we are killed outright; elsewhere only a clean end reaches it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
