"""How long decisions took, by part: the middle, and the slowest of a hundred, of one day."""

from dataclasses import dataclass

import numpy as np

from puhui.decision.watch.reading.watched import Watched


@dataclass(frozen=True, slots=True)
class Latency:
    """One part; milliseconds. `whole` is all parts together."""

    part: str
    n: int
    p50_ms: float
    p99_ms: float


def latency(watched: Watched, on: int) -> tuple[Latency, ...]:
    """The parts of a day's decisions that were timed, and their sum first."""
    between = watched.coded.between(on, on)
    parts = {name.removesuffix("_ms"): took[between] for name, took in watched.coded.timings.items()}
    if not parts:
        return ()
    stacked = np.stack(list(parts.values()))
    timed = ~np.isnan(stacked).all(0)
    whole = np.where(timed, np.nansum(stacked, 0), np.nan)
    found = (_one(name, took) for name, took in {"whole": whole, **parts}.items())
    return tuple(one for one in found if one is not None)


def _one(part: str, took: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> Latency | None:
    known = took[~np.isnan(took)]
    if not len(known):
        return None
    p50, p99 = np.quantile(known, (0.5, 0.99))
    return Latency(part, len(known), round(float(p50), 2), round(float(p99), 2))
