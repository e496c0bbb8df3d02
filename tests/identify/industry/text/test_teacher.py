"""What labelled names teach by themselves."""

import json
from pathlib import Path

import numpy as np
import pytest

from puhui.identify.industry.text import TextModel, load_text_model, save_text_model
from puhui.identify.industry.text.wording import heard_in, said_by_words, word_codes, words_in


def test_names_are_alike_where_our_words_hear_the_same_trade() -> None:
    """小吃店 and 面馆 share no letter and are one trade; 五金店 is another."""
    snacks, noodles, iron, nothing = words_in(["测试小吃店", "样例面馆", "测试五金店", "测试"]).toarray()
    assert snacks @ noodles > snacks @ iron
    assert np.linalg.norm(snacks) == pytest.approx(1)
    assert not nothing.any()
    assert len(snacks) == len(word_codes())


def test_whoever_has_listened_already_spares_listening_again(model: TextModel) -> None:
    """What the cascade heard in the names gives the same answers as the model's own ears."""
    names, scopes = ["无名鞋业有限公司", "样例面馆", ""], ["", "餐饮服务", "物业管理"]
    assert model.probabilities(names, scopes, heard_in(names)) == pytest.approx(
        model.probabilities(names, scopes)
    )


def test_few_codes_are_added_as_the_whole_table_would(model: TextModel) -> None:
    """The short way over what is not zero says what the product with the rows of length one says."""
    names, table = ["无名鞋业有限公司", "样例火锅店", "测试"], model.teacher.by_words
    assert said_by_words(heard_in(names), table) == pytest.approx(words_in(names) @ table, abs=1e-5)


def test_a_changed_word_list_finds_its_rows_by_code(model: TextModel, tmp_path: Path) -> None:
    """A code the list did not have in training has learned nothing; the others keep what they learned."""
    save_text_model(tmp_path / "m", model)
    about = tmp_path / "m" / "about.json"
    learned = np.abs(model.teacher.by_words).sum(axis=1)
    kept, renamed = np.argsort(-learned)[:2].tolist()
    written = json.loads(about.read_text("utf-8"))
    written["words"][renamed] = "0000"
    about.write_text(json.dumps(written), "utf-8")
    again = load_text_model(tmp_path / "m")
    assert isinstance(again, TextModel)
    assert learned[renamed] > 0
    assert again.teacher.by_words[kept] == pytest.approx(model.teacher.by_words[kept])
    assert not again.teacher.by_words[renamed].any()
