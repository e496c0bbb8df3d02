"""Best of some passes per application, for anything that answers who is reached."""

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.graph_expand.peers import Walk


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of each application, and the set each reached as one number that depends on nothing else."""

    seconds: NDArray[np.float64]
    sizes: NDArray[np.int64]
    marks: NDArray[np.uint64]

    def first(self, many: int) -> "Timed":
        """Of the first applications alone."""
        return Timed(self.seconds[:many], self.sizes[:many], self.marks[:many])

    def figures(self) -> dict[str, Any]:
        """p50 and p99 in milliseconds."""
        p50, p99 = np.quantile(self.seconds, [0.5, 0.99]) * 1000
        return {"p50_ms": float(p50), "p99_ms": float(p99), "applications": len(self.seconds)}


def timed(walk: Walk, applications: list[list[int]], hops: int, passes: int) -> Timed:
    """Each application `passes` times, one pass after the other, so that no cache is warm for it alone."""
    seconds = np.full(len(applications), np.inf)
    sizes, marks = np.zeros(len(applications), np.int64), np.zeros(len(applications), np.uint64)
    for turn in range(passes):
        for number, starts in enumerate(applications):
            begun = time.perf_counter()
            reached = walk(starts, hops)
            seconds[number] = min(seconds[number], time.perf_counter() - begun)
            if not turn:
                sizes[number], marks[number] = mark(reached, starts)
    return Timed(seconds, sizes, marks)


def mark(reached: Any, starts: list[int]) -> tuple[int, int]:
    """How many different nodes, starts included, and one number for the set: a sum of scattered ids."""
    nodes = np.unique(np.concatenate([np.asarray(reached, np.uint64), np.asarray(starts, np.uint64)]))
    mixed = (nodes + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return len(nodes), int(mixed.sum(dtype=np.uint64))
