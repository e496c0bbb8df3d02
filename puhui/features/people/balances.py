"""What lies on the account, what is owed, and how far the card is used."""

from typing import Final

import polars as pl

from puhui.features.people.declaring import declared
from puhui.features.people.model import PersonSource
from puhui.features.people.terms import FEN, share, swing

_CARD = pl.col("card_used_share")


def _fen(name: str) -> pl.Expr:
    return pl.col(f"{name}_fen").cast(pl.Float64)


FEATURES: Final = declared(
    PersonSource.BALANCES,
    {
        "balance_months": pl.len().cast(pl.Float64),
        "balance_mean_yuan": _fen("mean").mean() / FEN,
        "balance_lowest_yuan": _fen("lowest").mean() / FEN,
        "balance_low_share": share(_fen("lowest").mean(), _fen("mean").mean()),
        "balance_swing": swing(_fen("mean")),
        "balance_end_swing": swing(_fen("end")),
        "debts_yuan": _fen("debts").mean() / FEN,
        "debts_highest_yuan": _fen("debts").max() / FEN,
        "instalments_yuan": _fen("instalments").mean() / FEN,
        "debts_to_instalments": share(_fen("debts").mean(), _fen("instalments").mean()),
        "card_used_share": _CARD.mean(),
        "card_used_most": _CARD.max(),
    },
)
