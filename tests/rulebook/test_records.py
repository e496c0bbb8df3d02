"""A record that is not whole is refused when it is loaded, by file and record."""

from pathlib import Path

import pytest

from puhui.rulebook.records import load_rules

WHOLE = {
    "rule": "price_cap",
    "value": '"0.24"',
    "unit": "per_year",
    "force": "notice",
    "source": "测试文件",
    "effective": "2025-10-01",
    "confidence": "secondary",
}


def written(**changes: str | None) -> str:
    fields = {**WHOLE, **changes}
    return (
        "- {" + ", ".join(f"{name}: {value}" for name, value in fields.items() if value is not None) + "}\n"
    )


def load(folder: Path, text: str) -> int:
    (folder / "caps.yaml").write_text(text, "utf-8")
    return len(load_rules([folder / "caps.yaml"]))


def test_versions_follow_each_other(tmp_path: Path) -> None:
    """A later version begins after the earlier one, which may say when it ended."""
    first = written(effective="2020-01-01", effective_to="2020-12-31")
    assert load(tmp_path, first + written(effective="2021-01-01") + written()) == 3


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"source": None}, "missing"),
        ({"source": '" "'}, "opinion"),
        ({"colour": "red"}, "not understood"),
        ({"value": "0.24"}, "quoted decimal"),
        ({"value": '"much"'}, "not a number"),
        ({"value": '"NaN"'}, "finite"),
        ({"value": "true"}, "quoted decimal"),
        ({"unit": "percent"}, "percent"),
        ({"force": "rumour"}, "rumour"),
        ({"confidence": "sure"}, "sure"),
        ({"basis": "flat"}, "flat"),
        ({"effective": '"2025-10-01"'}, "not a date"),
        ({"effective_to": "2020-01-01"}, "ends before"),
        ({"scope": "[a]"}, "scope"),
    ],
)
def test_a_bad_record_is_refused_by_file_and_number(
    tmp_path: Path, changes: dict[str, str | None], complaint: str
) -> None:
    """The sentence names caps.yaml, the record and what is wrong with it."""
    with pytest.raises(ValueError, match=rf"caps\.yaml, record 2.*{complaint}"):
        load(tmp_path, written(rule="other") + written(**changes))


def test_overlapping_versions_are_refused(tmp_path: Path) -> None:
    """The same day twice, or an end beyond the successor's beginning."""
    with pytest.raises(ValueError, match="overlap"):
        load(tmp_path, written() + written())
    with pytest.raises(ValueError, match="overlap"):
        load(tmp_path, written(effective_to="2026-01-01") + written(effective="2025-12-01"))


def test_the_same_rule_for_another_scope_does_not_overlap(tmp_path: Path) -> None:
    """A cap for small lenders and one for banks live side by side."""
    assert load(tmp_path, written() + written(scope="{channel: microloan}")) == 2


@pytest.mark.parametrize("text", ["just words", "- 5\n", "a: 1\na: 2\n", "- {a: 1, a: 2}\n", "[", "{}"])
def test_a_file_that_is_no_list_of_records_is_refused_by_name(tmp_path: Path, text: str) -> None:
    """Not a list, not a mapping, a key written twice, not YAML at all."""
    with pytest.raises(ValueError, match=r"caps\.yaml"):
        load(tmp_path, text)
