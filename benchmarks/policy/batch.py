"""The same policy over columns: a million made-up firms at once, everything in one process and one thread."""

import time
from typing import Any

import numpy as np

from benchmarks.policy import house
from puhui.decision.columns import Column, Columns, Texts, compile_columns
from puhui.decision.jdm import compile_table

FIRMS = 1_000_000
TURNS = 12


def batch_rates() -> dict[str, float]:
    """Firms a second, without and with the trace of every rule; the columns lie in memory before."""
    columns = compile_columns([compile_table(house.table("house", house.single()))], house.scorecard())
    firms = many_firms(FIRMS)
    columns.run(firms), columns.run(firms, traced=True)
    return {
        "batch_per_second": _best(columns, firms, traced=False),
        "batch_traced_per_second": _best(columns, firms, traced=True),
    }


def many_firms(count: int) -> dict[str, Column]:
    """Columns drawn from a few thousand made-up firms: numbers with gaps, texts as codes of a dictionary."""
    some = house.some_firms(4_096, seed=3)
    drawn = np.random.default_rng(5).integers(0, len(some), count)
    return {name: _column([firm[name] for firm in some], drawn) for name in house.fields()}


def _column(values: list[Any], drawn: np.ndarray[Any, np.dtype[np.int64]]) -> Column:
    if all(it is None or isinstance(it, float) for it in values):
        return np.asarray([np.nan if it is None else it for it in values])[drawn]
    words = tuple({it for it in values if it is not None})
    codes = np.asarray([-1 if it is None else words.index(it) for it in values], np.int32)
    return Texts(codes[drawn], words)


def _best(columns: Columns, firms: dict[str, Column], *, traced: bool) -> float:
    best = 0.0
    for _ in range(TURNS):
        start = time.perf_counter()
        columns.run(firms, traced=traced)
        best = max(best, FIRMS / (time.perf_counter() - start))
    return best
