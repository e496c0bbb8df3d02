"""The cascade: what has the last word, how sure it is, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from puhui.identify.industry import Asked, Cascade, Item, Source, Stage, Status
from puhui.identify.industry.judging import read_texts
from puhui.identify.industry.model import columns_of


@pytest.mark.parametrize(
    ("name", "division"),
    [
        ("测试市桥头早餐店", "62"),
        ("测试五金店", "52"),
        ("测试包装贸易有限公司", "51"),
        ("测试鞋业有限公司", "19"),
        ("测试汽车修理厂", "81"),
        ("测试货运代理有限公司", "58"),
        ("测试家具厂", "21"),
        ("测试家具店", "52"),
        ("测试物业管理有限公司", "70"),
        ("测试幼儿园", "83"),
        ("测试养猪场", "03"),
    ],
)
def test_a_name_that_says_its_trade_is_answered(cascade: Cascade, name: str, division: str) -> None:
    """Everyday names need no training."""
    answer = cascade.answer(Asked(name))
    assert answer.top[0].code == division
    assert answer.stage is Stage.WORDS


def test_what_is_done_with_a_thing_decides_its_trade(cascade: Cascade) -> None:
    """家具 made, sold and mended are three trades."""
    scopes = ("家具制造", "家具零售", "家具批发", "家用电器维修")
    tops = [cascade.answer(Asked("", scope)).top[0].code for scope in scopes]
    assert tops == ["21", "52", "51", "81"]


def test_a_registered_code_has_the_last_word(cascade: Cascade) -> None:
    """A hair salon registered as a fruit shop is a fruit shop."""
    answer = cascade.answer(Asked("测试理发店", industry_code="F5223"))
    assert (answer.top[0].code, answer.stage) == ("52", Stage.CODE)
    assert answer.top[0].probability > 0.95
    assert answer.evidence[0].source is Source.INDUSTRY_CODE


def test_a_code_that_does_not_exist_is_said_and_left_out(cascade: Cascade) -> None:
    """The words answer as if it had not been given."""
    answer = cascade.answer(Asked("测试理发店", industry_code="9999"))
    assert answer.top[0].code == "80"
    assert answer.stage is Stage.WORDS
    assert any("行业代码" in remark.zh for remark in answer.remarks)


def test_a_section_letter_keeps_to_its_section(cascade: Cascade) -> None:
    """`H` is lodging and catering: which of the two, the words say."""
    names = ("测试早餐店", "测试宾馆", "测试家具厂")
    tops = [cascade.answer(Asked(name, industry_code="H")).top[0] for name in names]
    assert [guess.code for guess in tops[:2]] == ["62", "61"]
    assert tops[2].code in {"61", "62"}


def test_invoices_stand_over_a_name_that_says_nothing(cascade: Cascade) -> None:
    """The short tax class between asterisks is what the firm does."""
    answer = cascade.answer(Asked("测试有限公司", items=(Item("*餐饮服务*餐费"),)))
    assert (answer.top[0].code, answer.stage) == ("62", Stage.ITEMS)
    assert answer.evidence[0].words == "餐饮服务"


def test_the_largest_share_of_income_decides_among_trades(cascade: Cascade) -> None:
    """Domain 1.3: 70 % transport and 30 % catering is transport; the other way round, catering."""
    mostly = (Item("*运输服务*运费", 70), Item("*餐饮服务*餐费", 30))
    fewer = (Item("*运输服务*运费", 30), Item("*餐饮服务*餐费", 70))
    tops = [cascade.answer(Asked("", items=items)).top[0].code for items in (mostly, fewer)]
    assert tops == ["54", "62"]


def test_a_merchant_category_answers_where_no_word_does(cascade: Cascade) -> None:
    """5812 is a restaurant at any acquirer."""
    answer = cascade.answer(Asked("测试有限公司", merchant_category="5812"))
    assert (answer.top[0].code, answer.stage) == ("62", Stage.MERCHANT)


def test_nothing_given_is_no_text_and_no_guess(cascade: Cascade) -> None:
    """Blank is not a trade."""
    answer = cascade.answer(Asked("  ", ""))
    assert (answer.status, answer.top, answer.class_) == (Status.NO_TEXT, (), None)


def test_a_name_without_a_trade_is_unsure(cascade: Cascade) -> None:
    """Emoji are looked at by a person, not guessed at."""
    answer = cascade.answer(Asked("😀😀"))
    assert answer.status is Status.UNSURE
    assert answer.evidence == ()


def test_two_trades_with_other_size_bounds_are_ambiguous(cascade: Cascade) -> None:
    """Wholesale and retail, both likely, count differently: domain 1.3 asks for AMBIGUOUS."""
    answer = cascade.answer(Asked("", "家具批发兼零售"))
    assert answer.status is Status.AMBIGUOUS
    assert {group.number for group in answer.groups} == {4, 5}
    assert answer.less_favourable is None, "which of the two is less favourable depends on the figures"


def test_two_trades_with_the_same_size_bounds_are_no_ambiguity(cascade: Cascade) -> None:
    """Furniture or textiles made: both are industry."""
    answer = cascade.answer(Asked("", "家具、纺织品制造"))
    assert answer.status is not Status.AMBIGUOUS
    assert [group.number for group in answer.groups] == [2]


def test_words_are_told_with_where_they_stand(cascade: Cascade) -> None:
    """A page can mark them in what was written, full-width letters and all."""
    name = "测试ＫＴＶ娱乐"
    evidence = cascade.answer(Asked(name)).evidence
    marked = [name[start:end] for one in evidence for start, end in one.places]
    assert "ＫＴＶ" in marked


def test_probabilities_of_divisions_never_exceed_one(cascade: Cascade) -> None:
    """The top guesses share one probability."""
    for scope in ("家具批发兼零售", "餐饮服务；住宿", "软件开发", "不知道"):
        assert 0 < sum(guess.probability for guess in cascade.answer(Asked("", scope)).top) <= 1.0001


def test_one_firm_and_a_table_say_the_same(cascade: Cascade) -> None:
    """The console and the command line are one cascade."""
    import polars as pl

    names = ["测试理发店", "测试鞋业有限公司", ""]
    table = cascade.answer_many(pl.DataFrame({"name": names}))
    alone = [cascade.answer(Asked(name)) for name in names]
    assert table["division"].to_list() == [one.top[0].code if one.top else None for one in alone]
    assert table["status"].to_list() == [one.status.value for one in alone]


def test_without_a_code_table_the_answer_stops_at_the_division_and_says_so(cascade: Cascade) -> None:
    """What ships has divisions only."""
    answer = cascade.answer(Asked("测试早餐店"))
    assert answer.class_ is None
    assert any("PUHUI_GBT4754" in remark.zh for remark in answer.remarks)


def test_our_words_lean_as_the_labels_of_the_house_say(cascade: Cascade) -> None:
    """Where labels put 五金店 elsewhere, the word that says retail is taken down beside the model."""
    classes = cascade.lexicon.classes
    down = np.where(np.array(classes) == "52", -3, 0).astype(np.float32)
    firm = columns_of(Asked("测试五金店"))
    as_it_is, leaning = (
        read_texts(firm, cascade.lexicon, _Even(classes, tilt), cascade.deciding).divisions[0]
        for tilt in (0 * down, down)
    )
    column = classes.index("52")
    assert as_it_is.argmax() == column
    assert leaning[column] < as_it_is[column] / 2


@dataclass(frozen=True)
class _Even:
    """A trained model that knows nothing, and how our words lean beside it."""

    classes: tuple[str, ...]
    tilt: NDArray[np.float32]

    def probabilities(
        self, names: Sequence[str], scopes: Sequence[str], heard: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        return np.full((len(names), len(self.classes)), 1 / len(self.classes), np.float32)
