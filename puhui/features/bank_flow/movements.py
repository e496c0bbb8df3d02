"""How often money moves, by which way, and how much at a time."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from puhui.features.bank_flow.declaring import declared
from puhui.features.bank_flow.model import FlowTable

_AMOUNT: Final = pl.col("amount_fen")
_YUAN: Final = _AMOUNT / 100
_IN, _OUT = _AMOUNT > 0, _AMOUNT < 0
_SPAN_DAYS: Final = pl.col("days_ago").max() - pl.col("days_ago").min()
DAYS_A_MONTH: Final = 30


def _ways() -> Iterator[tuple[str, pl.Expr]]:
    """Movements of each way, as a number and as a share of all."""
    channel = pl.col("channel")
    ways = {
        "cash_in": (channel == "cash") & _IN,
        "cash_out": (channel == "cash") & _OUT,
        "transfer_in": (channel == "transfer") & _IN,
        "transfer_out": (channel == "transfer") & _OUT,
        "card_out": (channel == "card") & _OUT,
        "by_bank": channel == "bank",
    }
    for name, rows in ways.items():
        moved = rows.fill_null(value=False)
        yield f"flow_{name}_count", moved.sum()
        yield f"flow_{name}_share", moved.mean()


FEATURES: Final = declared(
    FlowTable.MOVEMENTS,
    {
        "flow_movements": pl.len(),
        "flow_in_count": _IN.sum(),
        "flow_out_count": _OUT.sum(),
        "flow_in_share": _IN.mean(),
        "flow_history_days": _SPAN_DAYS,
        "flow_silent_days": pl.col("days_ago").min(),
        "flow_movements_monthly": pl.when(_SPAN_DAYS > 0).then(pl.len() * DAYS_A_MONTH / _SPAN_DAYS),
        **dict(_ways()),
        "flow_amount_mean_yuan": _YUAN.mean(),
        "flow_amount_spread_yuan": _YUAN.std(),
        "flow_largest_in_yuan": _YUAN.filter(_IN).max(),
        "flow_largest_out_yuan": -_YUAN.filter(_OUT).min(),
        "flow_smallest_yuan": _YUAN.abs().min(),
    },
)
