"""Town beside reality: the same function reckons both sides, and says where they differ."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from town.calibration import Compared, Margin, all_margins, compare, verdict
from town.calibration.invoices import measure
from town.calibration.lending import auc
from town.calibration.telling import as_markdown, into_document
from town.compare import main
from town.folder import TownFolder


def _papers(partner: str, rows: list[tuple[str, str, str, float, str]]) -> pl.DataFrame:
    columns = ("企业代号", "开票日期", partner, "价税合计", "发票状态")
    return pl.DataFrame(rows, schema=columns, orient="row")


def test_margins_of_four_invoices_are_what_a_person_would_count() -> None:
    """Two customers, one of them with nine tenths; one of four invoices voided."""
    sold = _papers(
        "购方单位代号",
        [
            ("F1", "2026-01-05", "X1", 900.0, "有效发票"),
            ("F1", "2026-02-02", "X2", 100.0, " 有效发票"),
            ("F1", "2026-02-07", "X2", 700.0, "作废发票"),
            ("F1", "2026-03-02", "X2", -50.0, "有效发票"),
        ],
    )
    bought = _papers("销方单位代号", [("F1", "2026-01-05", "Y1", 250.0, "有效发票")])
    found = measure(sold, bought)
    assert found["customers_p50"] == 2
    assert found["top_p50"] == pytest.approx(0.9)
    assert found["void_pooled"] == pytest.approx(0.25)
    assert found["red_pooled"] == pytest.approx(1 / 3)
    assert found["bought_to_sold"] == pytest.approx(0.25)
    assert found["sales_month_p50"] == pytest.approx(1.0)
    assert found["year_p50"] == pytest.approx(6_000)


def test_auc_of_a_useless_figure_is_one_half() -> None:
    """Ties count half."""
    assert auc(pl.Series([0.0, 1.0, 0.0, 1.0]), pl.Series([1.0, 1.0, 1.0, 1.0])) == 0.5


def test_a_share_near_one_and_an_auc_are_judged_by_what_is_left() -> None:
    """0.93 against 0.80 is not near, nor is 0.85 against 0.55."""
    assert verdict(Margin("x", "", "share", ""), 0.93, 0.80) == "off"
    assert verdict(Margin("x", "", "AUC", ""), 0.85, 0.55) == "off"
    assert verdict(Margin("x", "", "share", ""), 0.10, 0.11) == "near"


def test_the_table_says_plainly_what_is_off(tmp_path: Path) -> None:
    """And replaces what stood between the marks of a document."""
    rows = [
        Compared(Margin("a", "first", "rows", "s"), 10.0, 11.0),
        Compared(Margin("b", "second", "rows", "s", is_target=False, why_off="another country"), 1.0, 9.0),
    ]
    told = as_markdown(rows)
    assert "2 margins: 1 near, 0 fair, 1 off" in told
    assert "off: another country" in told
    document = tmp_path / "town.md"
    begin, end = "<!-- margins: written by python -m town.compare --write -->", "<!-- /margins -->"
    document.write_text(f"before\n{begin}\nold\n{end}\nafter\n", encoding="utf-8")
    into_document(document, rows)
    text = document.read_text("utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert "| first |" in text


def test_a_town_or_data_that_is_not_there_is_said(tmp_path: Path) -> None:
    """With the path, and no table."""
    told = CliRunner().invoke(main, ["--town", str(tmp_path / "nowhere"), "--data", str(tmp_path)])
    assert told.exit_code == 2
    assert "nowhere" in told.output


def test_every_margin_has_a_place_in_the_document() -> None:
    """The table in docs/town.md has one line for each."""
    text = (Path(__file__).resolve().parents[2] / "docs" / "town.md").read_text("utf-8")
    assert [margin.what for margin in all_margins() if f"| {margin.what} |" not in text] == []


@pytest.mark.real_data
def test_a_small_town_stands_near_the_real_sets(made: TownFolder, real_data: Path) -> None:
    """At least ten margins beside each other; of those fitted, most are within a factor of two."""
    rows = list(compare(made.path, real_data))
    fitted = [row for row in rows if row.margin.is_target]
    assert len(rows) >= 50
    assert sum(row.verdict != "off" for row in fitted) >= 0.75 * len(fitted)
