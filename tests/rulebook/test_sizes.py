"""大中小微: every test vector of domain 1.1, and what happens where something is not known."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.kernel import Problem
from puhui.rulebook import NoRuleInForce, SizeClass, SizeFinding, annual_income_wan, rulebook
from tests.rulebook.size_vectors import CODES, VECTORS

RULES = rulebook().on(date(2026, 11, 23))


def size(code: str, employees: int | None, income: str | None, assets: str | None) -> SizeFinding:
    wan = [None if value is None else Decimal(value) for value in (income, assets)]
    found = RULES.size_class(code, employees, *wan)
    assert isinstance(found, SizeFinding)
    return found


@pytest.mark.parametrize(("group", "employees", "income", "assets", "expected"), VECTORS)
def test_the_vectors_of_the_domain_reference(
    group: str, employees: int | None, income: str | None, assets: str | None, expected: str
) -> None:
    """Seventeen businesses, each with the class the standard gives."""
    found = size(CODES[group], employees, income, assets)
    assert found.size_class == SizeClass(expected)
    assert expected in found.why.zh and found.group is not None


@pytest.mark.parametrize(
    ("code", "number"),
    [("A", 1), ("05", 1), ("0990", 2), ("46", 2), ("50", 3), ("5199", 4), ("5299", 5), ("5441", 6),
     ("5910", 6),
     ("5990", 7), ("6020", 8), ("6110", 9), ("6210", 10), ("63", 11), ("65", 12), ("7010", 13), ("702", 14),
     ("L", 15), ("75", 16), ("85", 16), ("90", 16), ("7030", 16), ("H6210", 10)],
)  # fmt: skip
def test_each_code_falls_into_its_row(code: str, number: int) -> None:
    """The longest prefix decides: 591 is transport, the rest of 59 is warehousing."""
    found = size(code, 1, "1", "1")
    assert found.group is not None and found.group.number == number


@pytest.mark.parametrize("code", ["53", "5310", "J", "6620", "83", "8411", "S", "97"])
def test_trades_out_of_scope_get_no_class(code: str) -> None:
    """Railways, finance, education, health, public bodies: nothing is forced."""
    assert size(code, 5, "10", "10").size_class is SizeClass.NOT_APPLICABLE
    assert not size(code, 5, "10", "10").is_small_or_micro


def test_a_trade_out_of_scope_says_which_standard_holds() -> None:
    """Finance has its own; a section and its divisions hear the same."""
    assert "银发〔2015〕309号" in size("J", 5, "10", "10").why.zh
    assert "银发〔2015〕309号" in size("6620", 5, "10", "10").why.en


@pytest.mark.parametrize(
    ("section", "rows"), [("F", [4, 5]), ("G", [6, 7, 8]), ("I", [11, 12]), ("K", [13, 14, 16])]
)
def test_a_section_alone_may_fall_into_all_rows_of_its_divisions(section: str, rows: list[int]) -> None:
    """F is wholesale or retail; the larger class counts where they differ."""
    industry = RULES.industry(section)
    assert not isinstance(industry, Problem)
    assert [group.number for group in RULES.size_groups(industry)] == rows
    assert size("F", 60, "1500", None).ambiguous


def test_a_condition_that_the_code_does_not_tell_is_said() -> None:
    """Letting property counts only where it is not the firm's own."""
    letting, agency = RULES.industry("7040"), RULES.industry("7030")
    assert not isinstance(letting, Problem) and not isinstance(agency, Problem)
    assert RULES.size_condition(letting) is not None and RULES.size_condition(agency) is None


def test_a_missing_indicator_is_not_invented() -> None:
    """A caterer with 30 people and unknown income is at most small: 小微 in any case."""
    found = size("6210", 30, None, None)
    assert (found.size_class, found.at_most) == (SizeClass.UNKNOWN, SizeClass.SMALL)
    assert found.is_small_or_micro
    assert "营业收入" in found.why.zh and "income" in found.why.en


def test_a_missing_indicator_that_cannot_matter_is_not_asked_for() -> None:
    """Three people in retail are 微 whatever they earn."""
    assert size("5212", 3, None, None).size_class is SizeClass.MICRO


def test_a_code_too_coarse_takes_the_less_favourable_class() -> None:
    """Division 59 is transport or warehousing; where the two differ the larger class counts, and says so."""
    found = size("59", 150, "1500", None)
    assert found.ambiguous and found.size_class is SizeClass.MEDIUM
    assert not size("59", 10, "50", None).ambiguous


@pytest.mark.parametrize("code", ["", "9999", "00", "62100", "六二", "A62", "!"])
def test_an_unknown_code_is_a_problem(code: str) -> None:
    """Nothing is guessed from a code that is not one."""
    assert isinstance(RULES.size_class(code, 1, None, None), Problem)


def test_each_row_says_what_counts_as_income() -> None:
    """Sales of goods for a small shop, turnover for a small kitchen, gross income on a farm."""
    means = {group.number: group.income_means.zh for group in rulebook().sizes.groups}
    assert len(means) == 16
    assert "商品销售额" in means[5] and "营业额" in means[10] and means[1] == "营业总收入"


def test_before_the_standard_there_are_no_classes() -> None:
    """The table is of 2011."""
    with pytest.raises(NoRuleInForce):
        rulebook().on(date(2011, 1, 1)).size_class("6210", 1, Decimal(1), None)


def test_a_negative_indicator_is_a_programming_error() -> None:
    """It should have been caught where it was read."""
    with pytest.raises(ValueError, match="negative"):
        size("6210", -1, "1", None)


def test_a_young_firm_s_income_is_scaled_to_a_year() -> None:
    """财税〔2018〕91号: income ÷ months × 12 below a year, as it is from twelve months on."""
    assert annual_income_wan(Decimal(30), 3) == 120
    assert annual_income_wan(Decimal(30), 12) == annual_income_wan(Decimal(30), 60) == 30
    with pytest.raises(ValueError):
        annual_income_wan(Decimal(30), 0)


ORDER = [SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM, SizeClass.LARGE]


@given(
    st.sampled_from(sorted(CODES.values())),
    st.integers(0, 3000),
    st.decimals(0, 300_000, places=2),
    st.decimals(0, 200_000, places=2),
)
def test_growing_never_shrinks_the_class(code: str, employees: int, income: Decimal, assets: Decimal) -> None:
    """More people, income and assets never make a business smaller."""
    before, after = (
        RULES.size_class(code, employees + more, income + more, assets + more) for more in (0, 500)
    )
    assert isinstance(before, SizeFinding) and isinstance(after, SizeFinding)
    assert ORDER.index(before.size_class) <= ORDER.index(after.size_class)
