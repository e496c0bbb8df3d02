"""Tables that people argue about: sourced, versioned, and every code a code."""

from pathlib import Path

import pytest

from puhui.identify.industry.lexicon import load_words
from puhui.identify.industry.lexicon.words import Kind
from puhui.identify.industry.tables import (
    load_deciding,
    load_english,
    load_merchant_categories,
    load_tax_classes,
)
from puhui.identify.industry.tables.reading import FOLDER
from puhui.rulebook import read_yaml, rulebook


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.yaml")))
def test_every_table_says_its_version_owner_and_source(name: str) -> None:
    """Who wrote it, from what, and which state it is."""
    content = read_yaml(FOLDER / name)
    assert isinstance(content, dict)
    assert {"version", "owner", "source"} <= content.keys()


def test_every_code_in_the_tables_is_one(real_data: Path) -> None:
    """A made-up code would name a trade nobody is in."""
    table = (real_data / "gbt4754" / "gbt4754_2017.csv").read_text("utf-8-sig")
    known = {line.split(",", 1)[0] for line in table.splitlines()}
    merchants = {code for codes in load_merchant_categories().values() for code in codes}
    assert merchants | set(load_tax_classes().does.values()) <= known


def test_goods_of_tax_classes_are_things_of_the_word_list() -> None:
    """Each stands for a word that knows who makes and who sells it."""
    words = load_words().entries
    assert all(words[thing].kind is Kind.THING for thing in load_tax_classes().goods.values())


def test_every_division_has_an_english_name() -> None:
    """The console is read in two languages."""
    shipped = {code for code, one in rulebook().industries.items() if one.level < 3}
    assert shipped <= load_english().keys()


def test_a_threshold_outside_zero_and_one_is_refused_by_name(tmp_path: Path) -> None:
    """A share of 35 instead of 0.35 must not let everything pass."""
    wrong = (FOLDER / "deciding.yaml").read_text("utf-8").replace("sure: 0.45", "sure: 45")
    (tmp_path / "deciding.yaml").write_text(wrong, "utf-8")
    with pytest.raises(ValueError, match="sure"):
        load_deciding(tmp_path / "deciding.yaml")
