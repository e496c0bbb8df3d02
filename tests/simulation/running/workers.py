"""Seeds in parallel: each process takes the next seed; all share one PostgreSQL, none shares a database."""

import gc
import multiprocessing
import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial

from tests.simulation.running.outcome import Asked, Outcome


def outcomes(asked: Asked, seeds: Sequence[int], workers: int) -> Iterator[Outcome]:
    """Outcomes as they come. One worker stays in this process, so that a debugger can look in."""
    if workers == 1:
        yield from map(partial(_run, asked), seeds)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_alone) as pool:
        for done in as_completed([pool.submit(_run, asked, seed) for seed in seeds]):
            yield done.result()


def _alone() -> None:
    """One thread for arithmetic, rarely looking for garbage, and never without the one who asked."""
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    gc.set_threshold(50_000, 50, 50)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("POLARS_MAX_THREADS", "1")


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _run(asked: Asked, seed: int) -> Outcome:
    from tests.simulation.running.quarter import run_seed

    return run_seed(asked, seed)
