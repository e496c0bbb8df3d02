"""How long the look at the past takes that a decision asks in the statement it asked anyway.

Fills a scratch database (`filling`) and asks as a decision does, turn by turn: what was made ready alone
(`…_ready_ms`) and together with what was seen before (`…_with_ms`), for applications drawn at random (`seen`)
and for those on a phone of 3,000 people (`crowded`); `…_facts_ms` is what Python makes of it.
`…_cpu_ms` is processor time, which a busy machine lengthens little.

`python -m benchmarks.velocity [--applications 1000000] [--rounds 2000] [--json]`
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final
from uuid import UUID

import psycopg

from benchmarks.velocity.filling import AGENTS, fill
from puhui.decision.fraud import fraud_facts
from puhui.decision.prepared_store import prepared, prepared_and_seen
from puhui.ground import SYSTEM, Ground, Mode, Settings, Work, open_ground
from puhui.ground.database import embedded_server
from puhui.intake import Application, application

_WARM: Final = 20
_CENTILE: Final = 0.95


def measure(applications: int, rounds: int) -> dict[str, Any]:
    """All figures by their fixed names."""
    with tempfile.TemporaryDirectory(prefix="puhui-velocity-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        with embedded_server(home, durable=False) as server:
            settings = Settings(home=home, database_url=server.url(), durable=False)
            with open_ground(settings) as ground:
                begun = perf_counter()
                with psycopg.connect(server.url().replace("postgresql+psycopg", "postgresql")) as connection:
                    fill(connection, applications)
                    drawn = _drawn(connection, rounds)
                filled = perf_counter() - begun
                _say(f"filled in {filled:.0f} s")
                return {"applications": applications, "fill_seconds": round(filled, 1)} | _timed(
                    ground, drawn
                )


def _drawn(connection: Any, rounds: int) -> dict[str, list[UUID]]:
    ask = "SELECT a.id FROM intake.application a WHERE a.owner_id {} ORDER BY md5(a.id::text) LIMIT %s"
    crowd = f"IN (SELECT md5('p' || n)::uuid FROM generate_series(1, {AGENTS}) n)"
    others = f"NOT {crowd}"
    return {
        name: [row[0] for row in connection.execute(ask.format(where), (most,))]
        for name, where, most in (("seen", others, rounds), ("crowded", crowd, max(100, rounds // 20)))
    }


def _timed(ground: Ground, drawn: dict[str, list[UUID]]) -> dict[str, Any]:
    now = datetime.now(UTC)
    with ground.work(replace(SYSTEM, mode=Mode.LIVE)) as work:
        found: dict[str, Any] = {}
        for name, ids in drawn.items():
            asked = [it for it in (application(work, each) for each in ids) if isinstance(it, Application)]
            random.Random(7).shuffle(asked)
            took = _each(work, asked, now)
            found |= {f"{name}_{part}_ms": _told(times[_WARM:]) for part, times in took.items()}
            found |= {f"{name}_{part}_cpu_ms": spent for part, spent in _spent(work, asked, now).items()}
        return found


def _each(work: Work, asked: list[Application], now: datetime) -> dict[str, list[float]]:
    """Wall time, turn by turn."""
    took: dict[str, list[float]] = {"ready": [], "with": [], "facts": []}
    for it in asked:
        begun = perf_counter()
        _ready(work, it)
        alone = perf_counter()
        seen = _seen(work, it, now)
        together = perf_counter()
        fraud_facts(it, seen, now, may_look=True)
        took["ready"].append((alone - begun) * 1_000)
        took["with"].append((together - alone) * 1_000)
        took["facts"].append((perf_counter() - together) * 1_000)
    return took


def _spent(work: Work, asked: list[Application], now: datetime) -> dict[str, float]:
    """Processor time of the database for each, and of Python for the facts; others' load does not show."""
    driver = work.connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    pid, seen = driver.info.backend_pid, [_seen(work, it, now) for it in asked]
    begun = _cpu_ms(pid)
    for it in asked:
        _ready(work, it)
    alone = _cpu_ms(pid)
    for it in asked:
        _seen(work, it, now)
    together, thought = _cpu_ms(pid), process_time()
    for it, one in zip(asked, seen, strict=True):
        fraud_facts(it, one, now, may_look=True)
    told = (process_time() - thought) * 1_000
    each = {"ready": alone - begun, "with": together - alone, "facts": told}
    return {part: round(spent / len(asked), 3) for part, spent in each.items()}


def _ready(work: Work, asked: Application) -> None:
    prepared(work.connection, work.actor.mode, asked.enterprise_id or asked.owner_id).rows()


def _seen(work: Work, asked: Application, now: datetime) -> tuple[Any, ...]:
    business = asked.enterprise_id or asked.owner_id
    return prepared_and_seen(work.connection, work.actor.mode, business, asked.id, now).seen()


def _cpu_ms(pid: int) -> float:
    """User and system time of a process since it began."""
    told = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return (int(told[11]) + int(told[12])) * 1_000 / os.sysconf("SC_CLK_TCK")


def _told(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "median": round(statistics.median(ordered), 3),
        "p95": round(ordered[int(len(ordered) * _CENTILE)], 3),
    }


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.velocity", description=__doc__)
    parser.add_argument("--applications", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=2_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.applications, asked.rounds)
    print(json.dumps(found) if asked.json else json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
