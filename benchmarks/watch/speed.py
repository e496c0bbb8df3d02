"""How long a night takes over so many kept decisions, and how much memory: all sealed, as it is kept.

A tenth of the decisions are made, each about somebody else; the others are the same on earlier days, so that
making them takes minutes and not an hour. To read them is as much work: each is opened by itself.
"""

import resource
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final

from sqlalchemy import text

from benchmarks.watch.filling import fill
from puhui.decision.tables import decision
from puhui.decision.watch import watch_due
from puhui.ground import Mode, Settings, open_ground
from puhui.kernel import FixedClock

_NOW: Final = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
_DAY: Final = timedelta(days=1)
_TIMES: Final = 10
_OTHERWISE: Final = {
    "id": "gen_random_uuid()",
    "decided_at": "decided_at - make_interval(days => :days * :times)",
}
_NAMES: Final = [column.name for column in decision.columns]
_AGAIN: Final = text(
    f"INSERT INTO decision.decision ({', '.join(_NAMES)}) "
    f"SELECT {', '.join(_OTHERWISE.get(name, name) for name in _NAMES)} "
    "FROM decision.decision WHERE decided_at > :since"
)


def measure(decisions: int, days: int) -> dict[str, Any]:
    """The first run, which gives every day its numbers, and an ordinary night after it."""
    with tempfile.TemporaryDirectory(prefix="puhui-watch-") as folder:
        settings = Settings(home=Path(folder), durable=False)
        with open_ground(settings, clock=FixedClock(_NOW - _DAY)) as ground:
            fresh_days = days // _TIMES
            filled = fill(ground, Mode.LIVE, fresh_days, max(1, decisions // days), _NOW.date() - _DAY)
            with ground.engine.begin() as connection:
                for times in range(1, _TIMES):
                    since = _NOW - _DAY * (fresh_days + 2)
                    connection.execute(_AGAIN, {"times": times, "days": fresh_days, "since": since})
            before_mb = _memory_mb()
            first_seconds, first_cpu, first = _timed(ground, filled.performances)
        with open_ground(settings, clock=FixedClock(_NOW)) as ground:
            night_seconds, night_cpu, night = _timed(ground, filled.performances)
    return {
        "decisions": night.decisions,
        "days": days,
        "first_run_seconds": round(first_seconds, 1),
        "first_run_cpu_seconds": round(first_cpu, 1),
        "first_run_days": first.days,
        "night_seconds": round(night_seconds, 1),
        "night_cpu_seconds": round(night_cpu, 1),
        "memory_more_mb": round(_memory_mb() - before_mb, 1),
    }


def _timed(ground: Any, performances: Any) -> tuple[float, float, Any]:
    """Seconds on the clock, seconds of this process (not those of the database), and what was done."""
    begun, used = perf_counter(), process_time()
    run = watch_due(ground, Mode.LIVE, lambda *_: performances)
    return perf_counter() - begun, process_time() - used, run


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
