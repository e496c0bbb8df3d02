"""A made-up town, and one month of its applications: who asks, with which papers, and how it ended."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from town.folder import TownFolder
from town.lives import live
from town.settings import PLAIN, read_settings
from town.written import write_town

_KINDS = {
    "company": "enterprise",
    "individual": "individual_business",
    "stall": "unregistered_operator",
    "workshop": "unregistered_operator",
    "part_time_seller": "person",
    "farm": "farm_household",
}
_MOST_PAPERS = 20_000
_SEEN_MONTHS = 14
"""Most loans run for a year: sooner, those that had ended would mostly have ended badly."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One application as its owner would make it, with the papers of the two years before."""

    row: dict[str, Any]
    sales: pl.DataFrame
    purchases: pl.DataFrame

    @property
    def at(self) -> datetime:
        """When it was made, Beijing time."""
        at: datetime = self.row["applied_at"]
        return at

    @property
    def kind(self) -> str:
        """What kind of business it is, in the words of intake."""
        return _KINDS[self.row["kind"]]


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a town, and the ledger of what was lent in it."""

    asked: tuple[Asking, ...]
    ledger: pl.DataFrame
    people: int
    until: date


def month_of(folder: Path, people: int, seed: int, month: date) -> Month:
    """Make a town that lives on for fourteen months, and take everybody who asked in one month of it."""
    settings = read_settings(PLAIN, until=_months_later(month, _SEEN_MONTHS))
    lives = live(settings, seed, people)
    town = TownFolder(folder)
    write_town(town, lives, lambda _zh, en: print(f"  town {en}", file=sys.stderr))
    applications = _applications(town, month)
    papers = [_papers(town, name, applications) for name in ("output_invoices", "input_invoices")]
    asked = tuple(_asking(row, *papers) for row in applications.iter_rows(named=True))
    return Month(asked, ledger_of(town), people, settings.until)


def ledger_of(town: TownFolder) -> pl.DataFrame:
    """How loans stand in the town's own ledger: `is_bad` only of those that ended, one way or the other.

    Profit is what was paid back less what was lent: interest less losses, before the cost of funds.
    """
    paid = town.read("repayments").group_by("loan_id").agg(pl.col("paid_fen").sum(), pl.col("paid_on").max())
    loans = town.read("loans").join(paid, on="loan_id", how="left")
    has_ended = pl.col("status").is_in(["repaid", "defaulted"])
    paid_fen = pl.col("paid_fen").fill_null(0)
    return loans.select(
        application="application_id",
        is_bad=pl.when(has_ended).then(pl.col("status") == "defaulted"),
        known_on=pl.when(has_ended).then("paid_on"),
        exposure_fen="amount_fen",
        loss_fen=pl.when(has_ended).then(pl.max_horizontal(pl.col("amount_fen") - paid_fen, 0)),
        profit_fen=pl.when(has_ended).then(paid_fen - pl.col("amount_fen")),
    )


def _applications(town: TownFolder, month: date) -> pl.DataFrame:
    people = town.read("people").select("person_id", "resident_id", owner_name="name")
    businesses = town.read("businesses")
    older = town.read("bank_flows").filter(pl.col("kind") == "older_loan")
    owed = older.group_by("business_id").agg(monthly_fen=-pl.col("amount_fen").last())
    return (
        town.read("applications")
        .filter(pl.col("applied_at").dt.truncate("1mo").dt.date() == month)
        .join(businesses, on="business_id", maintain_order="left")
        .join(people, on="person_id", maintain_order="left")
        .join(owed, on="business_id", how="left", maintain_order="left")
        .sort("applied_at", "application_id")
    )


def _papers(town: TownFolder, name: str, applications: pl.DataFrame) -> pl.DataFrame:
    wanted = applications["business_id"].unique().to_list()
    return town.read(name).filter(pl.col("企业代号").is_in(wanted))


def _asking(row: dict[str, Any], sales: pl.DataFrame, purchases: pl.DataFrame) -> Asking:
    def own(side: pl.DataFrame) -> pl.DataFrame:
        mine = side.filter(
            (pl.col("企业代号") == row["business_id"])
            & (pl.col("开票日期") < row["applied_at"].date())
            & (pl.col("开票日期") > row["applied_at"].date().replace(year=row["applied_at"].year - 2))
        )
        return mine.sort("开票日期").tail(_MOST_PAPERS)

    return Asking(row, own(sales), own(purchases))


def _months_later(month: date, months: int) -> date:
    """The last day of a month so many months later.

    >>> _months_later(date(2026, 12, 1), 11)
    datetime.date(2027, 11, 30)
    """
    number = month.year * 12 + month.month + months
    return date(number // 12, number % 12 + 1, 1) - timedelta(days=1)


def by_day(month: Month) -> Iterator[tuple[date, list[Asking]]]:
    """Everybody in the order in which they came, day by day."""
    days: dict[date, list[Asking]] = {}
    for asking in month.asked:
        days.setdefault(asking.at.date(), []).append(asking)
    yield from sorted(days.items())
