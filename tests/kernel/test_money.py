"""Money is whole fen, rounded half-up in one place."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.kernel import (
    Text,
    YearDays,
    YearlyRate,
    fen,
    format_percent,
    format_wan,
    format_yuan,
    round_fen,
    say_amount,
    yuan,
)


@given(st.integers(-(10**17), 10**17))
def test_yuan_and_fen_are_one_amount(amount_fen: int) -> None:
    """There and back without loss."""
    assert fen(yuan(amount_fen)) == amount_fen


@given(st.integers(-(10**12), 10**12))
def test_what_is_shown_is_what_is_owed(amount_fen: int) -> None:
    """A statement's text reads back to the same fen."""
    shown = format_yuan(amount_fen).replace("¥", "").replace(",", "")
    assert fen(shown) == amount_fen


@given(st.decimals(-(10**12), 10**12, places=3))
def test_rounding_moves_an_amount_by_half_a_fen_at_most(amount: Decimal) -> None:
    """Half-up, the same in both directions."""
    assert abs(round_fen(amount) - amount) <= Decimal("0.5")
    assert round_fen(-amount) == -round_fen(amount)


@pytest.mark.parametrize("written", ["0.001", "NaN", "Infinity", "一百", "", "1e999999", "1e-400"])
def test_no_amount_is_guessed(written: str) -> None:
    """Part of a fen, no number at all, or more money than there is: a ValueError, at once."""
    with pytest.raises(ValueError):
        fen(written)


@pytest.mark.parametrize(
    ("amount_fen", "said"), [(30_000_000, "30万元"), (0, "0万元"), (1_234_567_800, "1,234.57万元")]
)
def test_limits_are_said_in_wan(amount_fen: int, said: str) -> None:
    """As a credit officer says it aloud."""
    assert format_wan(amount_fen) == said


def test_a_yearly_rate_has_two_daily_rates() -> None:
    """The 360/365 trap: 24 % is 0.066667 % or 0.065753 % a day (domain 2.3)."""
    rate = YearlyRate(Decimal("0.24"))
    assert format_percent(rate.daily(), 6) == "0.066667%"
    assert format_percent(rate.daily(YearDays.D365), 6) == "0.065753%"
    assert rate.monthly() == Decimal("0.02")
    assert YearlyRate.from_daily(Decimal("0.0004")).value == Decimal("0.144")


def test_an_amount_in_a_sentence_has_the_units_of_its_language() -> None:
    """No 万元 in an English sentence; less than one 万元 is said in yuan, to the yuan."""
    limit = say_amount(30_000_000)
    small = say_amount(499_950)

    assert (limit.zh, limit.en) == ("30万元", "¥300,000")
    assert (small.zh, small.en) == ("5,000元", "¥5,000")
    assert Text("至多{most}", "{most} at most").fill(most=limit) == Text("至多30万元", "¥300,000 at most")
