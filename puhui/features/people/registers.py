"""What public business registers say under a person's name, open or closed."""

from typing import Final

import polars as pl

from puhui.features.people.declaring import declared
from puhui.features.people.model import PersonSource

HIT: Final = pl.col("hit").fill_null("none") != "none"
OPEN: Final = HIT & (pl.col("status") == "open")
_AGE = pl.col("months_old").cast(pl.Float64)


def _count(which: pl.Expr) -> pl.Expr:
    return which.fill_null(False).sum().cast(pl.Float64)


def _open(hit: str) -> pl.Expr:
    return _count(OPEN & (pl.col("hit") == hit))


FEATURES: Final = declared(
    PersonSource.REGISTERS,
    {
        "registered_hits": _count(HIT),
        "registered_open": _count(OPEN),
        "registered_individual": _open("individual_business"),
        "registered_representative": _open("legal_representative"),
        "registered_shareholder": _open("shareholder"),
        "registered_closed": _count(HIT & ~OPEN),
        "registered_share": pl.col("share").filter(OPEN).max(),
        "registered_months": _AGE.filter(OPEN).max(),
        "registered_newest_months": _AGE.filter(OPEN).min(),
    },
)


def dated(rows: pl.DataFrame, until: int) -> pl.DataFrame:
    """How many months old an entry is at the month `until` (year × 12 + month)."""
    since = pl.col("since").dt.year().cast(pl.Int32) * 12 + pl.col("since").dt.month().cast(pl.Int32)
    return rows.with_columns(months_old=(until - since).clip(lower_bound=0))
