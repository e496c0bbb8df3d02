"""Where a firm's lawsuits lie in time among firms of its own cohort.

Months are counted back from each firm's own end, and the register stopped being read at one time for all:
the newest lawsuit of a bankrupt firm is 17 months old in 2014–18, 27 in 2019. A place among firms that ended
in the same years moves less. The cohort is the column `split`; firms asked for together are one.
"""

import numpy as np
import polars as pl

from benchmarks.smesd.families.lawsuits import lawsuits
from benchmarks.smesd.reading import Floats, World
from benchmarks.smesd.ties import Ties

_CLOCK = (
    "newest",
    "oldest",
    "mean",
    "middle",
    "spread",
    "within",
    "fading",
    "time_label",
    "two_years",
    "month",
)


def cohort(world: World, ties: Ties) -> dict[str, Floats]:
    """Places from 0 to 1 within the cohort, missing where the figure is."""
    clocked = {name: it for name, it in lawsuits(world, ties).items() if any(one in name for one in _CLOCK)}
    frame = pl.DataFrame(clocked, nan_to_null=True).with_columns(cohort=world.firms["split"])
    own = pl.col(*clocked)
    places = frame.select((own.rank("average") / own.count()).over("cohort").cast(pl.Float64))
    return {name: places[name].fill_null(np.nan).to_numpy() for name in clocked}
