"""`puhui policy`: what is in force, a file looked over, a file compared."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from puhui.app.cli import main
from puhui.decision import shipped_policy
from puhui.ground import SYSTEM, Ground
from tests.decision.publishing.changing import Document, publish, row, rules, with_rate


@pytest.fixture(autouse=True)
def here(ground: Ground, test_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line works on the test's own data folder and database."""
    url = ground.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PUHUI_HOME", str(test_home))
    monkeypatch.setenv("PUHUI_DATABASE_URL", url)


def run(*arguments: str) -> Result:
    """The command with its output."""
    return CliRunner().invoke(main, ["--lang", "en", "policy", *arguments])


def written(folder: Path, name: str, content: Document) -> str:
    """A file of one table."""
    file = folder / f"{name}.json"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return str(file)


def test_the_list_and_a_table_are_what_is_in_force(ground: Ground) -> None:
    """A published rate is shown, not the one that shipped."""
    publish(ground, "price", with_rate("A", "0.05"))
    listed = json.loads(run("list", "--json").stdout)
    assert [it["name"] for it in listed][:2] == ["knock_out", "fraud"]
    shown = json.loads(run("show", "price").stdout)
    assert row(shown, "A")["out_annual_rate"] == "0.05"


def test_a_file_that_shipped_has_nothing_wrong(tmp_path: Path) -> None:
    """Exit code 0, in words."""
    file = written(tmp_path, "price", json.loads(shipped_policy().contents["price"]))
    done = run("check", file)
    assert done.exit_code == 0
    assert "nothing is wrong" in done.stderr


def test_a_broken_file_is_told_place_by_place(tmp_path: Path) -> None:
    """Exit code 2; row and column for people and for programs."""
    broken = with_rate("A", "six")
    rules(broken).remove(row(broken, "rest"))
    file = written(tmp_path, "price", broken)
    done = run("check", file)
    assert done.exit_code == 2
    assert "row A, column annual_rate" in done.stderr
    told = json.loads(run("check", file, "--json").stdout)
    assert [(it["kind"], it["row"], it["is_error"]) for it in told] == [
        ("cell", "A", True),
        ("gap", None, True),
    ]


def test_a_file_is_compared_row_by_row(tmp_path: Path) -> None:
    """Only what differs is said."""
    done = run("diff", written(tmp_path, "price", with_rate("A", "0.05")))
    assert done.stderr.strip() == "A: annual rate, simple: 0.06 → 0.05"


def test_a_file_that_is_no_table_says_so(tmp_path: Path) -> None:
    """Neither by its name nor by its content."""
    luck = run("check", written(tmp_path, "luck", {}))
    assert (luck.exit_code, "knock_out" in luck.stderr) == (2, True)
    text = tmp_path / "price.json"
    text.write_text("not json")
    assert run("check", str(text)).exit_code == 2


def test_the_list_of_a_day_says_who_answers_and_since_when(ground: Ground) -> None:
    """A rate published for tomorrow is not today's, and is tomorrow's with its number."""
    with ground.work(SYSTEM) as work:
        today = work.today()
    tomorrow = today + timedelta(days=1)
    publish(ground, "price", with_rate("A", "0.05"), since=tomorrow)
    now, then = (
        next(
            it
            for it in json.loads(run("list", "--on", day.isoformat(), "--json").stdout)
            if it["name"] == "price"
        )
        for day in (today, tomorrow)
    )
    assert (now["publication"], then["publication"]) == (None, 1)
    assert (then["effective"], bool(then["owner"]), bool(then["source"])) == (
        tomorrow.isoformat(),
        True,
        True,
    )
    assert (
        row(json.loads(run("show", "price", "--on", today.isoformat()).stdout), "A")["out_annual_rate"]
        == "0.06"
    )
    assert (
        row(json.loads(run("show", "price", "--on", tomorrow.isoformat()).stdout), "A")["out_annual_rate"]
        == "0.05"
    )
    compared = run("compare", today.isoformat(), tomorrow.isoformat())
    assert compared.stderr.strip() == "price A: annual rate, simple: 0.06 → 0.05"
    assert "same on both days" in run("compare", today.isoformat(), today.isoformat()).stderr


def test_before_a_table_begins_it_says_so() -> None:
    """What shipped holds from its own date on; a day before is marked, not hidden."""
    early = json.loads(run("list", "--on", "2026-10-01", "--json").stdout)
    assert all(it["is_early"] for it in early if it["effective"] > "2026-10-01")
    assert any(it["is_early"] for it in early)


def test_facts_are_listed_with_the_rulebooks_values_of_a_day() -> None:
    """What a table may ask: evidence, model, relations, dated rules with their source."""
    told = {
        it["name"]: it
        for it in json.loads(run("facts", "eligibility", "--on", "2026-11-24", "--json").stdout)
    }
    assert told["rule_working_capital_months_most"]["value"] == "36"
    assert "流动资金贷款管理办法" in told["rule_working_capital_months_most"]["source"]
    assert {"band", "probability", "neighbours_defaulted", "sales_12m_yuan"} <= told.keys()
    assert "rule_lpr_1y" in run("facts", "eligibility").stderr


def test_a_contradiction_in_a_file_is_told_with_row_and_column(tmp_path: Path) -> None:
    """Two rows of a collecting table that give one figure two values: in words, with exit code 2."""
    document = json.loads(shipped_policy().contents["affordability"])
    content = next(it for it in document["nodes"] if it["type"] == "decisionTableNode")["content"]
    content["hitPolicy"] = "collect"
    done = run("check", written(tmp_path, "affordability", document))
    assert done.exit_code == 2
    assert "column service_share" in done.stderr
    assert "both give service_share a value" in done.stderr
