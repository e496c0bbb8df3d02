"""Numbers from a statement are what could have been known that day, and add up by hand."""

import math
import re
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from puhui.features import Unit
from puhui.features.bank_flow import FlowFeature, asked_on, flow_catalogue, flow_features, statement_of
from puhui.kernel import Problem
from tests.features.bank_flow.statements import SHOP, STALL, many_movements, movement, statement

BOTH = [SHOP, STALL]
AS_OF = date(2025, 7, 1)


def value(rows: pl.DataFrame, name: str, as_of: date = AS_OF) -> float | None:
    """One number of the shop's account."""
    found = flow_features(rows, asked_on([SHOP], as_of))[name].item()
    return None if found is None else float(found)


QUARTER = statement(
    movement(date(2025, 2, 10), 1000, 1000, channel="cash"),
    movement(date(2025, 3, 5), -1200, -200, channel="transfer", purpose="household", counterparty="甲"),
    movement(date(2025, 3, 31), -0.2, -200.2, channel="bank", purpose="penalty_interest"),
    movement(date(2025, 4, 4), 3000, 2799.8, channel="transfer", counterparty="乙"),
    movement(date(2025, 5, 4), 3000, 5799.8, channel="transfer", counterparty="乙"),
    movement(date(2025, 6, 6), -1800, 3999.8, channel="card"),
)


def test_a_small_statement_adds_up_by_hand() -> None:
    """Six movements over 116 days: counts, shares, largest, lowest, and 30 days below zero."""
    told = {
        "flow_movements": 6,
        "flow_in_count": 3,
        "flow_history_days": 116,
        "flow_silent_days": 25,
        "flow_transfer_in_share": 2 / 6,
        "flow_largest_out_yuan": 1800,
        "flow_balance_lowest_yuan": -200.2,
        "flow_last_balance_yuan": 3999.8,
        "flow_last_amount_yuan": -1800,
        "flow_below_zero_days": 30,
        "flow_below_zero_days_share": 30 / 141,
        "flow_penalty_interest_count": 1,
        "flow_penalty_interest_yuan": 0.2,
        "flow_parties_paying": 1,
        "flow_household_monthly_yuan": 1200 / (116 / 30),
    }
    assert {name: pytest.approx(value(QUARTER, name)) for name in told} == told


def test_whole_months_leave_out_the_first_and_the_open_one() -> None:
    """March to June count: 6,000 came and 3,000 went, not the penalty interest; two months of four
    overspent."""
    assert value(QUARTER, "flow_in_monthly_yuan") == pytest.approx(1500)
    assert value(QUARTER, "flow_out_monthly_yuan") == pytest.approx(750)
    assert value(QUARTER, "flow_overspent_months_share") == pytest.approx(2 / 4)
    assert value(QUARTER, "flow_in_monthly_yuan", date(2025, 5, 20)) is None


def test_daily_balances_count_by_the_days_they_were_held() -> None:
    """¥100 for 9 days and ¥200 for one day are ¥110 a day, though the mean of the movements is ¥150."""
    rows = statement(movement(date(2025, 6, 21), 100, 100), movement(date(2025, 6, 30), 100, 200))
    assert value(rows, "flow_daily_mean_yuan") == pytest.approx(110)
    assert value(rows, "flow_balance_mean_yuan") == pytest.approx(150)
    assert value(rows, "flow_daily_mean_90d_yuan") == pytest.approx(110)


def test_only_days_within_the_window_count_of_a_balance_held_longer() -> None:
    """Below zero until 100 days ago, ¥300 since: the lowest of 90 days is ¥300."""
    rows = statement(movement(date(2025, 1, 1), -50, -50), movement(date(2025, 3, 23), 350, 300))
    assert value(rows, "flow_lowest_90d_yuan") == pytest.approx(300)
    assert value(rows, "flow_daily_mean_90d_yuan") == pytest.approx(300)
    assert value(rows, "flow_below_zero_days") == 81


def test_the_last_of_a_day_follows_from_the_balances_not_from_the_order_of_rows() -> None:
    """The bank printed the day backwards: 1,000 − 300 + 50 leaves 750, so +50 was last."""
    rows = statement(
        movement(date(2025, 6, 1), 1000, 1000),
        movement(date(2025, 6, 2), 50, 750),
        movement(date(2025, 6, 2), -300, 700),
    )
    assert value(rows, "flow_last_balance_yuan") == 750
    assert value(rows, "flow_last_amount_yuan") == 50
    assert value(rows, "flow_last_balance_yuan", date(2025, 6, 2)) == 1000


