"""Our numbers from a real bank's raw transactions are the published ready-made ones."""

from pathlib import Path

import pytest

from benchmarks.credit.berka_flows import agreement, order_checked

pytestmark = pytest.mark.real_data


def test_every_column_that_both_define_agrees_or_says_why(real_data: Path) -> None:
    """Of 76 columns 69 are equal for all 354 loans; the other seven are explained."""
    rows = [row for row in agreement(real_data / "berka") if row["ours"]]
    apart = [row for row in rows if row["agree"] < row["rows"]]
    assert len(rows) == 76 and len(apart) == 7
    assert all(row["why"] for row in apart)


def test_closing_balances_are_confirmed_by_what_the_next_movement_began_with(real_data: Path) -> None:
    """Of 4,554 days with several movements each is confirmed within the bank's rounding of ten hellers."""
    found = order_checked(real_data / "berka")
    assert found["within_ten_fen"] == found["days_checked"] > 4_000
    assert found["ready_made_is_one_of_that_day"] == 354
