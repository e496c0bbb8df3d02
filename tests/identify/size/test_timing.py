"""Whose income is made up to a year, and whose is not (财税〔2018〕91号)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.identify.size import Figures, months_existed, trailing_income

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("founded", "months"),
    [(date(2026, 11, 23), 0), (date(2026, 10, 24), 0), (date(2026, 10, 23), 1),
     (date(2025, 11, 24), 11), (date(2025, 11, 23), 12)],
)  # fmt: skip
def test_only_whole_months_count(founded: date, months: int) -> None:
    """A month is over on the same day of the next one."""
    assert months_existed(founded, DAY) == months


def test_a_year_old_firm_is_not_stretched() -> None:
    """From twelve months on its income is what it is."""
    assert (
        trailing_income(Figures(DAY, income_wan=Decimal(30), established_on=date(2025, 11, 23))).income_wan
        == 30
    )


def test_without_a_founding_day_fewer_months_mean_a_young_firm() -> None:
    """Six months of income and no date: the larger, less favourable figure counts."""
    found = trailing_income(Figures(DAY, income_wan=Decimal(30), income_months=6))
    assert found.income_wan == 60 and "6 months" in found.said.en


def test_no_income_is_not_zero_income() -> None:
    """Nothing given stays nothing."""
    assert trailing_income(Figures(DAY)).income_wan is None
    assert trailing_income(Figures(DAY, income_wan=Decimal(0))).income_wan == 0


@given(st.dates(date(2024, 1, 1), DAY), st.decimals(0, 10_000, places=2))
def test_a_year_s_income_is_never_less_than_what_was_earned(founded: date, income: Decimal) -> None:
    """Stretching only ever raises it, at most twelvefold."""
    counted = trailing_income(Figures(DAY, income_wan=income, established_on=founded)).income_wan
    assert counted is None or (income <= counted * Decimal("1.0000001") and counted <= 12 * income)
