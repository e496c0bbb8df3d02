"""The firms around a firm: what they are like, by kind of tie; two steps away through people too."""

from typing import Final

import numpy as np
import polars as pl

from benchmarks.smesd.reading import Floats, World
from benchmarks.smesd.ties import Ties, degree, most

_DIFFERENCES: Final = ("capital", "age", "lawsuits")


def around(world: World, ties: Ties) -> dict[str, Floats]:
    """Means over neighbours, NaN without any; for the widest ties also how far they lie from the firm."""
    looks, found = looks_of(world, ties), {}
    for kind, matrix in ties.firms.items():
        near = degree(matrix)
        found[f"{kind}_firms"] = near
        for name, value in looks.items():
            mean = np.where(near > 0, matrix @ value / np.maximum(near, 1), np.nan)
            found[f"{kind}_{name}"] = mean
            if kind in {"person", "any"} and name in _DIFFERENCES:
                found[f"{kind}_{name}_beyond_own"] = mean - value
        largest = most(matrix.multiply(looks["capital"][None, :]))
        found[f"{kind}_largest_capital"] = np.where(near > 0, largest, np.nan)
    return found


def looks_of(world: World, ties: Ties) -> dict[str, Floats]:
    """What is looked at in a neighbour or a member of a group; long tails on a log scale."""
    suits = world.lawsuits.group_by("company_idx").agg(
        every=pl.len(), won=(pl.col("result") == 0).mean(), last=(pl.col("result") == 3).mean()
    )
    joined = world.firms.join(suits, on="company_idx", how="left", maintain_order="left")
    every, won, last = (
        joined[it].cast(pl.Float64).fill_null(0).to_numpy() for it in ("every", "won", "last")
    )
    number = {
        it: joined[it].cast(pl.Float64).fill_null(0).to_numpy() for it in ("registered_capital", "n_qualify")
    }
    return {
        "capital": np.log1p(number["registered_capital"]),
        "age": joined["months_since_setup"].cast(pl.Float64).fill_null(0).to_numpy(),
        "lawsuits": np.log1p(every),
        "any_lawsuit": (every > 0) * 1.0,
        "result_0": won,
        "result_3": last,
        "qualifications": number["n_qualify"],
        "edges": np.log1p(ties.counts.sum(1)),
        "people": np.log1p(degree(ties.anyone)),
        "held": np.log1p(degree(ties.holdings)),
    }
