"""How long each application takes: the best of three passes, as everywhere in these benchmarks."""

import gc
import time
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.graph_request.asking import Asking
from benchmarks.graph_request.graphs import DAY
from puhui.graph.engine import View

PASSES: Final = 3


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds: by the clock on the wall, and of this thread alone (`own`), whoever else was at work."""

    p50_ms: float
    p99_ms: float
    worst_ms: float
    own_p99_ms: float
    nodes_p50: int
    nodes_p99: int


def timed(view: View, applications: NDArray[np.int32]) -> tuple[Timed, list[int]]:
    """Every application `PASSES` times; and a digest of each answer, to compare with another view's."""
    asking = Asking(view)
    pairs = [(int(owner), int(enterprise)) for owner, enterprise in applications]
    wall, own = np.full(len(pairs), np.inf), np.full(len(pairs), np.inf)
    nodes = np.zeros(len(pairs), np.int64)
    told = [0] * len(pairs)
    gc.collect()
    gc.freeze()
    for _ in range(PASSES):
        for place, (owner, enterprise) in enumerate(pairs):
            begun, begun_own = time.perf_counter(), time.thread_time()
            answer = asking.ask(owner, enterprise, DAY)
            own[place] = min(own[place], time.thread_time() - begun_own)
            wall[place] = min(wall[place], time.perf_counter() - begun)
            nodes[place], told[place] = len(answer.answer.circle), answer.digest()
    gc.unfreeze()
    p50, p99 = np.percentile(wall, [50, 99]) * 1e3
    many = np.percentile(nodes, [50, 99]).astype(int)
    found = Timed(
        round(float(p50), 3),
        round(float(p99), 3),
        round(float(wall.max()) * 1e3, 3),
        round(float(np.percentile(own, 99)) * 1e3, 3),
        int(many[0]),
        int(many[1]),
    )
    return found, told
