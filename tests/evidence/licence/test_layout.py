"""From lines of letters to fields: lines as the reader gave them for made-up licences, no picture needed."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.identify.licences.truth import is_right
from puhui.evidence.licence import Box, Field, FieldName
from puhui.evidence.licence.fields import fields_of
from puhui.evidence.licence.labels import find_labels
from puhui.evidence.licence.layout import lay_out
from puhui.evidence.licence.lines import Line

RECORDED = sorted((Path(__file__).parent / "recorded").glob("*.json"))
TODAY = date(2026, 11, 23)


def recorded(name: str) -> tuple[list[Line], Line | None, dict[str, str | int | date]]:
    """The lines, the seal's words, and the truth behind them."""
    path = Path(__file__).parent / "recorded" / f"{name}.json"
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    truth = {
        field: date.fromisoformat(true) if field.endswith("_on") else true
        for field, true in held["truth"].items()
    }
    seal = Line(*held["seal"]) if held["seal"] else None
    return [Line(*line) for line in held["lines"]], seal, truth


def read(lines: list[Line], seal: Line | None = None) -> dict[FieldName, Field]:
    def locate(line: Line) -> Box:
        left, top, right, bottom = (round(edge) for edge in (line.left, line.top, line.right, line.bottom))
        return Box(((left, top), (right, top), (right, bottom), (left, bottom)))

    return fields_of(lay_out(lines, seal), locate, TODAY)


@pytest.mark.parametrize("name", [path.stem for path in RECORDED])
def test_every_field_of_both_layouts_is_found(name: str) -> None:
    """A company, a shop, a partnership, a cooperative, a branch; upright and landscape."""
    lines, seal, truth = recorded(name)
    fields = read(lines, seal)
    for field, true in truth.items():
        found = fields[FieldName(field)]
        value = found.text if found.value is None else found.value
        assert is_right(field, value, true), (field, value)
        assert found.box is not None and found.confidence > 0.7


@pytest.mark.parametrize("name", ["company-upright", "shop"])
def test_the_order_in_which_lines_come_does_not_matter(name: str) -> None:
    """A reader may give them in any order."""
    lines, seal, _ = recorded(name)
    assert read(lines, seal) == read(sorted(lines, key=lambda line: line.text), seal)


def test_a_shop_has_no_capital_and_says_nothing_was_read() -> None:
    """What is not on the paper is empty, not guessed."""
    lines, seal, _ = recorded("shop")
    capital = read(lines, seal)[FieldName.CAPITAL]
    assert (capital.found, capital.value, capital.confidence) == (False, None, 0.0)
    assert capital.why is not None


def test_a_label_with_its_value_run_together_still_counts() -> None:
    """`名称：测试小吃店` in one line, and 住所 in its two halves."""
    lines = [
        Line("名称：测试小吃店", 0.99, 100, 100, 500, 130),
        Line("住", 0.99, 100, 160, 130, 190),
        Line("所", 0.99, 200, 160, 230, 190),
        Line("测试市人民路1号", 0.99, 260, 160, 500, 190),
    ]
    fields = read(lines)
    assert fields[FieldName.NAME].value == "测试小吃店"
    assert fields[FieldName.ADDRESS].value == "测试市人民路1号"


def test_a_label_with_a_misread_letter_is_still_a_label() -> None:
    """法定代表人 with one letter wrong; a two-letter label must be right."""
    labels, _ = find_labels(
        [Line("法走代表人", 0.9, 100, 100, 250, 130), Line("各和", 0.9, 100, 200, 160, 230)]
    )
    assert [label.field for label in labels] == [FieldName.LEGAL_REPRESENTATIVE]


def test_half_a_label_is_enough_where_the_other_half_is_covered() -> None:
    """称 alone is 名称."""
    lines = [Line("称", 0.9, 200, 100, 230, 130), Line("测试小吃店", 0.98, 290, 100, 450, 130)]
    assert read(lines)[FieldName.NAME].value == "测试小吃店"


def test_what_lies_far_below_or_out_of_line_belongs_to_no_field() -> None:
    """A stray word under the scope is not read into it."""
    lines = [
        Line("经营范围", 0.99, 100, 100, 240, 130),
        Line("餐饮服务；", 0.99, 300, 100, 450, 130),
        Line("外卖递送服务。", 0.99, 300, 140, 500, 170),
        Line("杂物", 0.99, 420, 180, 480, 210),
        Line("远处", 0.99, 300, 400, 360, 430),
    ]
    assert read(lines)[FieldName.SCOPE].text == "餐饮服务；外卖递送服务。"


def test_the_day_of_issue_is_put_together_from_its_pieces() -> None:
    """Year, month and day are printed far apart, below everything else that has a date."""
    lines = [
        Line("成立日期", 0.99, 100, 100, 240, 130),
        Line("2018年03月05日", 0.99, 300, 100, 520, 130),
        *(Line(word, 0.9, 600 + 60 * place, 500, 650 + 60 * place, 530)
          for place, word in enumerate(("2019", "年", "06", "月", "12", "日"))),
        Line("1月1日至6月30日", 0.9, 600, 600, 800, 620),
    ]  # fmt: skip
    fields = read(lines)
    assert fields[FieldName.ISSUED_ON].value == date(2019, 6, 12)
    assert fields[FieldName.ESTABLISHED_ON].value == date(2018, 3, 5)


def test_an_unsure_label_makes_its_field_less_sure() -> None:
    """Half a label: 0.8 of certainty at most, so that a person compares."""
    lines = [Line("称", 0.9, 200, 100, 230, 130), Line("测试小吃店", 1.0, 290, 100, 450, 130)]
    assert read(lines)[FieldName.NAME].confidence <= 0.82


def test_no_lines_give_empty_fields() -> None:
    """All eleven are there all the same."""
    fields = read([])
    assert list(fields) == list(FieldName) and not any(field.found for field in fields.values())
