"""A season is what two years show alike."""

from datetime import date, timedelta

import polars as pl
import pytest

from puhui.decision import trade_facts

AS_OF = date(2026, 11, 1)
EVEN = [100] * 12
FESTIVAL = [50, 50, 50, 50, 50, 50, 50, 50, 50, 250, 250, 250]
"""Parts of a year, the oldest first: three months that bring as much as fifteen others."""


def facts(earlier: list[int], later: list[int], days: int = 730) -> tuple[float | None, float | None]:
    """Peak and lean ratio of a shop with these sales in the middle of each part of two years."""
    amounts = [*earlier, *later]
    rows = [
        (AS_OF - timedelta(days=round(730 - (place + 0.5) * 365 / 12)), amount * 100)
        for place, amount in enumerate(amounts)
        if amount
    ]
    first = AS_OF - timedelta(days=days)
    invoices = pl.DataFrame(
        {
            "firm": "E1",
            "issued_on": [first, *(day for day, _ in rows)],
            "amount_fen": [0, *(amount for _, amount in rows)],
            "direction": "sale",
            "voided": False,
            "counterparty": "B1",
        }
    )
    row = trade_facts(invoices.filter(pl.col("issued_on") >= first), ["E1"], AS_OF).row(0, named=True)
    return row["season_peak_ratio"], row["season_lean_ratio"]


def test_the_same_festival_in_both_years_is_a_season() -> None:
    """250 against an average of 100; the quiet months bring half."""
    assert facts(FESTIVAL, FESTIVAL) == pytest.approx((2.5, 0.5))


def test_growth_makes_no_season() -> None:
    """Twice as much in the second year, and every month like the others of its year."""
    assert facts(EVEN, [200] * 12) == pytest.approx((1.0, 1.0))


def test_one_large_order_makes_no_season() -> None:
    """The year before had nothing like it at that time."""
    peak, lean = facts(EVEN, FESTIVAL)
    assert peak == pytest.approx(1.0)
    assert lean == pytest.approx(1.0)


def test_less_than_two_years_tell_of_no_season() -> None:
    """Half a year more is needed; the tables then count an even year."""
    assert facts(FESTIVAL, FESTIVAL, days=700) == (None, None)


def test_a_year_without_sales_tells_of_no_season() -> None:
    """Nothing can be compared with nothing."""
    assert facts([0] * 12, FESTIVAL) == (None, None)
