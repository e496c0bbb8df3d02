"""The word list: what it holds, and how it is heard."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.identify.industry.lexicon import load_words, open_lexicon
from puhui.identify.industry.lexicon.finding import find, folded, table_of
from puhui.identify.industry.lexicon.words import FILE


def test_every_code_of_the_list_is_a_code(real_data: Path) -> None:
    """Against the classification's own table where it lies beside the checkout."""
    table = (real_data / "gbt4754" / "gbt4754_2017.csv").read_text("utf-8-sig")
    codes = {line.split(",", 1)[0] for line in table.splitlines()}
    assert set(open_lexicon().meaning.codes) <= codes


def test_a_word_written_twice_is_refused_by_name(tmp_path: Path) -> None:
    """Two meanings of one word would hide each other."""
    twice = FILE.read_text("utf-8").replace('  "8310": 幼儿园', '  "8310": 理发店 幼儿园')
    (tmp_path / "words.yaml").write_text(twice, "utf-8")
    with pytest.raises(ValueError, match="理发店"):
        load_words(tmp_path / "words.yaml")


def test_the_longest_word_is_found() -> None:
    """汽车修理 is not 汽车."""
    words = ["汽车", "汽车修理", "修理"]
    found = find(table_of(words), folded(["测试汽车修理部", "汽车", ""], 20))
    assert [
        (row, words[word], start) for row, word, start in zip(found.row, found.word, found.start, strict=True)
    ] == [
        (0, "汽车修理", 2),
        (1, "汽车", 0),
    ]


def test_a_single_character_counts_only_where_it_ends_or_joins() -> None:
    """鞋 in 测试鞋厂 is a thing; 灯 in the middle of a brand is not."""
    lexicon = open_lexicon()
    likely = lexicon.probabilities(["测试鞋厂", "点灯人有限公司"], ["", ""])
    assert lexicon.classes[likely[0].argmax()] == "19"
    assert likely[1] == pytest.approx(lexicon.prior, abs=1e-3)


def test_boilerplate_and_brackets_say_nothing() -> None:
    """What registers add to every scope moves no answer."""
    lexicon = open_lexicon()
    bare = "餐饮服务"
    dressed = "餐饮服务（不含酒类批发）。【依法须经批准的项目，经相关部门批准后方可开展经营活动】"
    likely = lexicon.probabilities(["", ""], [bare, dressed])
    assert likely[0] == pytest.approx(likely[1], abs=1e-5)


def test_the_first_clause_of_a_scope_weighs_most() -> None:
    """Firms put first what they do most."""
    lexicon = open_lexicon()
    likely = lexicon.probabilities(["", ""], ["餐饮服务；住宿", "住宿；餐饮服务"])
    tops = [lexicon.classes[row.argmax()] for row in likely]
    assert tops == ["62", "61"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_text_gives_probabilities(texts: list[str]) -> None:
    """Half a surrogate pair, control characters, an empty list: each row sums to one."""
    likely = open_lexicon().probabilities(texts, texts[::-1])
    assert likely.shape == (len(texts), 97)
    assert likely.sum(axis=1) == pytest.approx([1.0] * len(texts), abs=1e-4)