def test_an_account_without_balances_has_flows_and_no_balances() -> None:
    """Null is not known, never zero."""
    rows = statement(movement(date(2025, 5, 1), 100), movement(date(2025, 5, 1), 100))
    assert value(rows, "flow_movements") == 2
    assert value(rows, "flow_balance_lowest_yuan") is None
    assert value(rows, "flow_below_zero_days") is None


def test_an_account_nobody_knows_is_a_row_of_nulls() -> None:
    """Zero movements, and nothing else is known."""
    found = flow_features(QUARTER, asked_on([STALL], AS_OF)).row(0, named=True)
    assert found.pop("flow_movements") == 0
    assert set(found) - {"account", "as_of"} and not any(
        found[name] is not None for name in set(found) - {"account", "as_of"}
    )


@settings(max_examples=25, deadline=None)
@given(many_movements(), st.dates(date(2024, 12, 1), date(2026, 1, 31)))
def test_what_came_later_never_changes_what_was_known(rows: pl.DataFrame, as_of: date) -> None:
    """Movements on or after the day leave every number as it was, whoever else is asked for when."""
    asked = asked_on(BOTH, as_of)
    before = flow_features(rows.filter(pl.col("on") < as_of), asked)
    beside = pl.concat([asked, asked_on(BOTH, date(2025, 3, 1))]).unique(maintain_order=True)
    among = flow_features(rows, beside).filter(pl.col("as_of") == as_of)
    assert_frame_equal(among, before)


@settings(max_examples=25, deadline=None)
@given(many_movements(min_size=2), st.integers(0, 9_999))
def test_repeated_rows_make_no_difference(rows: pl.DataFrame, seed: int) -> None:
    """A statement read twice tells the same story; so do its accounts one by one."""
    asked = asked_on(BOTH, date(2026, 6, 1))
    twice = pl.concat([rows, rows.sample(fraction=1, shuffle=True, seed=seed)])
    assert_frame_equal(flow_features(twice, asked), flow_features(rows, asked))
    for account in BOTH:
        alone = flow_features(
            rows.filter(pl.col("account") == account), asked_on([account], date(2026, 6, 1))
        )
        assert_frame_equal(alone, flow_features(rows, asked).filter(pl.col("account") == account))


@settings(max_examples=25, deadline=None)
@given(many_movements())
def test_every_number_is_finite_or_null_and_shares_are_shares(rows: pl.DataFrame) -> None:
    """Never NaN; a share lies between 0 and 1."""
    found = flow_features(rows, asked_on(BOTH, AS_OF))
    for feature in flow_catalogue():
        known = found[feature.name].drop_nulls().to_list()
        assert all(math.isfinite(one) for one in known), feature.name
        if feature.unit is Unit.SHARE:
            assert all(-1e-9 <= one <= 1 + 1e-9 for one in known), feature.name


@pytest.mark.parametrize("feature", flow_catalogue(), ids=lambda feature: feature.name)
def test_a_number_has_its_words_in_both_languages(feature: FlowFeature) -> None:
    """Title, definition, window, owner, and a way to say a value."""
    assert all((feature.title.zh, feature.title.en, feature.definition.zh, feature.definition.en))
    assert (
        feature.window and feature.owner and feature.topic and re.fullmatch(r"flow_[a-z0-9_]+", feature.name)
    )
    assert feature.say(0.5).zh and feature.say(None).zh == "暂无数据"


def test_names_are_unique() -> None:
    """A name is a column."""
    names = [feature.name for feature in flow_catalogue()]
    assert len(names) == len(set(names)) >= 50


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ({"account": ["A"], "on": [AS_OF]}, "flow.columns.missing"),
        ({"account": ["A"], "on": ["yesterday"], "amount_fen": [1]}, "flow.columns.unreadable"),
        ({"account": ["A"], "on": [AS_OF], "amount_fen": [None]}, "flow.columns.empty"),
        ({"account": ["A"], "on": [AS_OF], "amount_fen": [1], "channel": ["鸽子"]}, "flow.channel.unknown"),
        ({"account": ["A"], "on": [AS_OF], "amount_fen": [1], "purpose": ["?"]}, "flow.purpose.unknown"),
    ],
)
def test_a_statement_that_cannot_be_read_says_why(rows: dict[str, list[object]], code: str) -> None:
    """What is wrong and what to do, in both languages; never an account number."""
    found = statement_of(pl.DataFrame(rows))
    assert isinstance(found, Problem) and found.code == code
    assert found.what.zh and found.fix is not None and found.fix.en
