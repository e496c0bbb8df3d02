"""`puhui decision what-if`, `flips` and `backtest`: the same power as the API, for people and scripts."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from puhui.app.cli import main
from puhui.decision import Kept, decide_application, shipped_policy
from puhui.ground import Actor, Ground, Mode
from puhui.learn import dump_scorecard
from tests.decision.applying import applied
from tests.decision.backtest.histories import firms, outcomes
from tests.decision.making import SCORECARD
from tests.decision.trial.trying import cheaper


@pytest.fixture(autouse=True)
def _house(monkeypatch: pytest.MonkeyPatch, database_url: str, test_home: Path) -> None:
    """The command looks at the test's own database."""
    monkeypatch.setenv("PUHUI_DATABASE_URL", database_url)
    monkeypatch.setenv("PUHUI_HOME", str(test_home))


@pytest.fixture
def kept(ground: Ground, clerk: Actor) -> Kept:
    """A made-up application, decided in real business."""
    with ground.work(replace(clerk, mode=Mode.LIVE)) as work:
        found = decide_application(work, applied(work).id, scorecard=SCORECARD)
    assert isinstance(found, Kept)
    return found


@pytest.fixture
def price(tmp_path: Path) -> Path:
    """The price table with cheaper money for band A."""
    path = tmp_path / "price.json"
    path.write_text(json.dumps(cheaper(), ensure_ascii=False), encoding="utf-8")
    return path


def run(*words: str) -> Result:
    """The command with these words."""
    return CliRunner().invoke(main, ["--lang", "en", "decision", *words])


def test_what_if_changes_an_input_or_a_table(kept: Kept, price: Path) -> None:
    """What changes and which table says so; as a sentence and as JSON."""
    told = run("what-if", str(kept.id), "--set", "overdue_now=true")
    assert told.exit_code == 0, told.output
    assert "approve A" in told.output
    assert "knock_out" in told.output
    found = json.loads(run("what-if", str(kept.id), "--table", str(price), "--json").stdout)
    assert (found["before"]["annual_rate"], found["after"]["annual_rate"]) == ("0.06", "0.041")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "band=A"), "no input that can be changed"),
        (("--set", "months"), "name=value"),
        (("--set", "months=many"), "cannot be"),
        ((), "not said what to change"),
    ],
)
def test_what_cannot_be_asked_says_why(kept: Kept, words: tuple[str, ...], said: str) -> None:
    """Exit code 2, what is wrong and what to do."""
    told = run("what-if", str(kept.id), *words)
    assert (told.exit_code, said in told.output) == (2, True), told.output


def test_another_scorecard_is_tried(kept: Kept, tmp_path: Path) -> None:
    """A folder with a scorecard in it rates in place of the record's."""
    other = replace(SCORECARD, name="harsher", base_points=SCORECARD.base_points - 300)
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "scorecard.yaml").write_text(dump_scorecard(other), encoding="utf-8")
    told = run("what-if", str(kept.id), "--scorecard", str(tmp_path / "model"), "--json")
    found = json.loads(told.stdout)
    assert (found["before"]["band"], found["after"]["band"], found["after"]["outcome"]) == (
        "A",
        "D",
        "decline",
    )


def test_flips_counts_and_lists_numbers(kept: Kept, price: Path) -> None:
    """How many would differ, by how much, and which; a broken table is refused with its place."""
    told = run("flips", "--table", str(price))
    assert "1 applications, 1 would differ" in told.output
    assert str(kept.application_id) in told.output
    price.write_text(json.dumps(cheaper("six")), encoding="utf-8")
    wrong = run("flips", "--table", str(price))
    assert (wrong.exit_code, "row A" in wrong.output) == (2, True)
    nothing = json.loads(run("flips", "--table", str(_good(price)), "--until", "2020-01-01", "--json").stdout)
    assert nothing["tried"] == 0


def test_a_backtest_of_files_writes_a_report_without_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Firms and their ends from CSV, a proposed folder against the shipped one."""
    monkeypatch.setenv("PUHUI_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    firms(60).write_csv(tmp_path / "firms.csv")
    rows = [f"{name},{int(it.is_bad)},{it.exposure_fen}" for name, it in outcomes(60).ended.items()]
    (tmp_path / "ends.csv").write_text("\n".join(["id,is_bad,exposure_fen", *rows]), encoding="utf-8")
    (tmp_path / "new").mkdir()
    for name, content in shipped_policy().contents.items():
        (tmp_path / "new" / f"{name}.json").write_text(content, encoding="utf-8")
    (tmp_path / "new" / "price.json").write_text(json.dumps(cheaper()), encoding="utf-8")
    out = tmp_path / "report.html"
    told = run(
        "backtest", "--data", str(tmp_path / "firms.csv"), "--outcomes", str(tmp_path / "ends.csv"),
        "--policy", str(tmp_path / "new"), "--out", str(out), "--json",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["findings"]["n"] == 60
    assert shipped_policy().version in out.read_text("utf-8")
    empty = run(
        "backtest", "--data", str(_empty(tmp_path)), "--policy", str(tmp_path / "new"), "--out", str(out)
    )
    assert (empty.exit_code, "nobody to decide again" in empty.output) == (2, True)


def test_a_backtest_of_kept_decisions(kept: Kept, tmp_path: Path) -> None:
    """Without a file the house's own decisions are the history, and ends go by application."""
    (tmp_path / "new").mkdir()
    for name, content in shipped_policy().contents.items():
        (tmp_path / "new" / f"{name}.json").write_text(content, encoding="utf-8")
    (tmp_path / "ends.csv").write_text(f"application_id,is_bad\n{kept.application_id},0\n", encoding="utf-8")
    told = run(
        "backtest", "--outcomes", str(tmp_path / "ends.csv"), "--policy", str(tmp_path / "new"),
        "--out", str(tmp_path / "r.html"), "--json",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    found = json.loads(told.stdout)["findings"]
    assert (found["n"], found["known"]) == (1, 1)


def _good(price: Path) -> Path:
    price.write_text(json.dumps(cheaper()), encoding="utf-8")
    return price


def _empty(folder: Path) -> Path:
    path = folder / "empty.csv"
    path.write_text("id,as_of\n", encoding="utf-8")
    return path
