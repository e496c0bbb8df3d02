"""What an edge weighs: a share from 0 to 1, or an amount or number as it was written."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.graph.edges.reading.columns import names, plain

_LOOKS_LIKE_PERCENT: Final = 1.5
"""Shares whose middle one is above this are percent: 60 means 60 %."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`value`: NaN where unknown. Masks: no number written; a share below 0 or over 1; read as percent."""

    value: NDArray[np.float64]
    wrong: NDArray[np.bool_]
    impossible: NDArray[np.bool_]
    percent: NDArray[np.bool_]


def read_weights(written: pl.Series, column: str, kind: NDArray[np.uint8], kinds: tuple[str, ...]) -> Weights:
    """Numbers (`60%`, `1,200.5`); shares are those of kinds that hold shares, or of a column named so.

    >>> read_weights(pl.Series(["60", "130", "x", ""]), "share", np.zeros(4, np.uint8), ("ownership",)).value
    array([0.6, nan, nan, nan])
    """
    text = written.cast(pl.String).str.strip_chars()
    text = text.set(text.str.to_lowercase().is_in(names()["missing"]), None)
    signed = text.str.ends_with("%").fill_null(False).to_numpy()
    number = text.str.replace_all(r"[,，%¥￥\s]", "").cast(pl.Float64, strict=False)
    value = number.fill_null(float("nan")).to_numpy().copy()
    value[~np.isfinite(value)] = np.nan
    wrong = text.is_not_null().to_numpy() & np.isnan(value)
    value[signed] /= 100
    shares = _are_shares(column, kind, kinds)
    known = shares & ~signed & ~np.isnan(value)
    percent = bool(known.any()) and (
        plain(column) in names()["percent_names"] or float(np.median(value[known])) > _LOOKS_LIKE_PERCENT
    )
    if percent:
        value[known] /= 100
    read_as_percent = known & percent
    impossible = shares & ((value < 0) | (value > 1))
    value[impossible] = np.nan
    return Weights(value, wrong, impossible, read_as_percent)


def _are_shares(column: str, kind: NDArray[np.uint8], kinds: tuple[str, ...]) -> NDArray[np.bool_]:
    holding = [at for at, name in enumerate(kinds) if plain(name) in names()["share_kinds"]]
    if holding:
        return np.isin(kind, holding)
    return np.full(len(kind), plain(column) in names()["share_names"])
