"""`puhui decision allocate` and `puhui policy price` as a person at a terminal meets them."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from puhui.app.cli import main
from puhui.app.cli.allocate_asked import budget_fen

DECIDED = pl.DataFrame(
    {
        "firm": [f"E{n}" for n in range(1, 7)],
        "outcome": ["approve"] * 5 + ["refer"],
        "limit_yuan": [1_000_000, 300_000, 200_000, 500_000, 50_000, 0],
        "annual_rate": [0.06, 0.06, 0.085, 0.085, 0.12, None],
        "probability": [0.005, 0.02, 0.04, 0.06, 0.15, 0.02],
        "band": ["A", "A", "B", "B", "C", "A"],
    }
)


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    """A small table as `puhui decide invoices` writes it."""
    path = tmp_path / "decisions.csv"
    DECIDED.write_csv(path)
    return path


def test_a_budget_is_shared_out_and_told(decisions: Path, tmp_path: Path) -> None:
    """¥1,000,000 over five firms: a table for everybody, the money for machines, the proof beside it."""
    out = tmp_path / "given.csv"
    ran = CliRunner().invoke(
        main, ["decision", "allocate", str(decisions), "--budget", "100万", "--out", str(out), "--json"]
    )
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.stdout)
    assert (told["offered_yuan"], told["candidates"]) == (1_000_000, 5)
    assert told["gap"] < 1e-6
    assert told["said"][0]["zh"].startswith("预算再多 1 万元")
    given = pl.read_csv(out)
    assert given["firm"].to_list() == DECIDED["firm"].to_list()
    assert given["amount_yuan"].sum() == 1_000_000
    assert given["why_code"][5] == "outcome_refer"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--use-least", "90%", "--most", "band=20%"], "不能同时满足"),
        (["--most", "trade=30%"], "没有列 trade"),
        (["--inclusive-least", "40%"], "没有列 first_loan"),
        (["--most", "colour=30%"], "--most"),
        (["--churn", "/nowhere"], "流失率"),
        (["--lot", "0"], "--lot"),
        (["--lot", "100000000000000000000"], "--lot"),
        (["--risk-weight", "nan"], "--risk-weight"),
        (["--seconds", "-1"], "--seconds"),
        (["--contract-on", "1949-10-01"], "1949"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    decisions: Path, tmp_path: Path, more: list[str], said: str
) -> None:
    """Never a stack trace, and nothing is written."""
    out = tmp_path / "given.csv"
    asked = ["decision", "allocate", str(decisions), "--budget", "1000000", "--out", str(out), *more]
    ran = CliRunner().invoke(main, asked)
    assert ran.exit_code == 2
    assert said in ran.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("outcome", ["refer"] * 6, "没有可以分到的企业"),
        ("annual_rate", [0.25, 0.25, 0.085, 0.085, 0.12, None], "24.00%"),
        ("annual_rate", [0.05, 0.06, 0.085, 0.085, 0.12, None], "不同的年利率"),
        ("firm", ["E1", "E1", "E3", "E4", "E5", "E6"], "重复"),
        ("firm", ["E1", None, "E3", "E4", "E5", "E6"], "空着"),
    ],
)
def test_a_table_that_cannot_be_shared_out_is_refused(
    decisions: Path, tmp_path: Path, column: str, values: list[object], said: str
) -> None:
    """Nobody approved, a rate above the law's cap, two prices in one band, a firm twice or without a name."""
    DECIDED.with_columns(pl.Series(column, values)).write_csv(decisions)
    out = tmp_path / "given.csv"
    asked = ["decision", "allocate", str(decisions), "--budget", "1000000", "--out", str(out)]
    ran = CliRunner().invoke(main, asked)
    assert ran.exit_code == 2
    assert said in ran.stderr


@pytest.mark.parametrize("written", ["0", "-5万", "一亿", "", "1e99", "NaN", "0.001"])
def test_a_budget_that_is_none_is_refused(written: str) -> None:
    """With an example of what would be one."""
    with pytest.raises(SystemExit):
        budget_fen(written)


def test_a_price_table_is_derived_and_passes_its_own_check(tmp_path: Path) -> None:
    """`policy price` writes what `policy check` finds nothing wrong with."""
    out = tmp_path / "price.json"
    asked = ["policy", "price", "--owner", "pricing", "--funding", "2.5%", "--lgd", "45%", "--out", str(out)]
    assert CliRunner().invoke(main, asked).exit_code == 0
    written = json.loads(out.read_text("utf-8"))
    assert written["_meta"]["owner"] == "pricing"
    assert "funding 2.5%" in written["_meta"]["source"]
    assert CliRunner().invoke(main, ["policy", "check", str(out)]).exit_code == 0


def test_a_band_that_the_cap_cannot_cover_gets_no_price() -> None:
    """Money at 18 % a year leaves band C nothing to be priced at."""
    ran = CliRunner().invoke(main, ["policy", "price", "--owner", "pricing", "--funding", "18%"])
    assert ran.exit_code == 0
    assert "C 级要" in ran.stderr
    rows = json.loads(ran.stdout)["nodes"][1]["content"]["rules"]
    assert [it["_id"] for it in rows] == ["A", "B", "rest"]
