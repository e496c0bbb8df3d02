"""How the months follow each other: steady, seasonal, ended, bought and sold together."""

from typing import Final

import polars as pl

from puhui.features.people.declaring import declared
from puhui.features.people.model import PersonSource
from puhui.features.people.terms import share, swing

_CODES, _TAKINGS, _GOODS, _WAGE = (pl.col(name) for name in ("codes", "takings", "goods", "wage"))
_AGO = pl.col("months_ago")


def _recent(what: pl.Expr) -> pl.Expr:
    """The last three months against the whole year: 1 is steady, 0 has ended."""
    return share(what.filter(_AGO < 3).sum() / 3, what.mean())


FEATURES: Final = declared(
    PersonSource.MONTHS,
    {
        "months_seen": pl.len().cast(pl.Float64),
        "takings_swing": swing(_TAKINGS),
        "codes_swing": swing(_CODES),
        "goods_swing": swing(_GOODS),
        "goods_follow_takings": pl.corr(_TAKINGS, _GOODS).fill_nan(None),
        "takings_recent": _recent(_TAKINGS),
        "codes_recent": _recent(_CODES),
        "goods_recent": _recent(_GOODS),
        "months_since_takings": _AGO.filter(_CODES > 0).min().cast(pl.Float64),
        "months_since_wage": _AGO.filter(_WAGE > 0).min().cast(pl.Float64),
        "wage_swing": swing(_WAGE),
    },
)


def course(rows: pl.DataFrame, until: int) -> pl.DataFrame:
    """One row a person and month; `until` is the month after the last (year × 12 + month)."""
    return (
        rows.group_by("person_id", "month_index")
        .agg(
            codes=_sum("in", "person_qr", "platform"),
            takings=_sum("in", "person_qr", "platform", "person", "firm", "cash"),
            goods=_sum("out", "market", "firm"),
            wage=_sum("in", "wage"),
        )
        .with_columns(months_ago=until - 1 - pl.col("month_index"))
    )


def _sum(side: str, *kinds: str) -> pl.Expr:
    here = (pl.col("side") == side) & pl.col("counterparty").is_in(list(kinds))
    return pl.col("amount_fen").filter(here).sum().cast(pl.Float64)
