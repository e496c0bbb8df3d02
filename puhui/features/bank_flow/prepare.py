"""From a statement to the three small tables that every number aggregates.

`movements`: one row a movement. `days`: one row for each day with movements, with what was left at its end
and how many days it was left (`held_days`, the last one until the day of the snapshot). `months`: one row
for each whole month, also the silent ones; the month of the account's first movement and that of the
snapshot are cut off in the middle and left out. A month is named by its `age`: 1 is the last whole one.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from puhui.features.bank_flow.closing import closings, with_expected
from puhui.features.bank_flow.model import FlowTable

MOST_MONTHS: Final = 36
KEY: Final = ("account", "as_of")
_DAY = pl.col("on")
OWN_MONEY: Final = pl.col("purpose").is_in(["interest", "penalty_interest", "fee"]).fill_null(value=False)
"""What the bank books by itself says nothing about trade or wages."""


@dataclass(frozen=True, slots=True)
class PreparedFlow:
    """The three tables; nothing on or after `as_of` is in any."""

    movements: pl.DataFrame
    days: pl.DataFrame
    months: pl.DataFrame

    def of(self, table: FlowTable) -> pl.DataFrame:
        """The rows that features of `table` aggregate."""
        return {
            FlowTable.MOVEMENTS: self.movements,
            FlowTable.DAYS: self.days,
            FlowTable.MONTHS: self.months,
        }[table]


def prepare_flow(statement: pl.DataFrame, asked: pl.DataFrame) -> PreparedFlow:
    """All tables for the accounts of `asked` (`account`, `as_of`), each as of its own day."""
    rows = with_expected(_known(statement, asked))
    return PreparedFlow(_movements(rows), _days(rows), _months(rows))


def _known(statement: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """Movements before each asked day, in one order however the statement was sorted, each once."""
    placed = statement.with_row_index("place")
    numbered = pl.col("number").is_not_null()
    once = pl.concat(
        [
            placed.filter(numbered).unique(["account", "number"], keep="first"),
            placed.filter(~numbered, pl.col("balance_fen").is_not_null()).unique(
                [name for name in statement.columns if name != "number"], keep="first"
            ),
            placed.filter(~numbered, pl.col("balance_fen").is_null()),
        ]
    )
    return (
        asked.select(KEY)
        .unique()
        .join(once, on="account")
        .filter(pl.col("on") < pl.col("as_of"))
        .sort(*KEY, "on", "place")
    )


def _movements(rows: pl.DataFrame) -> pl.DataFrame:
    off = (pl.col("balance_fen") - pl.col("expected_fen")).abs()
    return rows.with_columns(
        days_ago=(pl.col("as_of") - _DAY).dt.total_days(),
        off_fen=off,
        own_money=OWN_MONEY,
    )


def _days(rows: pl.DataFrame) -> pl.DataFrame:
    next_day = _DAY.shift(-1).over(*KEY)
    return (
        closings(rows)
        .sort(*KEY, "on")
        .with_columns(
            held_days=(pl.coalesce(next_day, pl.col("as_of")) - _DAY).dt.total_days(),
            days_ago=(pl.col("as_of") - _DAY).dt.total_days(),
        )
    )


def _number(day: pl.Expr) -> pl.Expr:
    return day.dt.year().cast(pl.Int32) * 12 + day.dt.month()


def _months(rows: pl.DataFrame) -> pl.DataFrame:
    amount, age = pl.col("amount_fen"), (_number(pl.col("as_of")) - _number(_DAY)).alias("age")
    moved = rows.with_columns(age)
    sums = (
        moved.filter(~OWN_MONEY)
        .group_by(*KEY, "age")
        .agg(
            in_yuan=amount.filter(amount > 0).sum() / 100,
            out_yuan=-amount.filter(amount < 0).sum() / 100,
        )
    )
    ages = pl.DataFrame({"age": range(1, MOST_MONTHS + 1)}, schema={"age": pl.Int32})
    first = moved.group_by(KEY).agg(first_age=pl.col("age").max())
    return (
        first.join(ages, how="cross")
        .filter(pl.col("age") < pl.col("first_age"))
        .join(sums, on=[*KEY, "age"], how="left")
        .with_columns(pl.col("in_yuan", "out_yuan").fill_null(0.0))
        .sort(*KEY, "age")
    )
