"""An amount is read kindly and never guessed: a comma in an odd place is asked about, not multiplied."""

import pytest

from puhui.app.pages.typed import AmountTyped, amount_typed
from puhui.kernel import Problem


@pytest.mark.parametrize(
    ("typed", "amount_fen"),
    [
        ("80000", 8_000_000),
        ("80,000", 8_000_000),
        ("８０，０００元", 8_000_000),
        ("¥ 1,234,567.89", 123_456_789),
        ("12,3456", 12_345_600),
        ("80 000", 8_000_000),
        ("8.5 万元", 8_500_000),
    ],
)
def test_amounts_as_people_write_them(typed: str, amount_fen: int) -> None:
    """Full width, thousands or 万 parted, a sign before or 元 after it."""
    assert amount_typed({"amount": typed}, "amount") == AmountTyped(amount_fen)


@pytest.mark.parametrize(
    "typed", ["100,00", "1,0", "1,000,00", "100 00", "1,00,000", "1,,000", ",100", "1e3"]
)
def test_a_comma_in_an_odd_place_is_asked_about(typed: str) -> None:
    """`100,00` is a hundred yuan where a comma is the decimal sign; ten thousand were paid out for it."""
    told = amount_typed({"amount": typed}, "amount")
    assert isinstance(told, Problem)
    assert told.code == "form.amount.amount"
