"""The best of many short turns, taken by all in turn, so that a busy machine slows all of them."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

TURNS = 40
TURN_SECONDS = 0.02
"""Short enough that some turn is nobody else's, however busy the machine."""
AT_ONCE = 16


def best_rates(runs: Mapping[str, Callable[[Any], object]], cases: Sequence[Any]) -> dict[str, float]:
    """Cases a second of each."""
    best = dict.fromkeys(runs, 0.0)
    for _ in range(TURNS):
        for name, run in runs.items():
            best[name] = max(best[name], _rate(run, cases))
    return best


def _rate(run: Callable[[Any], object], cases: Sequence[Any]) -> float:
    done, start = 0, time.perf_counter()
    while True:
        for facts in cases[done % len(cases) :][:AT_ONCE]:
            run(facts)
            done += 1
        if (spent := time.perf_counter() - start) >= TURN_SECONDS:
            return done / spent
