"""How alike two records are, and why."""

import pytest

from puhui.evidence.resolution import Relation, firm, same_firm

CODE = "91990000MA00TEX70J"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("成都示例汽车修理有限公司", "示例汽修"),
        ("成都示例汽车修理有限公司", "示例（成都）汽車修理有限責任公司"),
        ("成都示例汽车修理有限公司", "成都示例汽车修里有限公司"),
        ("成都好样儿汽车修理有限公司", "成都好洋儿汽车修理有限公司"),
    ],
)
def test_the_same_firm_is_found_under_other_spellings(one: str, other: str) -> None:
    """Abbreviated, in another script, with a slip of the pen."""
    found = same_firm(one, other)
    assert found.probability > 0.5
    assert found.relation is Relation.SAME


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("成都示例塑料一厂", "成都示例塑料二厂", "编号不同"),
        ("成都示例贸易有限公司", "成都示例汽车修理有限公司", "行业不同"),
        ("成都示例贸易有限公司", "绵阳示例贸易有限公司", "地方不同"),
        ("成都东示例贸易有限公司", "成都西示例贸易有限公司", ""),
    ],
)
def test_sibling_firms_stay_apart(one: str, other: str, because: str) -> None:
    """The same brand with another number, trade, place or direction is another firm."""
    found = same_firm(one, other)
    assert found.probability < 0.3
    assert not because or because in [text.zh for text in found.why]


def test_a_branch_is_related_and_not_the_same() -> None:
    """One legal person, two registered bodies."""
    found = same_firm("成都示例贸易有限公司", "成都示例贸易有限公司锦江分公司")
    assert found.probability > 0.9
    assert found.relation is Relation.BRANCH_OF
    assert found.why[0].zh == "一个是另一个的分支机构"


def test_two_branches_of_one_firm_are_two_branches() -> None:
    """They are not merged with each other either."""
    found = same_firm("成都示例贸易有限公司锦江分公司", "成都示例贸易有限公司青羊分公司")
    assert found.relation is Relation.SIBLING_BRANCH


def test_equal_credit_codes_decide_whatever_the_names_say() -> None:
    """A firm that changed its name keeps its code."""
    found = same_firm(firm("成都示例贸易有限公司", uscc=CODE), firm("绵阳新样食品厂", uscc=CODE))
    assert found.probability > 0.999


def test_different_valid_credit_codes_decide_too() -> None:
    """The same name under two codes that both hold is two firms."""
    other = "91350100M000100Y43"
    found = same_firm(firm("成都示例贸易有限公司", uscc=CODE), firm("成都示例贸易有限公司", uscc=other))
    assert found.probability < 0.001


def test_a_code_that_fails_its_check_cannot_part_two_records() -> None:
    """One character wrong: the check digit says that it is no code, so it speaks for the nearest one."""
    wrong = CODE[:-2] + "1J"
    found = same_firm(firm("成都示例贸易有限公司", uscc=CODE), firm("示例贸易", uscc=wrong))
    assert found.probability > 0.99


def test_more_candidates_make_the_same_likeness_less_sure() -> None:
    """Among a few records a like one is it; in the whole country it may be a namesake."""
    few, many = (
        same_firm("成都示例贸易有限公司", "示例贸易", among=it).probability for it in (10, 500_000_000)
    )
    assert few > 0.6 > many


def test_every_reason_is_said_in_both_languages() -> None:
    """Nobody is told half a reason."""
    found = same_firm("成都示例汽车修理有限公司", "示例汽修")
    assert found.why
    assert all(text.zh and text.en for text in found.why)
