"""Who really runs what in the made-up town, and how that fits the lives that were there before."""

from typing import Final

import numpy as np
import polars as pl
import pytest

from town.folder import TownFolder
from town.lives import Lives
from town.owners import Seen, look
from town.owners.flows import MONTHS, Hand
from town.owners.kin import family_money
from town.owners.takings import last_year
from town.owners.trading import trading
from town.written.registers import businesses_table

_KINDS: Final = {"company", "individual", "unregistered", "family_helper", "none"}
_FROM_CUSTOMERS: Final = ("person", "person_qr", "platform", "firm")


@pytest.fixture(scope="module")
def seen(lives: Lives) -> Seen:
    """The same town as the tables, before it is written."""
    return look(lives, businesses_table(lives))


def test_every_adult_has_one_line_of_truth(made: TownFolder) -> None:
    """Owners or not; children have none."""
    truth, people = made.read("truth/owners"), made.read("people")
    assert truth["person_id"].is_unique().all()
    assert set(truth["person_id"]) < set(people["person_id"])
    assert set(truth["kind"]) == _KINDS
    assert truth.filter(pl.col("runs_business") != (pl.col("kind") != "none")).height == 0
    assert truth.filter(pl.col("runs_business") != pl.col("trade").is_not_null()).height == 0


def test_every_honest_business_is_run_by_somebody_and_a_lent_name_runs_nothing(
    made: TownFolder, seen: Seen
) -> None:
    """Whoever lent a name to a ring is in the register and in no shop."""
    lent = seen.lives.firms.is_new
    assert (seen.running.runner[~lent] >= 0).all()
    assert (seen.running.runner[lent] == -1).all()
    people = made.read("people")["person_id"].to_numpy()
    names = set(people[seen.lives.firms.owner[lent]])
    truth = made.read("truth/owners").filter(pl.col("person_id").is_in(names))
    assert set(truth["kind"]) <= {"none", "family_helper"}


def test_what_comes_in_from_customers_is_what_the_ledger_collected(seen: Seen) -> None:
    """To the yuan: a shop's takings, less what is in cash or elsewhere and what a cashier took first."""
    lives, takings, cashed = seen.lives, seen.takings, seen.lookalikes
    left = np.ones(len(lives.firms))
    left[cashed.cashed_firm] -= cashed.cashed_share
    shown = last_year(lives.ledger.collected)[takings.firm] * takings.here * takings.seen[:, None]
    earned = np.zeros(len(seen.running.adult))
    np.add.at(earned, takings.who, (shown * left[takings.firm][:, None]).sum(axis=1))
    came = np.zeros_like(earned)
    for one in trading(Hand(lives.dice.stream("a test")), lives, takings, cashed):
        if one.side == "in" and one.kind in _FROM_CUSTOMERS:
            np.add.at(came, one.cell // MONTHS, one.fen / 100)
    draws = np.unique(takings.who[takings.is_company])
    alone = np.setdiff1d(takings.who, draws)
    assert len(alone) > 150
    assert np.abs(came[alone] - earned[alone]).max() < 4 * MONTHS


def test_no_business_shows_more_than_it_earned(seen: Seen) -> None:
    """The account sees a part of the takings and of the purchases, each between nothing and all."""
    takings = seen.takings
    for part in (takings.seen, takings.seen_bought, takings.here):
        assert part.min() >= 0
        assert part.max() <= 1
    assert (takings.seen_bought <= takings.seen + 1e-12).all()


def test_a_balance_is_the_one_before_and_what_moved(made: TownFolder) -> None:
    """To a few fen: sums of a month are rounded once for each kind."""
    moved = (
        made.read("person_months")
        .with_columns(pl.col("amount_fen") * pl.when(pl.col("side") == "in").then(1).otherwise(-1))
        .group_by("person_id", "month")
        .agg(moved=pl.col("amount_fen").sum())
    )
    balances = (
        made.read("person_balances")
        .filter(pl.col("person_id").is_in(made.read("person_months")["person_id"].unique().implode()))
        .join(moved, on=["person_id", "month"], how="left")
        .sort("person_id", "month")
        .with_columns(before=pl.col("end_fen").shift(1).over("person_id"))
        .drop_nulls("before")
    )
    gap = (balances["before"] + balances["moved"].fill_null(0) - balances["end_fen"]).abs()
    assert balances.height > 10_000
    assert int(gap.max() or 0) <= 5  # type: ignore[arg-type]
    assert (balances["lowest_fen"] <= balances["end_fen"]).all()
    assert (balances["lowest_fen"] <= balances["mean_fen"]).all()
    assert (balances["lowest_fen"] >= 0).all()


def test_loans_of_the_town_come_in_where_the_shops_account_is(made: TownFolder, seen: Seen) -> None:
    """In the month in which it was paid out, whole; with a lent name, on the account of who lent it."""
    running, people = seen.running, made.read("people")["person_id"].to_numpy()
    loans = (
        made.read("loans")
        .rename({"amount_fen": "lent_fen"})
        .with_columns(month=pl.col("lent_on").dt.strftime("%Y-%m"))
    )
    firm = loans["business_id"].str.slice(1).cast(pl.Int64).to_numpy() - 1
    holder = np.where(running.account[firm] >= 0, running.account[firm], seen.lives.firms.owner[firm])
    loans = loans.with_columns(person_id=pl.Series(people[holder].astype(str)))
    months = made.read("person_months")
    came = months.filter((pl.col("side") == "in") & (pl.col("counterparty") == "loan"))
    due = loans.filter(
        pl.col("month").is_in(months["month"].unique().implode())
        & pl.col("person_id").is_in(months["person_id"].unique().implode())
    )
    got = due.join(came, on=["person_id", "month"], how="left").with_columns(
        pl.col("amount_fen").fill_null(0)
    )
    assert due.height > 20
    assert (got["amount_fen"] >= got["lent_fen"]).all()


def test_what_one_of_a_family_sends_another_gets(seen: Seen) -> None:
    """Family money leaves one account and comes into another; no fen is lost between them."""
    money = {"in": 0, "out": 0}
    hand = Hand(seen.lives.dice.stream("a test"))
    for one in family_money(hand, seen.lives, seen.running, seen.kin, seen.takings):
        money[one.side] += int(one.fen.sum())
    assert money["in"] == money["out"] > 0
