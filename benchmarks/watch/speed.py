"""How long a night takes over so many kept decisions, and how much memory: all sealed, as it is kept."""

import resource
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from benchmarks.watch.filling import fill
from puhui.decision.watch import watch_due
from puhui.ground import Mode, Settings, open_ground
from puhui.kernel import FixedClock

_NOW: Final = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
_DAY: Final = timedelta(days=1)


def measure(decisions: int, days: int) -> dict[str, Any]:
    """The first run, which gives every day its numbers, and an ordinary night after it."""
    with tempfile.TemporaryDirectory(prefix="puhui-watch-") as folder:
        settings = Settings(home=Path(folder), durable=False)
        with open_ground(settings, clock=FixedClock(_NOW - _DAY)) as ground:
            filled = fill(ground, Mode.LIVE, days, max(1, decisions // days), _NOW.date() - _DAY)
            before_mb = _memory_mb()
            first_seconds, first = _timed(ground, filled.performances)
        with open_ground(settings, clock=FixedClock(_NOW)) as ground:
            night_seconds, night = _timed(ground, filled.performances)
    return {
        "decisions": night.decisions,
        "days": days,
        "first_run_seconds": round(first_seconds, 1),
        "first_run_days": first.days,
        "night_seconds": round(night_seconds, 1),
        "memory_more_mb": round(_memory_mb() - before_mb, 1),
    }


def _timed(ground: Any, performances: Any) -> tuple[float, Any]:
    begun = perf_counter()
    run = watch_due(ground, Mode.LIVE, lambda *_: performances)
    return perf_counter() - begun, run


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
