"""How seasonal a business is: only what two years show alike.

Each of the last two years is cut into twelve equal parts of days; a *quarter* is three of them in a row, over
the turn of the year too. `season_peak_ratio` is the busiest quarter's sales against a usual one, the lower of
both years' figures at the same place of the year; `season_lean_ratio` the quietest, the higher of both. One
large order, or growth alone, is no season. Null where invoices do not reach back two years, or a year sold
nothing.
"""

from datetime import date, timedelta
from typing import Final

import polars as pl

YEAR_DAYS: Final = 365
_PARTS: Final = 12
_QUARTER: Final = 3


def season(invoices: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """One row a firm that has two years: `firm`, `season_peak_ratio`, `season_lean_ratio`."""
    ratios = _quarters(_parts(invoices, as_of))
    both_low, both_high = (pl.concat_list("one", "two").list.min(), pl.concat_list("one", "two").list.max())
    return ratios.group_by("firm").agg(season_peak_ratio=both_low.max(), season_lean_ratio=both_high.min())


def _parts(invoices: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """Sales of each firm by year (0: the last) and by part of it, of firms that reach back two years."""
    since = as_of - timedelta(days=2 * YEAR_DAYS)
    back = (pl.lit(as_of) - pl.col("issued_on")).dt.total_days() - 1
    sold = invoices.filter(pl.col("direction") == "sale", ~pl.col("voided"))
    reaches = invoices.group_by("firm").agg(first=pl.col("issued_on").min()).filter(pl.col("first") <= since)
    return (
        sold.filter(pl.col("issued_on") >= since)
        .with_columns(year=back // YEAR_DAYS, part=(back % YEAR_DAYS) * _PARTS // YEAR_DAYS)
        .group_by("firm", "year", "part")
        .agg(amount=pl.col("amount_fen").sum())
        .join(reaches, on="firm", how="semi")
    )


def _quarters(parts: pl.LazyFrame) -> pl.LazyFrame:
    """At each place of the year, both years' quarters as multiples of their year's average quarter."""
    year = parts.group_by("firm", "year").agg(
        usual=pl.col("amount").sum() * _QUARTER / _PARTS,
    )
    places = pl.LazyFrame({"at": range(_PARTS)}, schema={"at": pl.Int64})
    steps = pl.LazyFrame({"step": range(_QUARTER)}, schema={"step": pl.Int64})
    window = places.join(steps, how="cross").with_columns(part=(pl.col("at") + pl.col("step")) % _PARTS)
    ratios = (
        year.filter(pl.col("usual") > 0)
        .join(window, how="cross")
        .join(parts, on=["firm", "year", "part"], how="left")
        .group_by("firm", "year", "at")
        .agg(ratio=pl.col("amount").sum() / pl.col("usual").first())
    )
    one = ratios.filter(pl.col("year") == 0).select("firm", "at", one="ratio")
    two = ratios.filter(pl.col("year") == 1).select("firm", "at", two="ratio")
    return one.join(two, on=["firm", "at"])
