"""Asking while the graph is swapped under the asker: no wrong answer, and no pause."""

import threading
import time
from dataclasses import dataclass
from typing import Final

import numpy as np

from benchmarks.graph_request.asking import Asking
from benchmarks.graph_request.graphs import DAY, Written
from puhui.graph.engine import Engine, View

_BETWEEN_SECONDS: Final = 0.5
_ASKED_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Swapped:
    """Of every single answer, none left out: the first after a swap too."""

    swaps: int
    answers: int
    wrong: int
    p99_ms: float
    worst_ms: float
    still_p99_ms: float
    still_worst_ms: float


def swapped(written: Written, expected: list[int]) -> Swapped:
    """Half the time nobody swaps, half the time another thread opens and swaps the graph again and again."""
    pairs = [(int(owner), int(enterprise)) for owner, enterprise in written.applications]
    engine = Engine(written.view(resident=False).snapshot)
    still, wrong_still = _asking(engine, pairs, expected)
    stop, swaps = threading.Event(), [0]
    swapper = threading.Thread(target=_swap, args=(engine, written, stop, swaps), daemon=True)
    swapper.start()
    moved, wrong = _asking(engine, pairs, expected)
    stop.set()
    swapper.join()
    return Swapped(
        swaps[0],
        len(moved),
        wrong + wrong_still,
        *(round(float(it) * 1e3, 3) for it in (np.percentile(moved, 99), moved.max())),
        *(round(float(it) * 1e3, 3) for it in (np.percentile(still, 99), still.max())),
    )


def _asking(engine: Engine, pairs: list[tuple[int, int]], expected: list[int]) -> tuple[np.ndarray, int]:
    taken: list[float] = []
    wrong, number = 0, 0
    asking = Asking(engine.look())
    end = time.perf_counter() + _ASKED_SECONDS / 2
    while time.perf_counter() < end:
        place = number % len(pairs)
        number += 1
        begun = time.perf_counter()
        view: View = engine.look()
        if view is not asking.view:
            asking = asking.moved(view)
        told = asking.ask(*pairs[place], DAY)
        taken.append(time.perf_counter() - begun)
        wrong += told.digest() != expected[place]
    return np.array(taken), wrong


def _swap(engine: Engine, written: Written, stop: threading.Event, swaps: list[int]) -> None:
    """In turns: the whole graph as one snapshot, and the same as snapshot and overlay."""
    while not stop.wait(_BETWEEN_SECONDS):
        made = (written.overlaid if swaps[0] % 2 == 0 else written.view)(resident=False)
        engine.swap(made.snapshot.warmed(), made.overlay)
        swaps[0] += 1
