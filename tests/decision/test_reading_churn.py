"""Prices by band from a table of rates and lost customers."""

from decimal import Decimal
from pathlib import Path

from puhui.decision import Band, ChurnAt, priced_by_churn, read_churn, shipped_policy
from puhui.kernel import Problem


def _at(rate: str, lost: str) -> ChurnAt:
    return ChurnAt(Decimal(rate), dict.fromkeys((Band.A, Band.B, Band.C), Decimal(lost)))


def _price(table: list[ChurnAt], band: Band) -> object:
    return priced_by_churn(shipped_policy(), table, "test").look_up("price", {"band": band.value})[
        "annual_rate"
    ]


def test_the_best_rate_weighs_what_is_earned_against_who_leaves() -> None:
    """At 8 % half leave, at 12 % nine in ten: for A, (1 − 0.5) × 5.47 % beats (1 − 0.9) × 9.43 %."""
    table = [_at("0.04", "0"), _at("0.08", "0.5"), _at("0.12", "0.9")]
    assert _price(table, Band.A) == 0.08


def test_a_band_that_no_rate_pays_for_has_no_price() -> None:
    """C costs 6.75 % in losses and 2 % in funding: at 8 % at most it is referred, not lent at a loss."""
    table = [_at("0.04", "0"), _at("0.08", "0.5")]
    assert _price(table, Band.C) is None


def test_band_d_never_gets_a_price() -> None:
    """Whatever the table says."""
    assert _price([_at("0.15", "0")], Band.D) is None


def test_a_table_is_read_from_the_folder_when_there_is_one(tmp_path: Path) -> None:
    """No table, no prices from it; a table with nonsense is a problem that says so."""
    assert read_churn(tmp_path) is None
    file = tmp_path / "rate_churn_by_rating.csv"
    file.write_text("loan_apr,churn_A,churn_B,churn_C\n0.04,0,0,0.1\n")
    assert read_churn(tmp_path) == (
        ChurnAt(Decimal("0.04"), {Band.A: Decimal(0), Band.B: Decimal(0), Band.C: Decimal("0.1")}),
    )
    for nonsense in ("loan_apr,churn_A\n4,0\n", "loan_apr,churn_A\n0.04,\n", "a,b\n1,2\n", "", "\0\0"):
        file.write_text(nonsense)
        assert isinstance(read_churn(tmp_path), Problem), nonsense
