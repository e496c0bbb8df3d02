"""How figures are written inside a sentence."""

from puhui.decision.figures import told
from puhui.kernel import Text


def test_a_figure_stands_apart_from_chinese_words_and_units_stay_with_it() -> None:
    """A space on both sides of 15%, none inside 100万元 and none at the start of a sentence."""
    share = Text("{x_share}的月份", "{x_share} of months")
    assert told(share, {"x_share": 0.15}).zh == "15% 的月份"
    amount = Text("约{y_yuan}，其中{x_share}被作废", "{y_yuan} {x_share}")
    assert told(amount, {"x_share": 0.15, "y_yuan": 1_000_000}).zh == "约 100万元，其中 15% 被作废"


def test_an_unknown_figure_says_so() -> None:
    """Never an empty place in a sentence."""
    assert told(Text("销售{y_yuan}", "sales {y_yuan}"), {}) == Text("销售暂无数据", "sales not known")
