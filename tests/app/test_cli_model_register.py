"""`puhui model register` and what follows, by people who sign in at the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from puhui.app.cli import main
from puhui.ground import SYSTEM, Ground
from puhui.ground.identity import create_account
from puhui.kernel import Problem
from tests.app.api_client import ROLES
from tests.decision.models.making import TREE, files

PASSWORD = "made-up-evening-1"


@pytest.fixture(autouse=True)
def here(ground: Ground, test_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line works on the test's own data folder and database; two people have accounts."""
    url = ground.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PUHUI_HOME", str(test_home))
    monkeypatch.setenv("PUHUI_DATABASE_URL", url)
    with ground.work(SYSTEM) as work:
        for login, role in (("chen.risk", "risk_analyst"), ("sun.approve", "rule_approver")):
            made = create_account(work, login, PASSWORD, [role], ROLES)
            assert not isinstance(made, Problem), made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model folder."""
    place = tmp_path / "by_hand"
    place.mkdir()
    for name, text in files().items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def run(*arguments: str, by: str | None = None, password: str = PASSWORD) -> Result:
    """The command with its output; `by` signs in."""
    signed = ["--as", by, "--password-stdin"] if by else []
    return CliRunner().invoke(main, ["--lang", "en", "model", *arguments, *signed], input=f"{password}\n")


def test_from_a_folder_to_the_champion_by_two_people(folder: Path) -> None:
    """Registered and proposed by one, approved by the other; then it rates."""
    made = run("register", str(folder), "--json", by="chen.risk")
    assert made.exit_code == 0, made.stderr
    assert json.loads(made.stdout)["state"] == "waiting"
    assert run("approve", "by_hand", by="chen.risk").exit_code == 2
    assert run("approve", "by_hand", by="sun.approve").exit_code == 0
    assert run("champion", "by_hand", by="chen.risk").exit_code == 0
    assert run("champion", "judgement", "--approve", by="sun.approve").exit_code == 2
    assert run("champion", "by_hand", "--approve", by="sun.approve").exit_code == 0
    (line,) = json.loads(run("list", "--json").stdout)["models"]
    assert (line["state"], line["champion_of"]) == ("champion", [""])
    shown = run("list")
    assert "by_hand" in shown.stderr and "champion" in shown.stderr
    (use,) = json.loads(run("list", "--json").stdout)["uses"]
    assert (use["in_force"], use["model_name"]) == (True, "by_hand")
    moved = ["recalibrate", "by_hand", "--product", "cloud", "--shift", "0.2"]
    assert run(*moved, "--slope", "9", by="chen.risk").exit_code == 2
    assert run(*moved, by="chen.risk").exit_code == 0
    assert run(*moved, "--approve", by="sun.approve").exit_code == 0
    assert json.loads(run("list", "--json").stdout)["uses"][0]["shift"] == 0.2
    assert run("withdraw", "by_hand", "--why", "it drifted", by="chen.risk").exit_code == 0
    assert json.loads(run("list", "--json").stdout)["models"][0]["state"] == "withdrawn"


def test_a_wrong_password_or_a_broken_folder_says_so_and_keeps_nothing(folder: Path) -> None:
    """Exit code 2, in words."""
    wrong = run("register", str(folder), by="chen.risk", password="something else")
    assert wrong.exit_code == 2
    (folder / "trees.txt").write_text(TREE[:50], encoding="utf-8")
    broken = run("register", str(folder), by="chen.risk")
    assert broken.exit_code == 2
    assert "trees.txt" in broken.stderr
    assert json.loads(run("list", "--json").stdout) == {"models": [], "uses": []}


@pytest.mark.parametrize("command", ["register", "approve", "champion", "recalibrate", "withdraw", "list"])
def test_every_command_shows_an_example(command: str) -> None:
    """`--help` is where people look first."""
    assert f"puhui model {command}" in run(command, "--help").stdout
