"""A platform and an institution as real processes over real HTTP, ready to be killed at any moment.

A breeder of each imports once and forks a fresh process for every line it reads: the very application and
handlers that `puhui up` serves, on its own database and login, with the payment rail as a third process.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine, create_engine, text

from puhui.app.cli.listening import bind
from puhui.ground.identity import issue_borrower_session
from puhui.loan import Contract
from tests.simulation.acting.journey import Journey
from tests.simulation.houses.cluster import Cluster
from tests.simulation.houses.opening import PLATFORM
from tests.simulation.houses.town import open_town
from tests.simulation.test_planted_bugs import PLAIN

BANK = "test_cloud_bank"
PATIENT = replace(PLAIN, amount_fen=12_000_000, months=3, choice=0, steps_a_tick=1)
"""One step at a time, so that they can be stopped when the contract is signed and nothing is drawn yet."""
_WAITING = text("""
    SELECT topic || ' ' || coalesce(last_error, '') FROM ground.outbox
    WHERE done_at IS NULL AND dead_at IS NULL""")
_HURRY = text("""
    UPDATE ground.outbox SET due_at = now() WHERE message_id IN (
        SELECT message_id FROM ground.outbox WHERE done_at IS NULL AND due_at > now()
        FOR UPDATE SKIP LOCKED)""")
ROOT = Path(__file__).resolve().parents[2]
_BREEDER = """
import os, sys
from tests.faults.lending_child import breed
breed(sys.argv[1])
"""


@dataclass(slots=True)
class Breeder:
    """Forks processes of one house, and kills them."""

    process: "subprocess.Popen[str]"
    child: int | None = None

    def bear(self, what: str = "serve") -> None:
        """One more process; returns when it is about to begin."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        self.child = int(self.process.stdout.readline())

    def kill(self) -> None:
        """SIGKILL; it must have lived until now."""
        assert self.child is not None and self.process.stdout is not None
        os.kill(self.child, signal.SIGKILL)
        assert int(self.process.stdout.readline()) == -signal.SIGKILL, "it must die of the shot"
        self.child = None


@dataclass(slots=True)
class Houses:
    """Two houses on their databases, with a signed contract between them."""

    contract: Contract
    subject_id: str
    token: str
    breeders: dict[str, Breeder]
    urls: dict[str, str]
    addresses: dict[str, str]
    rail: str
    homes: dict[str, Path]
    engines: dict[str, Engine] = field(default_factory=dict)

    def engine(self, code: str) -> Engine:
        """An onlooker's own connections."""
        if code not in self.engines:
            self.engines[code] = create_engine(self.urls[code])
        return self.engines[code]

    def movements(self) -> list[dict[str, Any]]:
        """What the rail has moved."""
        found = httpx.get(f"{self.rail}/movements").json()["movements"]
        return [one for one in found if one["state"] == "paid"]

    def hurry(self) -> None:
        """Nobody waits for the next try: everything that waits is due now."""
        for code in self.urls:
            with self.engine(code).begin() as connection:
                connection.execute(_HURRY)

    def waiting(self) -> list[str]:
        """Messages that are still to be handled in both houses."""
        found: list[str] = []
        for code in self.urls:
            with self.engine(code).connect() as connection:
                found += connection.execute(_WAITING).scalars()
        return found

    def come_to_rest(self, seconds: float = 120.0) -> None:
        """Wait until nothing is on its way any more."""
        deadline = time.monotonic() + seconds
        while waiting := self.waiting():
            assert time.monotonic() < deadline, f"{len(waiting)} messages still wait: {sorted(set(waiting))}"
            self.hurry()
            time.sleep(1.0 if len(waiting) > 50 else 0.1)


@contextmanager
def houses(server: Cluster, name: str, folder: Path) -> Iterator[Houses]:
    """A platform and a bank at which one borrower has just signed for a line of ¥120,000."""
    begins = datetime.now(UTC) - timedelta(minutes=5)
    with ExitStack() as closing:
        town = closing.enter_context(open_town(server, 0, 9, (PATIENT,), name, begins))
        town.weather.is_on = False
        journey = Journey(PATIENT, town)
        deadline = time.monotonic() + 60
        while journey.signing is None or journey.signing.contract is None or not journey.signing.draws_left:
            assert journey.over is None and time.monotonic() < deadline, journey
            journey.walk()
            town.pass_messages(4)
        rail = closing.enter_context(_payments(folder))
        urls = {code: server.url(f"sim_{name}_{code}") for code in (PLATFORM, BANK)}
        homes = {code: server.home / name / code for code in urls}
        sockets = {code: closing.enter_context(bind("127.0.0.1", 0)) for code in urls}
        addresses = {code: f"http://127.0.0.1:{one.getsockname()[1]}" for code, one in sockets.items()}
        _move_to(urls, addresses)
        breeders = {}
        for code, url in urls.items():
            told = {
                "home": str(homes[code]),
                "url": url,
                "code": code,
                "address": addresses[code],
                "rail": rail,
                "socket": sockets[code].fileno(),
                "contract": str(journey.signing.contract.id),
                "subject": str(journey.signing.subject_id),
            }
            breeders[code] = closing.enter_context(_breeder(told, sockets[code].fileno()))
        made = Houses(
            journey.signing.contract,
            str(journey.signing.subject_id),
            _token(journey),
            breeders,
            urls,
            addresses,
            rail,
            homes,
        )
        yield made
        for engine in made.engines.values():
            engine.dispose()


def _token(journey: Journey) -> str:
    """A session of the borrower at the bank."""
    assert journey.signing is not None
    with journey.signing.house.work() as work:
        return issue_borrower_session(work, journey.signing.subject_id).token


def _move_to(urls: dict[str, str], addresses: dict[str, str]) -> None:
    """Each learns where the other really listens."""
    for code, other in ((PLATFORM, BANK), (BANK, PLATFORM)):
        engine = create_engine(urls[code])
        with engine.begin() as connection:
            connection.execute(
                text(
                    "UPDATE exchange.partner SET base_url = :url, page_host = :host WHERE institution = :it"
                ),
                {
                    "url": addresses[other],
                    "host": addresses[other].removeprefix("http://"),
                    "it": BANK,
                },
            )
        engine.dispose()


@contextmanager
def _payments(folder: Path) -> Iterator[str]:
    command = [
        sys.executable,
        "-m",
        "puhui.loan.standin",
        "--port",
        "0",
        "--state",
        str(folder / "rail.jsonl"),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
    ) as rail:
        assert rail.stdout is not None
        try:
            yield rail.stdout.readline().strip()
        finally:
            rail.terminate()


@contextmanager
def _breeder(told: dict[str, Any], descriptor: int) -> Iterator[Breeder]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-c", _BREEDER, json.dumps(told)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
        pass_fds=(descriptor,),
    )
    breeder = Breeder(process)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        yield breeder
    finally:
        if breeder.child is not None:
            os.kill(breeder.child, signal.SIGKILL)
        process.kill()
        process.wait()
