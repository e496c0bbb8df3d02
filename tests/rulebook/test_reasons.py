"""Reason texts are whole in both languages, whoever wrote them."""

from pathlib import Path
from string import Formatter

import pytest

from puhui.rulebook import rulebook
from puhui.rulebook.reasons import load_reasons


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_shipped_reason_is_told_twice_with_the_same_figures() -> None:
    """zh and en are there and fill in the same placeholders."""
    for code, text in rulebook().reasons.items():
        assert text.zh and text.en, code
        assert placeholders(text.zh) == placeholders(text.en), code


def test_a_reason_is_filled_in_both_languages(tmp_path: Path) -> None:
    """A template and its figures."""
    (tmp_path / "a.yaml").write_text("turnover_fall: {zh: '少 {share}', en: 'down {share}'}\n", "utf-8")
    told = load_reasons(tmp_path)["turnover_fall"].fill(share="61%")
    assert (told.zh, told.en) == ("少 61%", "down 61%")


def test_an_unknown_code_is_a_lookup_error() -> None:
    """Nobody is told a reason that nobody wrote."""
    with pytest.raises(LookupError, match="no reason text"):
        rulebook().reason("no_such_reason")


@pytest.mark.parametrize(
    "text",
    [
        "a: {zh: 少}",
        "a: {zh: 少, en: ''}",
        "a: {zh: '少 {share}', en: 'down {fall}'}",
        "a: {zh: '少 {', en: 'down'}",
        "a: {zh: 少, en: down}\na: {zh: 少, en: down}",
        "- a",
    ],
)
def test_a_reason_that_is_not_whole_is_refused_by_file(tmp_path: Path, text: str) -> None:
    """One language missing, placeholders that differ, a brace left open, a code written twice."""
    (tmp_path / "b.yaml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"b\.yaml"):
        load_reasons(tmp_path)


def test_a_code_belongs_to_one_family(tmp_path: Path) -> None:
    """The same code in two files is refused."""
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("late: {zh: 晚, en: late}\n", "utf-8")
    with pytest.raises(ValueError, match=r"b\.yaml, late"):
        load_reasons(tmp_path)
