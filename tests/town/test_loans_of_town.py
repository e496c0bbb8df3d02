"""Loans are repaid while there is money: every default can be read from the flows."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from town.folder import TownFolder
from town.lending.repaying import BEHIND_INSTALMENTS, run_loans
from town.lives import Lives, live
from town.settings import Characters, read_settings


def test_nothing_due_is_left_unpaid_while_there_is_money(made: TownFolder) -> None:
    """Month by month: what is paid is what is due, or all there is."""
    months = made.read("truth/loan_months")
    could = months.select(
        paid="paid_fen", could=pl.min_horizontal("due_fen", pl.max_horizontal("at_hand_fen", pl.lit(0)))
    )
    assert int((could["paid"] - could["could"]).abs().max()) <= 1


def test_a_default_is_three_instalments_that_the_cash_could_not_cover(lives: Lives) -> None:
    """On the month of a default what is owed and unpaid is three instalments, and nothing is left at hand."""
    course = lives.course
    failed = np.flatnonzero(course.default >= 0)
    assert len(failed) > 5
    month = course.default[failed]
    unpaid = (course.due - course.paid)[failed, month]
    assert (unpaid >= (BEHIND_INSTALMENTS - 0.03) * course.instalment[failed]).all()
    assert (course.at_hand[failed, month] - course.paid[failed, month] <= 0.01).all()


def test_every_default_has_a_cause_and_nothing_else_has(made: TownFolder) -> None:
    """Named after what had drained the cash when the first instalment was missed."""
    fate = made.read("truth/applications")
    assert fate.filter(pl.col("would_default") & pl.col("cause").is_null()).height == 0
    assert fate.filter(~pl.col("would_default") & pl.col("cause").is_not_null()).height == 0


def test_what_drains_cash_makes_loans_fail(lives: Lives) -> None:
    """Owners whose months leave less than the instalment fail many times as often as those with plenty."""
    asked, course, net = lives.asked, lives.course, lives.ledger.net
    after = np.array([net[firm, month:].mean() for firm, month in zip(asked.firm, asked.month, strict=True)])
    room = after / course.instalment
    failed = course.default >= 0
    assert failed[room < 1].mean() > 4 * failed[room > 2].mean()


def test_the_weak_fail_more_often_than_the_strong(lives: Lives) -> None:
    """Though nobody ever tossed a coin for them."""
    character, failed = lives.firms.character[lives.asked.firm], lives.course.default >= 0
    assert failed[character == "honest_weak"].mean() > 3 * failed[character == "honest_strong"].mean()


def test_guarantors_pay_when_one_of_their_ring_defaults_and_nobody_else_does() -> None:
    """The others share what is owed over the six months that follow."""
    plain = read_settings()
    chosen = replace(
        plain,
        characters=Characters(0.3, 0.0, 0.0, 0.0, 0.3, 0.0),
        lending=replace(plain.lending, approving_share=1.0),
    )
    town = live(chosen, 2, 1_500)
    course, ring = town.course, town.firms.ring[town.asked.firm]
    failed = np.flatnonzero((ring >= 0) & (course.default >= 0) & (course.default < chosen.months - 7))
    assert len(failed) > 0
    for one in failed:
        after = slice(course.default[one] + 1, course.default[one] + 7)
        others = np.flatnonzero((ring == ring[one]) & (np.arange(len(ring)) != one))
        assert (course.called[others, after] > 0).all()
    assert course.called[ring < 0].sum() == 0


def test_what_was_lent_is_what_is_repaid_or_owed(made: TownFolder) -> None:
    """Instalments paid and still owed make up the whole schedule of every loan, to the fen per month."""
    loans = made.read("loans")
    paid = made.read("repayments").group_by("loan_id").agg(pl.col("paid_fen").sum(), rows=pl.len())
    both = loans.join(paid, on="loan_id", how="left").with_columns(pl.col("paid_fen", "rows").fill_null(0))
    off = (both["paid_fen"] + both["owed_fen"] - both["instalment_fen"] * both["months"]).abs()
    assert (off <= both["rows"] + 1).all()


def test_an_account_shows_why_a_due_was_missed(made: TownFolder) -> None:
    """In most months in which less than the due was paid, the account ends near the lowest it ever was."""
    flows = made.read("bank_flows").with_columns(month=pl.col("on").dt.month_start())
    ends = flows.group_by("business_id", "month", maintain_order=True).agg(pl.col("balance_fen").last())
    ends = ends.with_columns(lowest=pl.col("balance_fen").min().over("business_id"))
    dues = made.read("repayments").join(made.read("loans").select("loan_id", "business_id"), on="loan_id")
    dues = dues.with_columns(month=pl.col("due_on").dt.month_start())
    both = dues.join(ends, on=["business_id", "month"]).with_columns(
        empty=pl.col("balance_fen") - pl.col("lowest") < pl.col("due_fen")
    )
    missed = both.filter(pl.col("paid_fen") < pl.col("due_fen"))["empty"]
    paid = both.filter(pl.col("paid_fen") >= pl.col("due_fen"))["empty"]
    assert missed.len() > 10
    assert missed.mean() > 0.8
    assert paid.mean() < 0.5


def test_repayments_stand_on_the_account_on_the_day_the_table_says(made: TownFolder) -> None:
    """For every account that can be seen whole."""
    states = made.read("sources").filter((pl.col("source") == "bank") & (pl.col("state") == "seen"))
    seen = states["business_id"].to_list()
    loans = made.read("loans").filter(pl.col("business_id").is_in(seen)).select("loan_id", "business_id")
    told = made.read("repayments").filter(pl.col("paid_fen") > 0).join(loans, on="loan_id")
    moved = made.read("bank_flows").filter(pl.col("kind") == "repayment")
    on_account = set(moved.select("business_id", "on", -pl.col("amount_fen")).iter_rows())
    assert set(told.select("business_id", "paid_on", "paid_fen").iter_rows()) <= on_account


def test_a_loan_that_is_repaid_owes_nothing(made: TownFolder) -> None:
    """And one that defaulted owes something."""
    loans = made.read("loans")
    assert loans.filter(pl.col("status") == "repaid")["owed_fen"].max() <= 100
    assert loans.filter(pl.col("status") == "defaulted")["owed_fen"].min() > 0


def test_nobody_is_asked_to_repay_before_they_borrowed(made: TownFolder) -> None:
    """The first due is in a month after the one in which the loan was asked for."""
    dues = made.read("repayments").join(made.read("loans"), on="loan_id")
    assert dues.filter(pl.col("number") < 1).height == 0
    assert dues.filter(pl.col("due_on") < pl.col("lent_on")).height == 0


def test_only_what_was_lent_has_a_loan(made: TownFolder) -> None:
    """Applications that were not lent are told of in the truth only."""
    lent = set(made.read("applications").filter("is_lent")["application_id"])
    assert set(made.read("loans")["application_id"]) == lent
    assert made.read("truth/applications").height > len(lent)


@pytest.mark.parametrize("status", ["repaid", "running", "defaulted"])
def test_loans_end_in_every_way(made: TownFolder, status: str) -> None:
    """Some repaid, some running, some failed."""
    assert status in made.read("loans")["status"].to_list()


@given(st.floats(0, 20_000), st.floats(0, 20_000))
@settings(max_examples=20, deadline=None)
def test_more_money_never_makes_a_loan_fail(lives: Lives, some_yuan: float, more_yuan: float) -> None:
    """Whoever would fail with more money left each month fails with less as well."""
    less, more = (
        run_loans(
            lives.world, replace(lives.ledger, net=lives.ledger.net + extra), lives.activity, lives.asked
        )
        for extra in (some_yuan, some_yuan + more_yuan)
    )
    assert set(np.flatnonzero(more.default >= 0)) <= set(np.flatnonzero(less.default >= 0))
