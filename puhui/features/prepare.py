"""From invoices to the three small tables that every feature aggregates.

`cells`: one row for each firm, side, counterparty and month. `months`: one row for each firm and each of
the last 36 whole months, also the silent ones. `parties`: one row for each counterparty. A month is named
by its `age`: 1 is the last whole month before the snapshot, 0 and below are days that fill no month yet.

Two habits of Chinese trade would otherwise look like risk. The month a snapshot falls into, and the month a
firm's first invoice falls into, are cut off in the middle: neither is ever compared with a whole one. And
the Spring Festival wanders between January and February, so the two always count as one (each is given their
mean, as the National Bureau of Statistics publishes them); a January whose February is still open waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

HISTORY_MONTHS = 36
_KEY = ("firm", "direction", "counterparty", "age")


@dataclass(frozen=True, slots=True)
class Prepared:
    """The three tables, and nothing issued on or after `as_of` in any."""

    cells: pl.DataFrame
    months: pl.DataFrame
    parties: pl.DataFrame


def prepare(invoices: pl.DataFrame, firms: Sequence[str], as_of: date) -> Prepared:
    """All tables for these firms; repeated rows and the order of rows make no difference."""
    cells = _cells(_known(invoices, firms, as_of), as_of)
    return Prepared(cells, _months(cells, _window_end(as_of)), _parties(cells))


def _known(invoices: pl.DataFrame, firms: Sequence[str], as_of: date) -> pl.LazyFrame:
    wanted = pl.Series("firm", list(dict.fromkeys(firms)), dtype=pl.String)
    return (
        invoices.lazy()
        .filter(pl.col("issued_on") < as_of, pl.col("firm").is_in(wanted.implode()))
        .unique(maintain_order=False)
    )


def _window_end(as_of: date) -> int:
    """Number (months since year 0) of the first month that is not whole yet.

    >>> _window_end(date(2020, 4, 20)) == 2020 * 12 + 3, _window_end(date(2020, 2, 22)) == 2020 * 12
    (True, True)
    """
    january_waits = as_of.month == 2
    return as_of.year * 12 + (0 if january_waits else as_of.month - 1)


def _cells(known: pl.LazyFrame, as_of: date) -> pl.DataFrame:
    month = pl.col("issued_on").dt.year().cast(pl.Int32) * 12 + pl.col("issued_on").dt.month() - 1
    valid, red = ~pl.col("voided"), ~pl.col("voided") & (pl.col("amount_fen") < 0)
    amount = pl.col("amount_fen")
    rate = pl.col("tax_fen") / amount
    return (
        known.with_columns(age=(_window_end(as_of) - month).cast(pl.Int32))
        .group_by(_KEY)
        .agg(
            net_fen=amount.filter(valid).sum(),
            tax_fen=pl.col("tax_fen").filter(valid).sum(),
            invoices=pl.len(),
            valid=valid.sum(),
            red=red.sum(),
            red_fen=-amount.filter(red).sum(),
            gross_fen=amount.filter(valid & (amount > 0)).sum(),
            low_rate_fen=amount.filter(valid & (rate > 0.005) & (rate < 0.045)).sum(),
            standard_rate_fen=amount.filter(valid & (amount > 0) & (rate > 0.12)).sum(),
            untaxed_fen=amount.filter(valid & (rate <= 0.005)).sum(),
            days_ago=(pl.lit(as_of) - pl.col("issued_on").filter(valid).max()).dt.total_days(),
        )
        .sort(_KEY)
        .collect()
    )


def _months(cells: pl.DataFrame, end: int) -> pl.DataFrame:
    """Silent months as zeros, back to the month after each firm's first; `end` tells January from July.

    A February whose January is the firm's first month has lost its half, and is left out with it.
    """
    seen = cells.group_by("firm").agg(first_age=pl.col("age").max())
    ages = pl.DataFrame({"age": range(1, HISTORY_MONTHS + 1)}, schema={"age": pl.Int32})
    sides = [
        _side(cells, direction, prefix)
        for direction, prefix in (("sale", "sales"), ("purchase", "purchases"))
    ]
    half = ((end - pl.col("age")) % 12 == 1) & (pl.col("age") == pl.col("first_age") - 1)
    grid = seen.join(ages, how="cross").filter(pl.col("age") < pl.col("first_age"), ~half)
    for side in sides:
        grid = grid.join(side, on=["firm", "age"], how="left")
    return _year_ago(_even_out_new_year(grid.fill_null(0), end)).sort("firm", "age")


def _side(cells: pl.DataFrame, direction: str, prefix: str) -> pl.DataFrame:
    return (
        cells.filter(pl.col("direction") == direction)
        .group_by("firm", "age")
        .agg(
            (pl.col("net_fen").sum() / 100).alias(f"{prefix}_yuan"),
            pl.col("valid").sum().cast(pl.Float64).alias(f"{prefix}_invoices"),
            pl.col("counterparty")
            .filter(pl.col("valid") > 0)
            .n_unique()
            .cast(pl.Float64)
            .alias(f"{prefix}_parties"),
        )
    )


def _even_out_new_year(grid: pl.DataFrame, end: int) -> pl.DataFrame:
    number = end - pl.col("age")
    period = pl.when(number % 12 == 1).then(number - 1).otherwise(number)
    measures = ["sales_yuan", "purchases_yuan", "sales_invoices", "purchases_invoices"]
    return grid.with_columns(period=period).with_columns(
        pl.col(name).mean().over("firm", "period") for name in measures
    )


def _year_ago(grid: pl.DataFrame) -> pl.DataFrame:
    earlier = grid.select(
        "firm",
        age=pl.col("age") - 12,
        sales_year_ago_yuan="sales_yuan",
        purchases_year_ago_yuan="purchases_yuan",
    )
    return grid.join(earlier, on=["firm", "age"], how="left")


def _parties(cells: pl.DataFrame) -> pl.DataFrame:
    year, year_before = pl.col("age").is_between(1, 12), pl.col("age").is_between(13, 24)
    return (
        cells.filter(pl.col("valid") > 0)
        .group_by("firm", "direction", "counterparty")
        .agg(
            net_yuan=pl.col("net_fen").sum() / 100,
            year_yuan=pl.col("net_fen").filter(year).sum() / 100,
            year_before_yuan=pl.col("net_fen").filter(year_before).sum() / 100,
            year_months=year.sum(),
            newest_age=pl.col("age").min(),
            oldest_age=pl.col("age").max(),
        )
        .sort("firm", "direction", "counterparty")
    )
