"""What a customer's invoices say against their own past: season, silence, voids, one buyer. Pure.

Every figure compares a business with itself. Without a year of invoices there is no season to compare with,
and the figure is unknown.
"""

from datetime import date, timedelta
from typing import Final

import polars as pl

_QUARTER: Final = timedelta(days=90)
_YEAR: Final = timedelta(days=365)
_LEAST_BEFORE_FEN: Final = 100_000


def trade_figures(invoices: pl.DataFrame, on: date) -> dict[str, float | None]:
    """Figures of the last quarter and of the same business before it; null where nothing can be said."""
    sold = invoices.filter((pl.col("direction") == "sale") & (pl.col("issued_on") < on))
    valid = sold.filter(~pl.col("voided"))
    now, season = (_between(sold, end - _QUARTER, end) for end in (on, on - _YEAR))
    before = _between(sold, on - _YEAR, on - _QUARTER)
    return {
        "sales_against_season_share": _ratio(_sales_fen(now), _sales_fen(season)),
        "days_since_sale": _days_since(valid, on),
        "void_rise_share": _rise(_void_share(now), _void_share(before)),
        "red_rise_share": _rise(_red_share(now), _red_share(before)),
        "top_buyer_share": _top_share(now),
        "top_buyer_rise_share": _rise(_top_share(now), _top_share(before)),
    }


def _between(sold: pl.DataFrame, begin: date, end: date) -> pl.DataFrame:
    return sold.filter((pl.col("issued_on") >= begin) & (pl.col("issued_on") < end))


def _sales_fen(sold: pl.DataFrame) -> int:
    return int(sold.filter(~pl.col("voided"))["total_fen"].sum() or 0)


def _void_share(sold: pl.DataFrame) -> float | None:
    return None if sold.is_empty() else int(sold["voided"].sum()) / sold.height


def _red_share(sold: pl.DataFrame) -> float | None:
    amounts = sold.filter(~pl.col("voided"))["total_fen"].cast(pl.Int64)
    made = int(amounts.filter(amounts > 0).sum() or 0)
    back = -int(amounts.filter(amounts < 0).sum() or 0)
    return back / made if made else None


def _top_share(sold: pl.DataFrame) -> float | None:
    by_buyer = sold.filter(~pl.col("voided")).group_by("counterparty").agg(pl.col("total_fen").sum())
    sums = [int(it or 0) for it in by_buyer["total_fen"]]
    return max(sums) / sum(sums) if sum(sums) > 0 else None


def _days_since(valid: pl.DataFrame, on: date) -> float | None:
    newest = valid["issued_on"].max()
    return float((on - newest).days) if isinstance(newest, date) else None


def _ratio(now_fen: int, before_fen: int) -> float | None:
    return now_fen / before_fen if before_fen >= _LEAST_BEFORE_FEN else None


def _rise(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before
