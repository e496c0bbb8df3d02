"""Size classes with their evidence: the vectors of domain 1.1, timing, and trades that fit several rows."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.identify.size import Figures, SizeAnswer, SizeStatus, Standing, judge_size
from puhui.kernel import Problem
from puhui.rulebook import SizeClass
from tests.rulebook.size_vectors import CODES, VECTORS

DAY = date(2026, 11, 23)


def judged(codes: str | list[str], employees: int | None = None, income: object = None, assets: object = None,
           **more: object) -> SizeAnswer:  # fmt: skip
    wan = [None if value is None else Decimal(str(value)) for value in (income, assets)]
    answer = judge_size(codes, Figures(DAY, employees, *wan, **more))  # type: ignore[arg-type]
    assert isinstance(answer, SizeAnswer)
    return answer


@pytest.mark.parametrize(("trade", "employees", "income", "assets", "expected"), VECTORS)
def test_the_vectors_of_the_domain_reference(
    trade: str, employees: int | None, income: str | None, assets: str | None, expected: str
) -> None:
    """Each vector's class, with evidence for just those indicators that its row looks at."""
    answer = judged(CODES[trade], employees, income, assets)
    assert (answer.size_class.value, answer.status) == (expected, SizeStatus.ANSWERED)
    given_ = {"employees": employees, "income_wan": income, "assets_wan": assets}
    for indicator in answer.indicators:
        known = given_[indicator.name] is not None and indicator.bounds is not None
        assert (indicator.standing is Standing.KNOWN) == known
        assert indicator.timing.zh and "91号" in indicator.source


def test_the_smallest_indicator_decides_and_each_says_how_far_it_reaches() -> None:
    """A factory of 1,200 people with ¥15 million: its people would make it large, its income small."""
    people, income, assets = judged("3922", 1200, 1500).indicators
    assert (people.reaches, income.reaches) == (SizeClass.LARGE, SizeClass.SMALL)
    assert assets.standing is Standing.NOT_USED and not assets.decides


def test_a_young_firm_s_income_is_made_up_to_a_year() -> None:
    """Founded five months before drawdown with 50万元: 120万元 count, above a kitchen's bound of 100."""
    answer = judged("6210", 12, 50, established_on=date(2026, 6, 20))
    assert answer.size_class is SizeClass.SMALL
    assert answer.indicators[1].value == 120
    assert "5个月收入÷5×12" in answer.indicators[1].timing.zh


def test_an_older_firm_s_months_are_not_stretched() -> None:
    """Ten years old, five months of books: the rule asks for twelve months, so the class is not known yet."""
    answer = judged("6210", 12, 50, established_on=date(2016, 1, 1), income_months=5)
    assert (answer.status, answer.at_most) == (SizeStatus.UNKNOWN, SizeClass.SMALL)
    assert answer.is_small_or_micro and "12个自然月" in answer.indicators[1].timing.zh


def test_a_firm_of_three_weeks_has_no_yearly_income() -> None:
    """But with three employees in retail it is 微 whatever it will earn."""
    young = {"established_on": date(2026, 11, 2)}
    assert judged("5212", 60, 9, **young).status is SizeStatus.UNKNOWN
    assert judged("5212", 3, 9, **young).size_class is SizeClass.MICRO


@pytest.mark.parametrize(
    ("code", "said"), [("5310", "铁路"), ("J", "银发"), ("6620", "银发"), ("83", "教育"),
     ("8411", "卫生"), ("S", "机关"), ("97", "国际组织")],
)  # fmt: skip
def test_a_trade_outside_the_standard_gets_no_class_and_hears_why(code: str, said: str) -> None:
    """Finance has a standard of its own; schools, hospitals and offices have none."""
    answer = judged(code, 5, 10, 10)
    assert (answer.status, answer.size_class) == (SizeStatus.NOT_APPLICABLE, SizeClass.NOT_APPLICABLE)
    assert said in answer.why.zh and not answer.is_small_or_micro and not answer.indicators


def test_two_likely_trades_with_different_classes_are_ambiguous() -> None:
    """Wholesale or retail: with 4 people 微 in both, with 60 people retail says 中 and wholesale 小."""
    assert judged(["51", "52"], 4, 600).status is SizeStatus.ANSWERED
    answer = judged(["51", "52"], 60, 1500)
    assert (answer.status, answer.size_class) == (SizeStatus.AMBIGUOUS, SizeClass.MEDIUM)
    assert answer.group is not None and answer.group.name.zh == "零售业"
    assert "批发业 小型" in answer.why.zh and "零售业 中型" in answer.why.zh


def test_a_trade_that_may_be_outside_is_not_small_for_sure() -> None:
    """Social work or health care: having no class is the less favourable answer."""
    answer = judged(["85", "84"], 5)
    assert (answer.status, answer.size_class) == (SizeStatus.AMBIGUOUS, SizeClass.NOT_APPLICABLE)


def test_a_known_larger_class_outweighs_one_that_is_not_known() -> None:
    """As a developer it is medium whatever its people; as a property manager nobody knows, but no more."""
    answer = judged(["7010", "7020"], None, 1500, 6000)
    assert (answer.status, answer.size_class) == (SizeStatus.AMBIGUOUS, SizeClass.MEDIUM)


def test_a_section_alone_stands_for_its_divisions() -> None:
    """F is wholesale or retail; a shop of three is 微 in both."""
    assert judged("F", 3, 1500).size_class is SizeClass.MICRO
    assert judged("F", 60, 1500).status is SizeStatus.AMBIGUOUS


def test_letting_property_says_its_condition() -> None:
    """Dealing in one's own property has no class, and the code does not tell whose it is."""
    assert "自有房产" in judged("7040", 10).caveats[0].zh
    assert judged("7030", 10).caveats == ()


def test_a_code_that_is_none_is_a_problem() -> None:
    """Nothing is guessed, also when another candidate is a code."""
    assert isinstance(judge_size(["6210", "9999"], Figures(DAY, 1)), Problem)


def test_before_2011_there_are_no_classes() -> None:
    """The standard is of June 2011."""
    for code in ("6620", "6210"):
        answer = judge_size(code, Figures(date(2010, 1, 1), 1))
        assert isinstance(answer, Problem) and "2011" in answer.what.en


ORDER = [SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM, SizeClass.LARGE]


@given(
    st.lists(st.sampled_from(sorted(CODES.values())), min_size=1, max_size=3),
    st.none() | st.integers(0, 3000),
    st.none() | st.decimals(0, 300_000, places=2),
    st.none() | st.decimals(0, 200_000, places=2),
)
def test_an_answer_never_exceeds_its_bound_and_more_figures_never_raise_it(
    codes: list[str], employees: int | None, income: Decimal | None, assets: Decimal | None
) -> None:
    """`at_most` holds however the missing figures turn out."""
    answer = judged(codes, employees, income, assets)
    filled = judged(codes, employees or 0, income or Decimal(0), assets or Decimal(0))
    full = judged(codes, 9999 if employees is None else employees, income if income is not None else 999_999,
                  assets if assets is not None else 999_999)  # fmt: skip
    most = ORDER.index(answer.at_most)
    assert ORDER.index(filled.size_class) <= most and ORDER.index(full.size_class) == most
    if answer.status is not SizeStatus.UNKNOWN:
        assert answer.size_class == answer.at_most
