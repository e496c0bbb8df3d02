"""The tests of control come from tables with their source."""

from datetime import date
from fractions import Fraction

from puhui.graph.control import control_rule


def test_the_quarter_is_the_rulebooks_and_says_its_source() -> None:
    """25 %, 人行令〔2024〕3号."""
    rule = control_rule(date(2026, 11, 23))
    assert rule.share_min == Fraction(1, 4)
    assert "受益所有人信息管理办法" in rule.source


def test_looking_back_asks_todays_question() -> None:
    """As of a day before the rule there was one: the first version, and no error."""
    assert control_rule(date(2019, 1, 1)) == control_rule(date(2024, 11, 1))
