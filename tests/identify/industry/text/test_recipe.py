"""Learning from whatever a house has."""

from dataclasses import replace

import pytest

from puhui.identify.industry.text import Firm, TextModel, train_text_model
from puhui.kernel import Text
from tests.identify.industry.text.made_up import CODES, firms


def _learned(
    labelled: list[Firm], unlabelled: list[Firm], codes: tuple[tuple[str, str, str], ...]
) -> TextModel:
    return train_text_model(labelled, unlabelled, codes, lambda doing, share: None)


def _likeliest(model: TextModel, name: str, scope: str) -> str:
    return model.classes[int(model.probabilities([name], [scope])[0].argmax())]


def test_labelled_names_alone_are_enough_to_begin() -> None:
    """No scope, no unlabelled firm, no code table: names are learned, and a scope says nothing."""
    model = _learned([replace(firm, scope="") for firm in firms(120, True)], [], ())
    assert _likeliest(model, "无名鞋业有限公司", "") == "19"
    assert _likeliest(model, "无名鞋业有限公司", "谁也没有标过的话") == "19"
    assert model.classes == ("19", "62", "70")


def test_labelled_scopes_alone_are_enough_to_begin() -> None:
    """Scopes without a single name still teach, and teach the names of firms nobody labelled."""
    labelled = [replace(firm, name="") for firm in firms(240, True) if firm.scope]
    model = _learned(labelled, firms(400, False), CODES)
    assert _likeliest(model, "", "热食类食品制售；酒水销售") == "62"
    assert _likeliest(model, "无名置业有限公司", "") == "70"


def test_firms_with_a_labelled_firms_name_teach_nothing() -> None:
    """Looking up is not learning: the same name, otherwise spelt, is left out."""
    labelled = firms(60, True)
    twins = [Firm(each.name.replace("有限公司", "（集团）有限公司"), "物业管理") for each in labelled]
    assert _learned(labelled, twins, ()).about["unlabelled"] == 0


def test_the_same_files_give_the_same_model(model: TextModel) -> None:
    """Chance is seeded: the version, which is made from the weights, comes out again."""
    again = _learned(firms(180, True), firms(700, False), CODES)
    assert again.about == model.about


def test_progress_goes_forward_and_arrives() -> None:
    """Whoever waits sees what is being done, in both languages, and an end."""
    seen: list[tuple[Text, float]] = []
    train_text_model(
        firms(60, True), firms(100, False), CODES, lambda doing, share: seen.append((doing, share))
    )
    shares = [share for _, share in seen]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    assert all(doing.zh and doing.en for doing, _ in seen)
