"""Trade from invoices: how much a firm sold to and bought from each counterparty in each year. Pure."""

from dataclasses import dataclass
from datetime import date

import polars as pl


@dataclass(frozen=True, slots=True)
class TradeVolume:
    """What was sold, or bought, in one calendar year; red-letter invoices are taken off."""

    counterparty: str
    year: int
    is_sale: bool
    total_fen: int
    invoices: int
    first_on: date


def trade_volumes(invoices: pl.DataFrame) -> tuple[TradeVolume, ...]:
    """One volume for each counterparty, year and direction, in that order. Voided invoices never were; where
    no direction is said, all are sales.

    >>> from datetime import date
    >>> sold = {"counterparty": ["甲", "甲"], "issued_on": [date(2026, 1, 5), date(2026, 3, 1)],
    ...         "total_fen": [10_000, -2_000], "voided": [False, False]}
    >>> [(it.counterparty, it.total_fen, it.invoices) for it in trade_volumes(pl.DataFrame(sold))]
    [('甲', 8000, 2)]
    """
    direction = pl.col("direction") if "direction" in invoices.columns else pl.lit("sale")
    volumes = (
        invoices.filter(~pl.col("voided") & pl.col("counterparty").is_not_null())
        .with_columns(year=pl.col("issued_on").dt.year(), is_sale=direction == "sale")
        .group_by("counterparty", "year", "is_sale")
        .agg(
            total_fen=pl.col("total_fen").sum(),
            invoices=pl.len(),
            first_on=pl.col("issued_on").min(),
        )
        .sort("counterparty", "year", "is_sale")
    )
    columns = ("counterparty", "year", "is_sale", "total_fen", "invoices", "first_on")
    return tuple(TradeVolume(*row) for row in volumes.select(columns).iter_rows())
