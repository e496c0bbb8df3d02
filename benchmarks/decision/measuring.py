"""Both stacks on one PostgreSQL, taking turns, so that a busy machine slows both alike."""

import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import create_engine, text

from benchmarks.decision.graph import lay_around
from benchmarks.decision.load import Turn, numbered, post_for
from benchmarks.decision.ours import Filled, Platform, filled, messages_waiting, platform, wait_until_quiet
from benchmarks.decision.peer import fill_peer, peer
from benchmarks.decision.spans import spans_of
from puhui.ground import Settings
from puhui.ground.database import Server, embedded_server

CONNECTIONS: Final = (1, 8, 32)
ROUNDS: Final = 3
"""Each stack gets so many turns at each number of connections, in alternation."""
_WARM_SECONDS: Final = 1.0
_STACKS: Final = ("ours", "plain")


@dataclass(slots=True)
class Seen:
    """All turns, by stack and number of connections; how many messages then waited; where our time goes."""

    turns: dict[tuple[str, int], Turn] = field(default_factory=dict)
    waiting: int = 0
    spans: dict[str, float] = field(default_factory=dict)


def measure(seconds: float, applicants: int, edges: int = 0, processes: int = 1) -> dict[str, Any]:
    """All figures by their fixed names, with `edges` relations laid around the shops, each stack answering
    from as many processes. Raises where either stack answers anything but a decision."""
    home = Path(tempfile.mkdtemp(prefix="puhui-decision-"))
    home.chmod(0o711)
    try:
        with embedded_server(home) as server:
            settings = Settings(
                home=home, database_url=server.url(), log_level="warning", processes=processes
            )
            return _figures(_seen(server, settings, seconds, applicants, edges)) | {
                "edges": edges,
                "processes": processes,
            }
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _seen(server: Server, settings: Settings, seconds: float, applicants: int, edges: int) -> Seen:
    _say(f"filling both stacks with {applicants} shops")
    house = filled(settings, applicants)
    _create(server, "plain")
    folder = settings.home / "plain"
    folder.mkdir()
    fill_peer(server.url("plain"), folder, house.applicants)
    if edges:
        _say(f"laying {edges:,} relations around them, on both sides")
        lay_around(settings, server.url("plain"), house.applicants, edges)
    with platform(settings) as ours, peer(server.url("plain"), folder, settings.processes) as plain:
        wait_until_quiet(settings)
        seen = _taken_in_turns(ours, plain, house, seconds)
        seen.waiting = messages_waiting(settings)
    seen.spans = spans_of(settings, house.applicants)
    return seen


def _taken_in_turns(ours: Platform, plain: str, house: Filled, seconds: float) -> Seen:
    """Our workers run while we are measured, and stand still while the other stack is."""
    seen, numbers = Seen(), numbered()

    def take(connections: int, seconds: float) -> tuple[Turn, Turn]:
        mine = post_for(ours.address, house.ask, connections, seconds, numbers)
        with ours.workers_stopped():
            return mine, post_for(plain, house.ask, connections, seconds, numbers)

    for connections in CONNECTIONS:
        take(connections, _WARM_SECONDS)
        for number in range(ROUNDS):
            _say(f"{connections} connections, turn {number + 1} of {ROUNDS}")
            for stack, turn in zip(_STACKS, take(connections, seconds / ROUNDS), strict=True):
                seen.turns.setdefault((stack, connections), Turn()).add(turn)
    return seen


def _figures(seen: Seen) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for (stack, connections), turn in seen.turns.items():
        figures[f"{stack}_{connections}"] = {
            "p50_ms": turn.quantile_ms(0.5),
            "p99_ms": turn.quantile_ms(0.99),
            "per_second": turn.per_second,
            "decisions": len(turn.took_ms),
        }
    p99 = {c: figures[f"plain_{c}"]["p99_ms"] / figures[f"ours_{c}"]["p99_ms"] for c in CONNECTIONS}
    best = {stack: max(figures[f"{stack}_{c}"]["per_second"] for c in CONNECTIONS) for stack in _STACKS}
    return {
        "ratio_p99": p99[1],
        "ratio_throughput": best["ours"] / best["plain"],
        "ratio_p99_at": {str(c): ratio for c, ratio in p99.items()},
        "per_second": best,
        **figures,
        "messages_waiting": seen.waiting,
        "where_our_time_goes_ms": seen.spans,
    }


def _create(server: Server, database: str) -> None:
    engine = create_engine(server.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {database}"))
    engine.dispose()


def _say(what: str) -> None:
    print(f"▸ {what}", file=sys.stderr, flush=True)
