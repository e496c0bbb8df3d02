"""NFRA, PBOC and TAX each by their own rules and dates: one loan may count under one and not another."""

from datetime import date
from decimal import Decimal

import pytest

from puhui.identify.size import (
    Borrower,
    BorrowerKind,
    Figures,
    SchemeAnswer,
    SizeAnswer,
    judge_schemes,
    judge_size,
)

WAN = 1_000_000
DAY = date(2026, 11, 23)
OWNER, FIRM, SHOP = BorrowerKind.OWNER, BorrowerKind.ENTERPRISE, BorrowerKind.INDIVIDUAL_BUSINESS


def sized(employees: int, income: int) -> SizeAnswer:
    answer = judge_size("5212", Figures(DAY, employees, Decimal(income)))
    assert isinstance(answer, SizeAnswer)
    return answer


SMALL, MEDIUM = sized(20, 300), sized(60, 1500)


def counted(borrower: Borrower, size: SizeAnswer | None = SMALL, day: date = DAY) -> dict[str, SchemeAnswer]:
    return {answer.scheme: answer for answer in judge_schemes(borrower, size, day)}


@pytest.mark.parametrize(
    ("day", "credit_wan", "nfra", "pboc"),
    [
        (date(2018, 6, 1), 500, True, False),
        (date(2018, 12, 31), 499, True, True),
        (date(2019, 1, 1), 500, True, True),
        (date(2019, 1, 1), 1000, True, False),
        (date(2024, 1, 24), 1000, True, False),
        (date(2024, 1, 25), 1000, True, True),
        (date(2024, 1, 25), 2000, False, True),
        (DAY, 2001, False, False),
    ],
)
def test_the_bounds_and_their_days(day: date, credit_wan: int, nfra: bool, pboc: bool) -> None:
    """Ten million yuan is inside for the one regulator and, until 2024-01-24, outside for the other."""
    answers = counted(Borrower(FIRM, credit_wan * WAN), day=day)
    assert (answers["NFRA"].counts, answers["PBOC"].counts) == (nfra, pboc)
    assert answers["PBOC"].effective is not None and answers["PBOC"].effective <= day


def test_a_medium_firm_counts_under_neither() -> None:
    """However little it borrows."""
    answers = counted(Borrower(FIRM, WAN), MEDIUM)
    assert answers["NFRA"].counts is False and answers["PBOC"].counts is False


def test_an_individual_business_counts_by_its_kind() -> None:
    """Its loans are counted whatever its size, and it is no enterprise for the tax office."""
    answers = counted(Borrower(SHOP, 300 * WAN), None)
    assert answers["NFRA"].counts is True
    assert answers["TAX"].counts is False and "企业所得税" in answers["TAX"].why.zh


def test_what_is_missing_leaves_the_answer_open() -> None:
    """No credit total, no size, no taxable income: neither yes nor no, and it says what is needed."""
    assert counted(Borrower(OWNER))["NFRA"].counts is None
    assert counted(Borrower(OWNER, WAN), None)["PBOC"].counts is None
    assert "应纳税所得额" in counted(Borrower(FIRM, WAN))["TAX"].why.zh


def test_discounting_is_left_out_since_2020_for_the_one_scheme() -> None:
    """NFRA leaves bills out; before 2020 it did not."""
    bill = Borrower(FIRM, WAN, discounting=True)
    assert counted(bill)["NFRA"].counts is False and counted(bill)["PBOC"].counts is True
    assert counted(bill, day=date(2019, 12, 31))["NFRA"].counts is True


@pytest.mark.parametrize(
    ("income_wan", "employees", "assets_wan", "counts"),
    [(300, 300, 5000, True), (301, 300, 5000, False), (300, 301, 5000, False), (300, 300, 5001, False),
     (None, 300, 5001, False), (None, 300, 5000, None)],
)  # fmt: skip
def test_small_and_low_profit_is_a_notion_of_its_own(
    income_wan: int | None, employees: int, assets_wan: int, counts: bool | None
) -> None:
    """Three bounds, all inclusive; a medium firm of the size table may well be inside."""
    income = None if income_wan is None else income_wan * WAN
    borrower = Borrower(
        FIRM, WAN, taxable_income_fen=income, employees=employees, assets_fen=assets_wan * WAN
    )
    assert counted(borrower, MEDIUM)["TAX"].counts is counts


def test_each_answer_says_how_sure_its_rule_is() -> None:
    """The widening of 2024 is an open point, and travels with its note."""
    pboc = counted(Borrower(FIRM, WAN))["PBOC"]
    assert pboc.confidence == "memory_medium" and "open" in pboc.note


def test_before_the_schemes_there_is_no_answer() -> None:
    """2017 had other populations."""
    assert all(
        answer.counts is None for answer in counted(Borrower(FIRM, WAN), day=date(2017, 6, 1)).values()
    )
