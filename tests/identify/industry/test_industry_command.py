"""`puhui identify industry`: one command from a table to trades."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from puhui.app.cli.identify.industry import industry


def _run(home: Path, *arguments: str) -> "tuple[int, str, str]":
    result = CliRunner().invoke(industry, [*arguments, "--home", str(home), "--no-embed"])
    return result.exit_code, result.stdout, result.stderr


def test_a_table_gets_its_trades_and_a_summary(firms: Path, tmp_path: Path) -> None:
    """The contract's columns stand in the result; the summary counts by status."""
    out = tmp_path / "trades.csv"
    code, said, _ = _run(tmp_path / "home", "--in", str(firms), "--out", str(out), "--json")
    assert code == 0
    assert json.loads(said)["by_status"]["no_text"] == 1
    columns = pl.read_csv(out, infer_schema=False).columns
    assert {"division", "class", "probability", "top3_divisions", "evidence"} <= set(columns)


def test_a_missing_file_is_said_with_what_to_do(tmp_path: Path) -> None:
    """Exit 2, a sentence, no trace."""
    code, _, said = _run(tmp_path, "--in", str(tmp_path / "none.csv"), "--out", str(tmp_path / "o.csv"))
    assert code == 2
    assert "没有这个文件" in said
    assert "Traceback" not in said


def test_a_model_folder_that_is_none_is_refused(firms: Path, tmp_path: Path) -> None:
    """A wrong `--model` never falls back to something else in silence."""
    arguments = ("--in", str(firms), "--out", str(tmp_path / "o.csv"), "--model", str(tmp_path / "none"))
    code, _, said = _run(tmp_path, *arguments)
    assert code == 2
    assert said.strip()


def test_without_a_code_table_it_says_that_answers_stop_at_the_division(
    firms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody wonders why the class column is empty."""
    monkeypatch.delenv("PUHUI_GBT4754", raising=False)
    _, _, said = _run(tmp_path, "--in", str(firms), "--out", str(tmp_path / "o.csv"))
    assert "PUHUI_GBT4754" in said
