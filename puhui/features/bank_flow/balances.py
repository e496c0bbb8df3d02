"""How much is left: after each movement, at the end of each day, and how often less than nothing."""

from typing import Final

import polars as pl

from puhui.features.bank_flow.declaring import FlowFeatures, declared
from puhui.features.bank_flow.model import FlowTable

_AFTER: Final = pl.col("balance_fen") / 100
_CLOSING: Final = pl.col("closing_fen") / 100
_HELD: Final = pl.col("held_days")
_KNOWN: Final = pl.col("closing_fen").is_not_null()
_BELOW: Final = _KNOWN & (pl.col("closing_fen") < 0)


def _held_within(days: int) -> pl.Expr:
    """Of the days an amount was held, those within the last `days`."""
    return pl.min_horizontal(_HELD, (days - (pl.col("days_ago") - _HELD)).clip(0))


def _mean(held: pl.Expr) -> pl.Expr:
    whole = held.filter(_KNOWN).sum()
    return pl.when(whole > 0).then((_CLOSING * held).sum() / whole)


def _of_movements() -> FlowFeatures:
    return declared(
        FlowTable.MOVEMENTS,
        {
            "flow_balance_mean_yuan": _AFTER.mean(),
            "flow_balance_lowest_yuan": _AFTER.min(),
            "flow_balance_highest_yuan": _AFTER.max(),
            "flow_balance_spread_yuan": _AFTER.std(),
            "flow_balance_smallest_yuan": _AFTER.abs().min(),
            "flow_below_zero_count": (pl.col("balance_fen") < 0).sum(),
        },
    )


def _of_days() -> FlowFeatures:
    known = pl.when(_KNOWN.any())
    return declared(
        FlowTable.DAYS,
        {
            "flow_last_balance_yuan": _CLOSING.sort_by("on").last(),
            "flow_last_amount_yuan": pl.col("last_fen").sort_by("on").last() / 100,
            "flow_daily_mean_yuan": _mean(_HELD),
            "flow_daily_mean_90d_yuan": _mean(_held_within(90)),
            "flow_lowest_90d_yuan": _CLOSING.filter(_held_within(90) > 0).min(),
            "flow_below_zero_days": known.then(_HELD.filter(_BELOW).sum()),
            "flow_below_zero_days_share": known.then(_HELD.filter(_BELOW).sum() / _HELD.filter(_KNOWN).sum()),
        },
    )


FEATURES: Final = (*_of_movements(), *_of_days())
