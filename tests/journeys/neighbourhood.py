"""A platform, three institutions and the world around them: real processes, each with its own home and keys.

They share one PostgreSQL with a database each, to be quick; nothing else. Stopped as a person would.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import httpx

from puhui.ground.database import Server

ROOT: Final = Path(__file__).resolve().parents[2]
INSTITUTIONS: Final = ("test_brook_bank", "test_cloud_bank", "test_lamp_microloan")
PLATFORM: Final = "platform"
_START_SECONDS: Final = 120
_PUHUI: Final = (sys.executable, "-c", "from puhui.app.cli import main; main()")


@dataclass
class Process:
    """One running `puhui up`."""

    name: str
    env: Mapping[str, str]
    options: tuple[str, ...]
    said: Path
    running: subprocess.Popen[bytes] | None = None
    address: str = ""

    def start(self) -> None:
        """Run it; where it listens is known when it has said so."""
        port = self.address.rpartition(":")[2] or "0"
        out = self.said.open("ab")
        self.said.write_bytes(b"")
        command = [*_PUHUI, "up", "--demo", "--port", port, *self.options]
        self.running = subprocess.Popen(command, stdout=out, stderr=out, env=dict(self.env), cwd=ROOT)
        self._wait()

    def stop(self) -> None:
        """As a person would."""
        if self.running and self.running.poll() is None:
            self.running.send_signal(signal.SIGTERM)
            try:
                self.running.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.running.kill()
                self.running.wait()

    def command(self, *arguments: str) -> str:
        """One command of this party's; its stdout."""
        done = subprocess.run(
            [*_PUHUI, *arguments], env=dict(self.env), cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"puhui {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and self.running and self.running.poll() is None:
            match = re.search(r"ages at (http://[\d.:]+)/", self.said.read_text("utf-8"))
            if match and _answers(match[1]):
                self.address = match[1]
                return
            time.sleep(0.1)
        raise AssertionError(f"{self.name} did not start:\n{self.said.read_text('utf-8')[-3000:]}")


@dataclass
class Neighbourhood:
    """Everybody."""

    platform: Process
    institutions: dict[str, Process]
    bureau: str
    payments: str
    everybody: list[Process] = field(default_factory=list)
    _keys: dict[str, str] = field(default_factory=dict)

    def inquiries(self) -> list[dict[str, Any]]:
        """Every hard inquiry that the bureau has counted."""
        return list(httpx.get(f"{self.bureau}/inquiries", trust_env=False).json()["inquiries"])

    def movements(self) -> list[dict[str, Any]]:
        """Everything that the rail was asked."""
        return list(httpx.get(f"{self.payments}/movements", trust_env=False).json()["movements"])

    def asked(self, who: str, path: str) -> Any:
        """What a party's API says to one of its own people."""
        process = self.platform if who == PLATFORM else self.institutions[who]
        if who not in self._keys:
            made = process.command(
                *("key", "create", "--label", "journey", "--role", "admin", "--mode", "live", "--json")
            )
            self._keys[who] = json.loads(made)["secret"]
        headers = {"Authorization": f"Bearer {self._keys[who]}"}
        answered = httpx.get(f"{process.address}{path}", headers=headers, trust_env=False, timeout=30)
        assert answered.status_code == httpx.codes.OK, answered.text
        return answered.json()

    def evening(self, institution: str, until: date) -> None:
        """Close business days until it is that one."""
        self.institutions[institution].command("end-of-day", "--until", until.isoformat(), "--ahead")


@contextmanager
def neighbourhood(server: Server, folder: Path) -> Iterator[Neighbourhood]:
    """All of it, introduced to each other."""
    with ExitStack() as closing:
        evidence = closing.enter_context(_stand_in("puhui.evidence.standin"))
        bureau = closing.enter_context(_stand_in("puhui.exchange.bureau.standin"))
        payments = closing.enter_context(_stand_in("puhui.loan.standin"))
        world = {
            "PUHUI_PROVIDER_URL": evidence,
            "PUHUI_BUREAU_URL": bureau,
            "PUHUI_PAYMENTS_URL": payments,
        }
        members = {name: _member(name, server, folder, world, closing) for name in (PLATFORM, *INSTITUTIONS)}
        with ThreadPoolExecutor(2) as starting:
            list(starting.map(Process.start, members.values()))
        platform = members.pop(PLATFORM)
        _introduce(platform, members, folder)
        yield Neighbourhood(platform, members, bureau, payments, [platform, *members.values()])


def _member(name: str, server: Server, folder: Path, world: Mapping[str, str], closing: ExitStack) -> Process:
    home = folder / name
    home.mkdir()
    env = {
        **os.environ,
        **world,
        "PUHUI_HOME": str(home),
        "PUHUI_DATABASE_URL": _database(server, f"journey_{name}"),
        "PUHUI_LANG": "en",
        "PUHUI_END_OF_DAY_AT": "off",
        "PUHUI_LOG_LEVEL": "warning",
        "OMP_NUM_THREADS": "1",
    }
    is_platform = name == PLATFORM
    if not is_platform:
        env["PUHUI_INSTITUTION"] = name
    process = Process(name, env, (), home / "said.txt")
    closing.callback(process.stop)
    return process


def _introduce(platform: Process, institutions: Mapping[str, Process], folder: Path) -> None:
    """Cards change hands, as two teams would do it by mail."""
    own = _card(platform, folder)
    for institution in institutions.values():
        platform.command("partner", "add", str(_card(institution, folder)), "--until", "2027-12-31")
        institution.command("partner", "add", str(own), "--until", "2027-12-31")


def _card(process: Process, folder: Path) -> Path:
    path = folder / f"{process.name}.card.json"
    path.write_text(process.command("partner", "card", "--url", process.address), "utf-8")
    json.loads(path.read_text("utf-8"))
    return path


def _database(server: Server, name: str) -> str:
    from sqlalchemy import create_engine, text

    engine = create_engine(server.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.url(name).replace("postgresql+psycopg://", "postgresql://")


@contextmanager
def _stand_in(module: str) -> Iterator[str]:
    command = [sys.executable, "-m", module, "--port", "0"]
    options: dict[str, Any] = {"stdout": subprocess.PIPE, "stdin": subprocess.DEVNULL, "cwd": ROOT}
    with subprocess.Popen(command, text=True, **options) as child:
        try:
            assert child.stdout
            yield child.stdout.readline().strip()
        finally:
            child.terminate()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=2, trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
