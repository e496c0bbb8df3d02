"""The tables of servicing: whole, sourced, and what they say by default."""

from pathlib import Path

import pytest
import yaml

from puhui.servicing import conventions
from puhui.servicing.conventions import (
    allocation_rules,
    buckets,
    collects,
    compounds,
    moves_due_dates,
)


def test_by_default_nothing_moves_and_nothing_compounds() -> None:
    """Due dates stay, unpaid interest bears no penalty rate, what is due is debited."""
    assert not moves_due_dates("brook_shop_loan")
    assert not compounds("brook_shop_loan")
    assert collects("brook_shop_loan")


def test_every_row_has_a_source_and_a_day() -> None:
    """What experts argue about says where it comes from."""
    for name in ("conventions.yaml", "allocation.yaml", "buckets.yaml"):
        content = yaml.safe_load((conventions.DATA / name).read_text("utf-8"))
        assert content["owner"]
        for row in content.get("rows") or content.get("tables") or [content]:
            assert row["source"], name
            assert row.get("effective") or content["effective"], name


@pytest.mark.parametrize(
    ("name", "was", "becomes", "read"),
    [
        ("allocation.yaml", "from: 91", "from: 92", allocation_rules),
        (
            "allocation.yaml",
            "[fees, interest, penalty, principal]",
            "[interest, principal]",
            allocation_rules,
        ),
        ("buckets.yaml", "to: 60,", "to: 20,", buckets),
        ("buckets.yaml", "to: null", "to: 999", buckets),
    ],
)
def test_a_table_with_a_gap_stops_the_program(
    name: str, was: str, becomes: str, read: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names itself when it is first asked."""
    content = (conventions.DATA / name).read_text("utf-8")
    assert was in content
    (tmp_path / name).write_text(content.replace(was, becomes), "utf-8")
    monkeypatch.setattr(conventions, "DATA", tmp_path)
    read.cache_clear()  # type: ignore[attr-defined]
    try:
        with pytest.raises(ValueError, match=name):
            read()  # type: ignore[operator]
    finally:
        read.cache_clear()  # type: ignore[attr-defined]
