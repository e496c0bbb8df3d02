"""`puhui audit verify` as a person and a script meet it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from puhui.app.cli import main
from puhui.ground import Actor, Ground, Settings, open_ground
from puhui.ground.worker import seal_once


@pytest.fixture
def sealed(database_url: str, tmp_path: Path, clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> Ground:
    """A data folder with three sealed entries, named by the environment."""
    monkeypatch.setenv("PUHUI_HOME", str(tmp_path))
    monkeypatch.setenv("PUHUI_DATABASE_URL", database_url)
    with open_ground(Settings.from_env()) as ground:
        with ground.work(clerk) as work:
            for number in range(3):
                work.audit("decision.make", f"application:{number}")
        assert seal_once(ground) == 3
        return ground


def test_a_whole_trail_ends_with_nought(sealed: Ground) -> None:
    """Exit code 0, and one sentence with the counts."""
    told = CliRunner().invoke(main, ["--lang", "en", "audit", "verify"])
    assert told.exit_code == 0, told.output
    assert "whole: 3 entries sealed, 0 waiting" in " ".join(told.output.split())


def test_a_broken_trail_names_the_first_broken_link(sealed: Ground) -> None:
    """Exit code 4; the link, the entry and what happened to it."""
    with sealed.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("UPDATE ground.audit_entry SET action = 'nothing' WHERE number >= 2"))
    told = CliRunner().invoke(main, ["--lang", "en", "audit", "verify", "--json"])
    assert told.exit_code == 4
    found = json.loads(told.stdout)
    assert (found["whole"], found["first_broken"]["kind"], found["first_broken"]["position"]) == (
        False,
        "entry_altered",
        2,
    )
    assert "link 2" in told.stderr


def test_a_bad_setting_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 3, no stack trace."""
    monkeypatch.setenv("PUHUI_DATABASE_POOL", "many")
    told = CliRunner().invoke(main, ["--lang", "en", "audit", "verify"])
    assert told.exit_code == 3
    assert "PUHUI_DATABASE_POOL" in told.stderr
    assert "Traceback" not in told.output
