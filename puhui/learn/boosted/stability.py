"""How a model holds from year to year: its AUC in each, and how its scores drift."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import polars as pl

from puhui.kernel import Text
from puhui.learn.arrays import Floats
from puhui.learn.card.model import Figure
from puhui.learn.checks.measures import auc, psi
from puhui.learn.checks.validate import Validation
from puhui.learn.table.sample import Sample

_FEWEST_IN_PERIOD: Final = 50


def stability(
    table: pl.DataFrame, time: str | None, sample: Sample, probability: Floats, found: Validation
) -> Iterator[Figure]:
    """AUC of every judged year, and how far the last year's scores moved from the first's; only with time."""
    if time is None:
        return
    periods = table[time].cast(pl.String).str.slice(0, 4).to_numpy()
    judged = []
    for period in sorted(set(periods)):
        rows = (periods == period) & found.judged
        both = rows.any() and sample.bad[rows].min() < sample.bad[rows].max()
        if both and rows.sum() >= _FEWEST_IN_PERIOD:
            judged.append(rows)
            value = auc(sample.bad[rows], probability[rows], sample.weight[rows])
            yield Figure(
                Text(f"{period} 年 AUC（{rows.sum()} 行）", f"AUC of {period} ({rows.sum()} rows)"), value
            )
    if len(judged) > 1:
        yield Figure(
            Text("评分分布 PSI（最后一年对第一年）", "PSI of the score, the last year against the first"),
            psi(*_shares(probability[judged[-1]], probability[judged[0]])),
        )


def _shares(actual: Floats, expected: Floats) -> tuple[Floats, Floats]:
    cuts = np.unique(np.quantile(expected, [0.2, 0.4, 0.6, 0.8]))
    width = len(cuts) + 1
    counted = [
        np.bincount(np.searchsorted(cuts, one, "right"), minlength=width) / len(one)
        for one in (actual, expected)
    ]
    return counted[0], counted[1]
