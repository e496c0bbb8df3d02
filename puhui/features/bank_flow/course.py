"""What comes in and goes out in a month: how much, how evenly, and whether it is enough."""

from typing import Final

import polars as pl

from puhui.features.bank_flow.declaring import declared
from puhui.features.bank_flow.model import FlowTable
from puhui.features.terms import change, last, share, when_enough

_COME, _GONE = pl.col("in_yuan"), pl.col("out_yuan")
_YEAR: Final = last(12)
_RECENT, _BEFORE = last(3), pl.col("age").is_between(4, 12)

FEATURES: Final = declared(
    FlowTable.MONTHS,
    {
        "flow_in_monthly_yuan": when_enough(_COME.filter(_YEAR).mean(), _YEAR, 3),
        "flow_out_monthly_yuan": when_enough(_GONE.filter(_YEAR).mean(), _YEAR, 3),
        "flow_kept_monthly_yuan": when_enough((_COME - _GONE).filter(_YEAR).mean(), _YEAR, 3),
        "flow_out_to_in": when_enough(
            share(_GONE.filter(_YEAR).sum(), _COME.filter(_YEAR).sum()).clip(0, 10), _YEAR, 3
        ),
        "flow_overspent_months_share": when_enough((_GONE > _COME).filter(_YEAR).mean(), _YEAR, 3),
        "flow_in_swing": when_enough(
            share(_COME.filter(_YEAR).std(ddof=0), _COME.filter(_YEAR).mean()).clip(0, 4), _YEAR, 6
        ),
        "flow_in_3m_change": when_enough(
            change(_COME.filter(_RECENT).mean(), _COME.filter(_BEFORE).mean()), _YEAR, 6
        ),
        "flow_in_months_share": when_enough((_COME > 0).filter(_YEAR).mean(), _YEAR, 3),
    },
)
