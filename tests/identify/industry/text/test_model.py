"""A trained reader of names and scopes."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.identify.industry.text import TextModel, codes_in, load_text_model, save_text_model
from puhui.identify.industry.text.naming import prepare_names
from puhui.kernel import Problem


def _likeliest(model: TextModel, name: str, scope: str) -> str:
    return model.classes[int(model.probabilities([name], [scope])[0].argmax())]


def test_a_name_alone_a_scope_alone_and_both_say_the_trade(model: TextModel) -> None:
    """A shoe factory is told by what it is called, by what it may do, and by both."""
    assert _likeliest(model, "无名鞋业有限公司", "") == "19"
    assert _likeliest(model, "", "餐饮服务；小吃服务") == "62"
    assert _likeliest(model, "无名置业有限公司", "房地产开发经营；物业管理") == "70"


def test_nothing_given_is_answered_with_how_common_each_trade_is(model: TextModel) -> None:
    """Without a word the answer is the labelled shares, not a guess that looks sure."""
    assert model.probabilities([""], ["　"])[0] == pytest.approx(model.prior, abs=1e-6)


def test_a_trade_only_the_code_table_knows_can_be_answered(model: TextModel) -> None:
    """No labelled firm is a clinic, yet the table's own words make it possible."""
    clinic, shop = model.probabilities(["", ""], ["医院、诊所", "餐饮服务"])[:, model.classes.index("84")]
    assert clinic > 5 * shop


def test_agreement_makes_surer_and_contradiction_less_sure(model: TextModel) -> None:
    """A shoe name with a shoe scope is surer than with a restaurant's scope."""
    scopes = ["皮鞋制造", "餐饮服务"]
    agreeing, contradicting = model.probabilities(["无名鞋业有限公司"] * 2, scopes).max(axis=1)
    assert agreeing > contradicting


def test_it_was_measured_on_firms_it_had_not_learned_from(model: TextModel) -> None:
    """The card of a model carries its figures, and they are no promise of perfection by themselves."""
    kept_out = model.about["kept_out"]
    assert isinstance(kept_out, dict)
    assert kept_out["name"][0] > 0.9
    assert model.about["labelled"] == 180


def test_the_words_that_decided_are_words_of_the_text(model: TextModel) -> None:
    """鞋业 speaks for shoes in the name; each word says where it stands."""
    words = model.words("无名鞋业有限公司", "餐饮服务", "19")
    assert "鞋" in max(words, key=lambda each: each.weight).words
    assert {each.where for each in words} == {"name", "scope"}
    assert min(words, key=lambda each: each.weight).where == "scope"
    assert model.words("无名鞋业", "", "98") == ()


def test_the_words_add_up_to_what_the_view_said(model: TextModel) -> None:
    """The explanation is the sum itself, not a story about it."""
    column = model.classes.index("19")
    text = prepare_names(["无名鞋业有限公司"], model.places)
    rows = model.name.vocabulary.find(text)
    said = model.name.table[rows.rows] * rows.values[:, None]
    whole = (said[:, column] - said.mean(axis=1)).sum() * model.mixing.only_name.name
    told = sum(each.weight for each in model.words("无名鞋业有限公司", "", "19", at_most=99))
    assert told == pytest.approx(float(whole), rel=1e-3)


def test_a_saved_model_answers_as_before(model: TextModel, tmp_path: Path) -> None:
    """Weights lie in half precision: the answers agree to a thousandth; the code table lies beside."""
    save_text_model(tmp_path / "m", model, b"code,level,name\n")
    again = load_text_model(tmp_path / "m")
    assert isinstance(again, TextModel)
    names, scopes = ["无名鞋业有限公司", "无名火锅店", ""], ["", "餐饮服务", "物业管理"]
    assert np.abs(again.probabilities(names, scopes) - model.probabilities(names, scopes)).max() < 1e-3
    assert (kept := codes_in(tmp_path / "m")) is not None
    assert kept.read_bytes().startswith(b"code")
    assert again.about == model.about


def test_a_folder_that_is_no_model_is_a_problem_and_is_left_alone(model: TextModel, tmp_path: Path) -> None:
    """Somebody's papers are neither read as a model nor replaced by one."""
    (tmp_path / "letters.txt").write_text("给测试的信", encoding="utf-8")
    found = load_text_model(tmp_path)
    assert isinstance(found, Problem)
    assert found.code == "industry.model.unreadable"
    with pytest.raises(FileExistsError):
        save_text_model(tmp_path, model)
    assert (tmp_path / "letters.txt").exists()


def test_a_model_of_another_format_is_not_guessed_at(tmp_path: Path) -> None:
    """An older or newer folder asks to be trained again."""
    (tmp_path / "about.json").write_text('{"format": "puhui-industry-text-0"}', encoding="utf-8")
    found = load_text_model(tmp_path)
    assert isinstance(found, Problem)
    assert found.code == "industry.model.other_format"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=200))
def test_whatever_is_written_gets_probabilities(model: TextModel, name: str, scope: str) -> None:
    """Emoji, half pairs, marks of any script: each row is positive and adds up to one."""
    said = model.probabilities([name], [scope])[0]
    assert said.sum() == pytest.approx(1, abs=1e-4)
    assert (said >= 0).all()


def test_a_scope_of_ten_thousand_letters_is_read_by_its_beginning(model: TextModel) -> None:
    """Firms put first what they do most; the rest of an endless scope changes nothing."""
    begin = "餐饮服务；" * 80
    assert model.probabilities([""], [begin]) == pytest.approx(
        model.probabilities([""], [begin + "皮鞋制造；" * 2_000]), abs=1e-6
    )
