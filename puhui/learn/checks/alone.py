"""How much one column tells alone, and the others together; quick, out of fold, groups apart."""

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
import polars as pl

from puhui.learn.arrays import Floats
from puhui.learn.checks.measures import auc
from puhui.learn.spec import Member
from puhui.learn.table.columns import matrix
from puhui.learn.table.sample import Sample

_BINS: Final = 30
_MOST_ROWS: Final = 6000
_QUICK: Final = Member(
    rounds=60, rate=0.1, leaves=15, rows_in_leaf=30, columns_share=0.5, rows_share=0.8, ridge=5.0, bags=1
)


class Labelled(Protocol):
    """A table with its outcomes."""

    @property
    def table(self) -> pl.DataFrame: ...
    @property
    def bad(self) -> Floats: ...
    @property
    def weight(self) -> Floats: ...
    @property
    def groups(self) -> np.ndarray | None: ...


def alone_auc(column: pl.Series, labelled: Labelled, seed: int) -> float:
    """The AUC of the outcome's share in ranges (or words) of one column, learnt on the other half."""
    codes = _codes(column)
    half = _halves(labelled, seed)
    risk = np.zeros(len(codes))
    for side in (0, 1):
        learn, judge = half != side, half == side
        weight = labelled.weight[learn]
        rows = np.bincount(codes[learn], weights=weight, minlength=codes.max() + 1)
        bads = np.bincount(codes[learn], weights=weight * labelled.bad[learn], minlength=codes.max() + 1)
        average = bads.sum() / max(rows.sum(), 1e-12)
        risk[judge] = ((bads + 20 * average) / (rows + 20))[codes[judge]]
    found = [
        auc(labelled.bad[half == side], risk[half == side], labelled.weight[half == side]) for side in (0, 1)
    ]
    return float(np.mean(found))


def order_auc(column: pl.Series, bad: Floats, weight: Floats) -> float:
    """The AUC of the number inside an identifier (`E123` is 123) or of a weight's size, either way round."""
    if column.dtype.is_numeric():
        numbers = column.cast(pl.Float64).to_numpy()
    else:
        digits = column.cast(pl.String).str.replace_all(r"\D", "").str.tail(15)
        numbers = digits.cast(pl.Float64, strict=False).to_numpy()
    known = np.isfinite(numbers)
    if known.sum() < 2 or bad[known].min() == bad[known].max():
        return 0.5
    found = auc(bad[known], numbers[known], weight[known])
    return max(found, 1 - found)


def others_auc(labelled: Labelled, names: Sequence[str], seed: int) -> float:
    """What a quick model of these columns reaches on the half it did not see."""
    from puhui.learn.boosted.members import fit_member  # noqa: PLC0415 - the room's parts meet only here

    half = _halves(labelled, seed)
    values = np.column_stack([_numbers(labelled, name, half == 0) for name in names])
    drawn = np.random.default_rng(seed).permutation(np.flatnonzero(half == 0))[:_MOST_ROWS]
    sample = Sample(tuple(names), values[drawn], labelled.bad[drawn], labelled.weight[drawn])
    judged = half == 1
    found = fit_member(sample, _QUICK, (0,) * len(names), seed).log_odds(values[judged])
    return auc(labelled.bad[judged], found, labelled.weight[judged])


def _numbers(labelled: Labelled, name: str, learn: np.ndarray) -> Floats:
    """A column as numbers; words by how often they stand among the learners: little, but no leak."""
    column = labelled.table[name]
    if column.dtype.is_numeric() or column.dtype == pl.Boolean:
        return np.asarray(matrix(labelled.table, [name])[:, 0])
    codes = _codes(column)
    return np.asarray(np.log1p(np.bincount(codes[learn], minlength=codes.max() + 1))[codes])


def _codes(column: pl.Series) -> np.ndarray:
    """Ranges of numbers, or words, as whole numbers; missing is 0."""
    if column.dtype.is_numeric() or column.dtype == pl.Boolean:
        values = matrix(column.to_frame(), [column.name])[:, 0]
        known = ~np.isnan(values)
        if not known.any():
            return np.zeros(len(values), dtype=np.int64)
        cuts = np.unique(np.quantile(values[known], np.linspace(0, 1, _BINS + 1)[1:-1]))
        codes = np.searchsorted(cuts, np.nan_to_num(values), side="right") + 1
        return np.where(known, codes, 0)
    return column.cast(pl.String).rank("dense").fill_null(0).to_numpy().astype(np.int64)


def _halves(labelled: Labelled, seed: int) -> np.ndarray:
    groups = np.arange(len(labelled.bad)) if labelled.groups is None else labelled.groups
    names, of_row = np.unique(groups, return_inverse=True)
    return np.asarray(np.random.default_rng(seed).permutation(len(names))[of_row] % 2)
