"""A table of decisions as an allocation's firms: columns are found by their names.

`firm`, `band`, `probability`, `limit_yuan` must be there (what `puhui decide invoices` writes has them);
`outcome`, `annual_rate`, `least_yuan`, `trade`, `region` and a mark of inclusion may be. Who cannot be given
anything stays in the table with the reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from puhui.decision.money.allocation.model import Firms, Grouping, Menu
from puhui.kernel import Problem, Text

NEEDED: Final = ("firm", "band", "probability", "limit_yuan")
GROUPS: Final = ("trade", "region")
_UNKNOWN: Final = "?"
_LARGEST: Final = 1e11
_TRUE: Final = ("true", "1", "yes", "y", "是")


@dataclass(frozen=True, slots=True)
class Candidates:
    """`firms` are those of `table` where `left_out` is null, in the same order; `rate` is the one rate that
    each band has in the table, where it has a column of them."""

    table: pl.DataFrame
    left_out: pl.Series
    firms: Firms
    rate: Mapping[str, float]
    has_inclusive: bool

    def menus(self) -> dict[str, Menu]:
        """The table's own rate of each band, at which everybody stays: nothing says otherwise."""
        return {band: Menu(np.array([rate]), np.array([1.0])) for band, rate in self.rate.items()}


def candidates(
    table: pl.DataFrame, bands: tuple[str, ...], lot_yuan: int, least_yuan: int, inclusive: tuple[str, ...]
) -> Candidates | Problem:
    """Who may be given what. `bands` are those that have a price, others are left out; where none are named
    the table's own rates are the prices."""
    missing = [name for name in NEEDED if name not in table.columns]
    if missing:
        return _columns_missing(missing, table.columns)
    if table["firm"].n_unique() < table.height or table["firm"].null_count():
        return _TWICE
    read = _read(table, lot_yuan, least_yuan, inclusive)
    rates = _rates(read)
    if isinstance(rates, Problem):
        return rates
    priced = bands or tuple(sorted(rates))
    left_out = _left_out(read, priced)
    kept = read.filter(left_out.is_null())
    if kept.is_empty():
        return _NOBODY
    firms = Firms(
        band=_grouping(kept["band"], priced),
        probability=kept["probability"].to_numpy(),
        least_lots=kept["least_lots"].to_numpy(),
        most_lots=kept["most_lots"].to_numpy(),
        inclusive=kept["inclusive"].to_numpy(),
        groups={name: _grouping(kept[name]) for name in GROUPS if name in table.columns},
    )
    marked = any(name in table.columns for name in inclusive)
    return Candidates(table, left_out, firms, rates, marked)


def _read(table: pl.DataFrame, lot_yuan: int, least_yuan: int, inclusive: tuple[str, ...]) -> pl.DataFrame:
    """The columns as they are needed, whatever type a file gave them; unreadable is null."""

    def number(name: str, otherwise: float | None = None) -> pl.Expr:
        return (
            _finite(pl.col(name).cast(pl.Float64, strict=False))
            if name in table.columns
            else pl.lit(otherwise, pl.Float64)
        )

    marks = [
        pl.col(it).cast(pl.String).str.to_lowercase().is_in(_TRUE) for it in inclusive if it in table.columns
    ]
    least = number("least_yuan").fill_null(least_yuan).clip(1)
    return table.select(
        band=pl.col("band").cast(pl.String),
        outcome=pl.col("outcome").cast(pl.String) if "outcome" in table.columns else pl.lit("approve"),
        probability=number("probability"),
        limit_yuan=number("limit_yuan"),
        annual_rate=number("annual_rate"),
        most_lots=(number("limit_yuan").fill_null(0).clip(0) // lot_yuan).cast(pl.Int64),
        least_lots=(least / lot_yuan).ceil().cast(pl.Int64),
        inclusive=pl.any_horizontal(marks).fill_null(value=False) if marks else pl.lit(value=False),
        **{
            name: pl.col(name).cast(pl.String).fill_null(_UNKNOWN) for name in GROUPS if name in table.columns
        },
    )


def _finite(column: pl.Expr) -> pl.Expr:
    """What is no number, or beyond any amount there is, is not known."""
    return pl.when(column.is_between(-_LARGEST, _LARGEST)).then(column)


def _left_out(read: pl.DataFrame, bands: tuple[str, ...]) -> pl.Series:
    """Why a firm gets nothing whatever the budget; null for those who take part."""
    sure = pl.col("probability").is_between(0, 1, closed="left").fill_null(value=False)
    return read.select(
        pl.when(pl.col("outcome") != "approve")
        .then(pl.concat_str(pl.lit("outcome_"), pl.col("outcome")))
        .when(pl.col("outcome").is_null())
        .then(pl.lit("outcome_refer"))
        .when(~sure)
        .then(pl.lit("probability_unknown"))
        .when(~pl.col("band").is_in(bands).fill_null(value=False))
        .then(pl.lit("band_without_price"))
        .when(pl.col("limit_yuan").is_null())
        .then(pl.lit("limit_unknown"))
        .when(pl.col("most_lots") < pl.col("least_lots"))
        .then(pl.lit("limit_below_lot"))
        .otherwise(pl.lit(None, pl.String))
        .alias("left_out")
    )["left_out"]


def _rates(kept: pl.DataFrame) -> dict[str, float] | Problem:
    """One rate a band: where firms of a band have two, somebody was priced by person."""
    offered = kept.filter(pl.col("outcome") == "approve")
    rates = offered.drop_nulls(["annual_rate", "band"]).group_by("band").agg(pl.col("annual_rate").unique())
    several = rates.filter(pl.col("annual_rate").list.len() > 1)
    if several.height:
        return _two_rates(str(several["band"][0]))
    return {row["band"]: float(row["annual_rate"][0]) for row in rates.iter_rows(named=True)}


def _grouping(column: pl.Series, labels: tuple[str, ...] | None = None) -> Grouping:
    named = labels or tuple(column.unique().sort())
    places = {label: place for place, label in enumerate(named)}
    return Grouping(named, column.replace_strict(places, return_dtype=pl.Int64).to_numpy().astype(np.int64))


def _columns_missing(missing: list[str], found: list[str]) -> Problem:
    there, lacking = ", ".join(found[:20]), ", ".join(missing)
    return Problem(
        "allocation.columns",
        Text(
            f"表里缺少列：{lacking}（有：{there}）。", f"Columns are missing: {lacking} (there are: {there})."
        ),
        Text(
            "可以直接用 puhui decide invoices 的结果表。",
            "The table that `puhui decide invoices` writes has all of them.",
        ),
    )


def _two_rates(band: str) -> Problem:
    return Problem(
        "allocation.rates",
        Text(f"{band} 级的企业有不同的年利率。", f"Firms of band {band} have different yearly rates."),
        Text(
            "价格只按公布的等级定，每个等级只能有一个利率；请改正 annual_rate 列。",
            "A price belongs to a published band, one rate each; correct the column annual_rate.",
        ),
    )


_NOBODY: Final = Problem(
    "allocation.nobody",
    Text("表里没有可以分到的企业。", "Nobody in the table can be given anything."),
    Text(
        "需要 outcome 为 approve、有等级价格、有违约概率、额度不低于起点的企业。",
        "It takes firms that are approved, with a priced band, a probability, and a limit above the least.",
    ),
)
_TWICE: Final = Problem(
    "allocation.firms",
    Text("firm 列里有重复或空着的企业。", "A firm stands in the table twice, or has no name."),
    Text("每家企业只留一行。", "Keep one row a firm."),
)
