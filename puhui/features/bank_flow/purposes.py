"""What money is for: the bank's own interest and fees, household, insurance; and with whom."""

from typing import Final

import polars as pl

from puhui.features.bank_flow.declaring import declared
from puhui.features.bank_flow.model import FlowTable
from puhui.features.bank_flow.movements import DAYS_A_MONTH
from puhui.features.terms import share

_AMOUNT, _PURPOSE, _PARTY = pl.col("amount_fen"), pl.col("purpose"), pl.col("counterparty")
_MONTHS: Final = (pl.col("days_ago").max() - pl.col("days_ago").min()) / DAYS_A_MONTH
_COME: Final = _AMOUNT.filter(_AMOUNT > 0).sum()


def _for(purpose: str) -> pl.Expr:
    return _PURPOSE.eq(purpose).fill_null(value=False)


def _paid_monthly(purpose: str) -> pl.Expr:
    return pl.when(_MONTHS > 0).then(-_AMOUNT.filter(_for(purpose) & (_AMOUNT < 0)).sum() / 100 / _MONTHS)


FEATURES: Final = declared(
    FlowTable.MOVEMENTS,
    {
        "flow_penalty_interest_count": _for("penalty_interest").sum(),
        "flow_penalty_interest_yuan": -_AMOUNT.filter(_for("penalty_interest")).sum() / 100,
        "flow_interest_monthly_yuan": pl.when(_MONTHS > 0).then(
            _AMOUNT.filter(_for("interest")).sum() / 100 / _MONTHS
        ),
        "flow_fees_monthly_yuan": _paid_monthly("fee"),
        "flow_household_monthly_yuan": _paid_monthly("household"),
        "flow_insurance_monthly_yuan": _paid_monthly("insurance"),
        "flow_household_to_in": share(-_AMOUNT.filter(_for("household") & (_AMOUNT < 0)).sum(), _COME).clip(
            0, 10
        ),
        "flow_parties_paid": _PARTY.filter(_AMOUNT < 0).drop_nulls().n_unique(),
        "flow_parties_paying": _PARTY.filter(_AMOUNT > 0).drop_nulls().n_unique(),
        "flow_round_share": (_AMOUNT % 10_000 == 0).mean(),
    },
)
