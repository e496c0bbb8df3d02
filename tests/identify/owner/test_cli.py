"""`puhui identify owner` and `population`, as somebody at a terminal uses them."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from puhui.app.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command line with a home of its own."""

    def _run(*arguments: object) -> Result:
        home = {"PUHUI_HOME": str(tmp_path / "home")}
        return CliRunner().invoke(main, ["identify", *map(str, arguments)], env=home)

    return _run


def test_a_folder_of_tables_becomes_a_table_of_answers(run: Run, owners_town: Path, tmp_path: Path) -> None:
    """Everybody of person_sources has a row; those named have reasons and a question."""
    out = tmp_path / "owners.csv"
    done = run("owner", "--in", owners_town, "--out", out, "--lang", "en", "--json")
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    answers = pl.read_csv(out)
    assert told["persons"] == answers.height == pl.read_parquet(owners_town / "truth/owners.parquet").height
    named = answers.filter(pl.col("runs_business"))
    assert named.height == told["said_to_run"] > 0
    assert named["reason_1"].null_count() == 0 and named["question"].null_count() == 0
    assert named.filter(~pl.col("registered").fill_null(False)).height == told["found_beyond_registration"]


def test_the_population_says_whether_it_knows_the_truth(run: Run, owners_town: Path, tmp_path: Path) -> None:
    """With truth/owners beside, owners are counted; the table goes to a file too."""
    out = tmp_path / "found.csv"
    done = run("population", "--in", owners_town, "--precision", "0.8", "--out", out, "--json")
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["knows_truth"] and told["precision"] == 0.8
    assert told["groups"][0]["by"] == "all"
    assert pl.read_csv(out)["by"].unique().sort().to_list() == ["all", "kind", "place", "trade"]


def test_the_table_for_people_is_told_in_either_language(run: Run, owners_town: Path) -> None:
    """Places, trades and kinds under their own headings."""
    done = run("population", "--in", owners_town, "--lang", "zh")
    assert done.exit_code == 0
    assert "按真相计数" in done.stderr and "未登记兼业" in done.stderr


def test_columns_are_listed_for_whoever_makes_a_table(run: Run) -> None:
    """Name, unit, source, title: one line each."""
    done = run("owner", "--columns")
    assert done.exit_code == 0
    assert "in_person_qr_yuan\tyuan\t账户收付\t月均收款码收款" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["owner"], "--in"),
        (["owner", "--in", "nowhere.csv", "--out", "x.csv"], "没有这个文件"),
        (["owner", "--in", ".", "--out", "x.csv"], "person_sources"),
        (["owner", "--in", "nowhere.csv", "--out", "x.csv", "--model", "nowhere"], "card.json"),
        (["population", "--in", "nowhere"], "后缀"),
    ],
)
def test_wrong_input_says_what_to_do(
    run: Run, arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2 and one sentence; never a stack trace."""
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr and "Traceback" not in done.stderr


def test_a_model_taught_here_is_used_from_then_on(run: Run, owners_town: Path, tmp_path: Path) -> None:
    """`--train` writes to the home, and the next answer names the new model."""
    taught = run("owner", "--train", owners_town, "--json")
    assert taught.exit_code == 0, taught.stderr
    version = json.loads(taught.stdout)["version"]
    told = json.loads(run("owner", "--in", owners_town, "--out", tmp_path / "o.parquet", "--json").stdout)
    assert told["model"] == version
    assert (tmp_path / "home/models/owner/card.md").read_text(encoding="utf-8").startswith("# 谁在经营生意")
