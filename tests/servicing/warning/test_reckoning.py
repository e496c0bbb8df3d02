"""From figures to signals and what may be lost: unknown says nothing, worse never ranks lower."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.servicing.warning.reckoning import figures_behind, reckon, signals_in, table, what_to_do
from puhui.servicing.warning.trade import trade_figures
from puhui.servicing.warning.wording import figure_said, signal_said, words

ON = date(2026, 11, 24)
QUIET: dict[str, Any] = {"days_past_due": 0.0, "late_days_90d": 0.0, "refused_debits_30d": 0.0}


def codes(**facts: Any) -> list[str]:
    """The signals of a customer who is otherwise quiet."""
    return [it.code for it in signals_in(QUIET | facts)]


def test_a_quiet_customer_of_whom_nothing_else_is_known_gives_no_signal() -> None:
    """Never consented is no signal; neither is any unknown figure."""
    assert codes(invoices="never", debts="never", relations="never") == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"days_past_due": 3.0}, "past_due"),
        ({"late_days_90d": 6.0}, "late_often"),
        ({"refused_debits_30d": 2.0}, "debits_refused"),
        ({"sales_against_season_share": 0.49}, "sales_halved"),
        ({"sales_against_season_share": 0.6}, "sales_down"),
        ({"days_since_sale": 61.0}, "silent"),
        ({"void_rise_share": 0.2}, "voids_rising"),
        ({"red_rise_share": 0.2}, "reds_rising"),
        ({"top_buyer_share": 0.7, "top_buyer_rise_share": 0.3}, "one_buyer"),
        ({"new_debt_share": 1.5}, "new_debt"),
        ({"overdue_elsewhere": True}, "overdue_elsewhere"),
        ({"neighbours_defaulted_new": 1.0}, "neighbours"),
        ({"invoices": "withdrawn"}, "invoices_gone"),
        ({"debts": "withdrawn"}, "debts_gone"),
        ({"relations": "withdrawn"}, "relations_gone"),
    ],
)
def test_each_signal_speaks_of_what_it_is_for(facts: dict[str, Any], said: str) -> None:
    """And of nothing else."""
    assert codes(**facts) == [said]


def test_out_of_sight_changes_no_odds() -> None:
    """A withdrawn consent is on the list and costs the customer nothing."""
    plain, gone = (reckon(QUIET | more, "C", 10_000_000) for more in ({}, {"invoices": "withdrawn"}))
    assert gone.default_probability == plain.default_probability
    assert gone.expected_loss_fen == plain.expected_loss_fen


def test_expected_loss_is_exposure_times_probability_times_what_is_lost() -> None:
    """¥100,000 of a customer in M1 who is late elsewhere, too: odds 0.15 : 0.85 times three, 60 % lost."""
    found = reckon(QUIET | {"days_past_due": 10.0, "overdue_elsewhere": True}, "M1", 10_000_000)
    odds = 0.15 / 0.85 * 3
    assert found.expected_loss_fen == pytest.approx(10_000_000 * 0.6 * odds / (1 + odds), abs=10)


@given(st.floats(0, 3), st.floats(0, 400), st.sampled_from(["C", "M1", "M2", "M3", "M7+"]))
def test_another_signal_never_ranks_a_customer_lower(season: float, days: float, bucket: str) -> None:
    """Odds multiply by one or more, and a probability stays one."""
    some = QUIET | {"sales_against_season_share": season, "days_since_sale": days}
    more = some | {"overdue_elsewhere": True}
    first, second = (reckon(it, bucket, 5_000_000) for it in (some, more))
    assert first.expected_loss_fen <= second.expected_loss_fen <= 5_000_000
    assert 0 <= first.default_probability <= second.default_probability <= 1


def test_every_row_has_its_words_its_figures_and_something_to_do() -> None:
    """In both languages; and no words are left over."""
    rows = {row.row_id for row in table().table.rows}
    assert set(words()["signals"]) == rows
    assert set(words()["figures"]) == set(table().table.inputs)
    for row in rows:
        assert signal_said(row) and figures_behind(row) and what_to_do(row).zh != row
    assert all(it.odds >= 1 for facts in ({"days_past_due": 1.0},) for it in signals_in(facts))


def test_figures_are_written_as_people_write_them() -> None:
    """Per cent, days, and out of sight."""
    assert figure_said("days_since_sale", 61.0)[1].zh == "61 天"
    assert figure_said("sales_against_season_share", None)[1].en == "out of sight"


def books(*rows: tuple[int, int, str, bool]) -> pl.DataFrame:
    """Sales: days ago, yuan, to whom, voided."""
    return pl.DataFrame(
        [
            {
                "issued_on": ON - timedelta(days=ago),
                "total_fen": yuan * 100,
                "counterparty": who,
                "voided": is_void,
                "direction": "sale",
            }
            for ago, yuan, who, is_void in rows
        ]
    )


def test_sales_are_held_against_their_own_season() -> None:
    """¥20,000 this quarter, ¥50,000 in the same quarter a year ago; what lies between is no season."""
    found = trade_figures(
        books((10, 20_000, "a", False), (380, 50_000, "a", False), (200, 900_000, "b", False)), ON
    )
    assert found["sales_against_season_share"] == pytest.approx(0.4)
    assert found["days_since_sale"] == 10


def test_without_a_year_of_books_the_season_is_unknown() -> None:
    """A shop of half a year is not compared with nothing."""
    found = trade_figures(books((10, 20_000, "a", False), (100, 50_000, "b", False)), ON)
    assert found["sales_against_season_share"] is None


def test_no_invoice_at_all_says_nothing() -> None:
    """Silence of somebody who never sent a book is no silence."""
    empty = books((10, 1, "a", False)).clear()
    assert set(trade_figures(empty, ON).values()) == {None}


def test_voids_reds_and_one_buyer_rise_against_before() -> None:
    """Half voided now and none before; two thirds reversed; one buyer takes all."""
    found = trade_figures(
        books(
            (5, 30_000, "a", False),
            (6, 10_000, "a", True),
            (7, -20_000, "a", False),
            (8, 5, "a", True),
            (150, 10_000, "b", False),
            (160, 10_000, "c", False),
        ),
        ON,
    )
    assert (found["void_rise_share"], found["top_buyer_rise_share"]) == (0.5, 0.5)
    assert found["red_rise_share"] == pytest.approx(2 / 3)
