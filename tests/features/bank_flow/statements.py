"""Made-up bank statements."""

from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st

from puhui.features.bank_flow import CHANNELS, PURPOSES, STATEMENT, statement_of

SHOP = "990000-0001"
STALL = "990000-0002"


def movement(on: date, amount_yuan: float, balance_yuan: float | None = None, **more: Any) -> dict[str, Any]:
    """One movement of the shop's account."""
    balance_fen = None if balance_yuan is None else round(balance_yuan * 100)
    return {
        "account": SHOP,
        "on": on,
        "amount_fen": round(amount_yuan * 100),
        "balance_fen": balance_fen,
        **more,
    }


def statement(*rows: dict[str, Any]) -> pl.DataFrame:
    """The rows as a statement."""
    found = statement_of(
        pl.DataFrame([{**dict.fromkeys(STATEMENT), **row} for row in rows], schema=STATEMENT)
    )
    assert isinstance(found, pl.DataFrame)
    return found


@st.composite
def many_movements(draw: st.DrawFn, min_size: int = 0) -> pl.DataFrame:
    """Two accounts' movements whose balances add up, each numbered."""
    rows = []
    for account in (SHOP, STALL):
        balance_fen = draw(st.integers(-100_000, 1_000_000))
        on = date(2025, 1, 1)
        for place in range(draw(st.integers(min_size, 12))):
            on += timedelta(days=draw(st.integers(0, 40)))
            amount_fen = draw(st.integers(-500_000, 500_000).filter(bool))
            balance_fen += amount_fen
            rows.append(
                {
                    "account": account,
                    "number": f"{account}-{place}",
                    "on": on,
                    "amount_fen": amount_fen,
                    "balance_fen": balance_fen,
                    "channel": draw(st.sampled_from([*CHANNELS, None])),
                    "purpose": draw(st.sampled_from([*PURPOSES, None])),
                    "counterparty": draw(st.sampled_from(["甲", "乙", None])),
                }
            )
    return statement(*rows)
