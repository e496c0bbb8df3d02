"""What labelled names teach by themselves."""

import json
from pathlib import Path

import numpy as np
import pytest

from puhui.identify.industry.text import TextModel, load_text_model, save_text_model
from puhui.identify.industry.text.wording import word_codes, words_in


def test_names_are_alike_where_our_words_hear_the_same_trade() -> None:
    """小吃店 and 面馆 share no letter and are one trade; 五金店 is another."""
    snacks, noodles, iron, nothing = words_in(["测试小吃店", "样例面馆", "测试五金店", "测试"]).toarray()
    assert snacks @ noodles > snacks @ iron
    assert np.linalg.norm(snacks) == pytest.approx(1)
    assert not nothing.any()
    assert len(snacks) == len(word_codes())


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
