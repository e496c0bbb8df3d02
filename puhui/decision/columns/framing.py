"""A polars frame as columns: numbers as they are (null is NaN), texts and ticks as codes of a dictionary."""

import numpy as np
import polars as pl

from puhui.decision.columns.running import Column, Texts


def columns_of(frame: pl.DataFrame) -> dict[str, Column]:
    """Every column of a frame, ready to run."""
    return {name: _column(frame[name]) for name in frame.columns}


def _column(series: pl.Series) -> Column:
    if series.dtype.is_numeric():
        return series.cast(pl.Float64).to_numpy()
    if series.dtype == pl.Boolean:
        codes = series.cast(pl.Int32).fill_null(-1).to_numpy()
        return Texts(codes.astype(np.int32), (False, True))
    if series.dtype == pl.String:
        words = series.drop_nulls().unique().sort()
        place = pl.Series(range(len(words)), dtype=pl.Int32)
        placed = series.replace_strict(words, place, default=-1, return_dtype=pl.Int32)
        return Texts(placed.to_numpy().astype(np.int32), tuple(words.to_list()))
    return series.to_list()
