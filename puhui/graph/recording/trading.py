"""Trade from invoices: how much passed between a firm and each counterparty in each year. Pure."""

from dataclasses import dataclass
from datetime import date

import polars as pl


@dataclass(frozen=True, slots=True)
class TradeVolume:
    """What passed in one calendar year, sales and purchases together, red-letter invoices taken off."""

    counterparty: str
    year: int
    total_fen: int
    invoices: int
    first_on: date


def trade_volumes(invoices: pl.DataFrame) -> tuple[TradeVolume, ...]:
    """One volume for each counterparty and year, in that order. Voided invoices never were.

    >>> from datetime import date
    >>> sold = {"counterparty": ["甲", "甲"], "issued_on": [date(2026, 1, 5), date(2026, 3, 1)],
    ...         "total_fen": [10_000, -2_000], "voided": [False, False]}
    >>> [(it.counterparty, it.total_fen, it.invoices) for it in trade_volumes(pl.DataFrame(sold))]
    [('甲', 8000, 2)]
    """
    volumes = (
        invoices.filter(~pl.col("voided") & pl.col("counterparty").is_not_null())
        .with_columns(year=pl.col("issued_on").dt.year())
        .group_by("counterparty", "year")
        .agg(
            total_fen=pl.col("total_fen").sum(),
            invoices=pl.len(),
            first_on=pl.col("issued_on").min(),
        )
        .sort("counterparty", "year")
    )
    columns = ("counterparty", "year", "total_fen", "invoices", "first_on")
    return tuple(TradeVolume(*row) for row in volumes.select(columns).iter_rows())
