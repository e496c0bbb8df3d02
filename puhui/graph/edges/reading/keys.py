"""Names of nodes as numbers 0 … n−1: those of the nodes file first, in its order, then all others met."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

_WHOLE = r"^-?\d+\.0+$"


@dataclass(frozen=True, slots=True)
class Numbered:
    """`keys[i]` names node i; the first `listed` are those of the nodes file."""

    keys: pl.Series
    listed: int
    columns: tuple[NDArray[np.int64], ...]


def key_text(column: pl.Series) -> pl.Series:
    """A key as it is compared: without blanks around it, `188.0` as `188` where a whole column is so.

    >>> key_text(pl.Series(["188.0", "7.0"])).to_list(), key_text(pl.Series([" 007 ", ""])).to_list()
    (['188', '7'], ['007', None])
    """
    text = column.cast(pl.String).str.strip_chars()
    text = text.set(text == "", None)
    if not text.is_empty() and text.drop_nulls().str.contains(_WHOLE).all() and text.count():
        text = text.str.replace(r"\.0+$", "")
    return text


def number(listed: pl.Series, others: list[pl.Series]) -> Numbered:
    """Listed keys and every other column of keys; −1 where a key is missing."""
    first = listed.drop_nulls().unique(maintain_order=True)
    met = pl.concat([first, *others]).drop_nulls().unique(maintain_order=True).alias("key")
    index = met.to_frame().with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("at"))
    return Numbered(met, len(first), tuple(_places(it, index) for it in (listed, *others)))


def _places(column: pl.Series, index: pl.DataFrame) -> NDArray[np.int64]:
    joined = column.alias("key").to_frame().join(index, on="key", how="left", maintain_order="left")
    return joined["at"].fill_null(-1).to_numpy()
