"""Dates as strangers write them, as days since 1970-01-01 (Beijing).

Whole dates in most spellings, instants with or without a zone, seconds and milliseconds since 1970, years,
and bare numbers (steps of time, which are taken as days). How bare numbers are meant is decided once for all
columns of a call, because the edges' dates and the nodes' are compared with each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import polars as pl

from puhui.graph.edges.reading.columns import names

_SPELLINGS: Final = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日")
_INSTANT: Final = (
    r"^(\d{4}[-/]\d{2}[-/]\d{2})[ T](\d{2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*([zZ]|([+-])(\d{2}):?(\d{2})?)?$"
)
_EITHER_WAY: Final = ("%d/%m/%Y", "%m/%d/%Y")
_FROM_YEAR, _TO_YEAR = 1900, 2100
_BEIJING_SECONDS: Final = 8 * 3600
_DAY_SECONDS: Final = 86_400


class Numbers(StrEnum):
    """What bare numbers in date columns are."""

    NONE = "none"
    YEARS = "years"
    MONTHS = "months"
    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Days:
    """`columns`: Int32 days a row, null where nothing or no date was written; `wrong` tells the latter."""

    columns: Mapping[str, pl.Series]
    wrong: Mapping[str, pl.Series]
    numbers: Numbers


def read_days(written: Mapping[str, pl.Series]) -> Days:
    """All date columns of a graph together.

    >>> read = read_days({"since": pl.Series(["2020-01-01", "1970/1/2", "", "2019-02-30"])})
    >>> read.columns["since"].to_list(), read.wrong["since"].to_list()
    ([18262, 1, None, None], [False, False, False, True])
    """
    texts = {name: _said(column) for name, column in written.items()}
    dates = {name: _dates(column) for name, column in texts.items()}
    bare = {
        name: column.cast(pl.Float64, strict=False).set(dates[name].is_not_null(), None)
        for name, column in texts.items()
    }
    numbers = _meaning(
        [column.drop_nulls() for column in bare.values()], any(it.count() > 0 for it in dates.values())
    )
    columns = {name: dates[name].fill_null(_as_days(bare[name], numbers)).alias(name) for name in texts}
    wrong = {name: texts[name].is_not_null() & columns[name].is_null() for name in texts}
    return Days(columns, wrong, numbers)


def _said(column: pl.Series) -> pl.Series:
    text = column.cast(pl.String).str.strip_chars()
    return text.set(text.str.to_lowercase().is_in(names()["missing"]), None)


def _dates(text: pl.Series) -> pl.Series:
    """Whole dates and instants; null for everything else."""
    frame = text.alias("text").to_frame()
    kinds = frame.unique()
    day = (
        pl.col("text")
        .str.replace(r"^(\d{4}-\d{2})$", "${1}-01")
        .str.replace(r"^(\d{4})年(\d{1,2})月$", "${1}年${2}月1日")
    )
    spellings = (*_SPELLINGS, *_way(kinds["text"]))
    plain = [day.str.to_date(it, strict=False, exact=True) for it in spellings]
    found = pl.coalesce(*plain, _instant())
    sane = pl.when(found.dt.year().is_between(_FROM_YEAR, _TO_YEAR)).then(found)
    days = kinds.with_columns(sane.cast(pl.Int32).alias("day"))
    return frame.join(days, on="text", how="left", maintain_order="left")["day"]


def _instant() -> pl.Expr:
    """The Beijing day of `2020-01-01T23:30:00Z` and its like; without a zone the day that is written."""
    part = pl.col("text").str.extract_groups(_INSTANT).struct
    day = part.field("1").str.replace_all("/", "-").str.to_date("%Y-%m-%d", strict=False).cast(pl.Int64)
    minute = part.field("2").cast(pl.Int64) * 60 + part.field("3").cast(pl.Int64)
    sign = pl.when(part.field("5") == "-").then(-1).otherwise(1)
    ahead = sign * (part.field("6").cast(pl.Int64) * 60 + part.field("7").cast(pl.Int64).fill_null(0))
    zone = part.field("4")
    beijing = day * 1440 + minute - pl.when(zone.str.to_lowercase() == "z").then(0).otherwise(ahead) + 480
    return (
        pl.when(zone.is_null() | (zone == ""))
        .then(day)
        .otherwise(beijing.floordiv(1440))
        .cast(pl.Int32)
        .cast(pl.Date)
    )


def _way(text: pl.Series) -> tuple[str, ...]:
    """Whether day or month comes first, where only one of both fits all; none where nobody can tell."""
    slashed = text.filter(text.str.contains(r"^\d{1,2}/\d{1,2}/\d{4}$"))
    fits = tuple(it for it in _EITHER_WAY if not slashed.str.to_date(it, strict=False).has_nulls())
    return fits if len(fits) == 1 else ()


def _meaning(bare: list[pl.Series], has_dates: bool) -> Numbers:
    values = pl.concat(bare) if bare else pl.Series([], dtype=pl.Float64)
    if values.is_empty():
        return Numbers.NONE
    middle = values.median()
    low, high = values.min(), values.max()
    assert isinstance(middle, float) and isinstance(low, float) and isinstance(high, float)  # noqa: S101
    if middle >= 1e11:
        return Numbers.MILLISECONDS
    if middle >= 1e8:
        return Numbers.SECONDS
    if low >= _FROM_YEAR and high <= _TO_YEAR:
        return Numbers.YEARS
    month = values % 100
    if low >= _FROM_YEAR * 100 and high <= _TO_YEAR * 100 + 12 and month.is_between(1, 12).all():
        return Numbers.MONTHS
    return Numbers.NONE if has_dates else Numbers.STEPS


def _as_days(bare: pl.Series, numbers: Numbers) -> pl.Series:
    x = pl.col("x")
    days = {
        Numbers.NONE: pl.when(x.is_nan()).then(x),
        Numbers.STEPS: x,
        Numbers.YEARS: (x - 1970) * 365
        + ((x - 1969) / 4).floor()
        - ((x - 1901) / 100).floor()
        + ((x - 1601) / 400).floor(),
        Numbers.MONTHS: pl.date((x / 100).floor().cast(pl.Int32), (x % 100).cast(pl.Int8), 1)
        .cast(pl.Int32)
        .cast(pl.Float64),
        Numbers.SECONDS: (x + _BEIJING_SECONDS) / _DAY_SECONDS,
        Numbers.MILLISECONDS: (x / 1000 + _BEIJING_SECONDS) / _DAY_SECONDS,
    }[numbers].floor()
    inside = pl.when(days.is_between(-(2**30), 2**30)).then(days)
    return bare.alias("x").to_frame().select(inside.cast(pl.Int32).alias("days"))["days"]
