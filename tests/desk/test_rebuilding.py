"""Making the queue again: the same rows, in both modes, from the command line too."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from puhui.app.cli import main
from puhui.desk import Rebuilt, assign, rebuild
from puhui.ground import Actor, Ground, Mode
from tests.decision.applying import applied
from tests.desk.cases import another, decided, drain, listed, somebody


def rows(ground: Ground) -> list[tuple[object, ...]]:
    """The whole table."""
    with ground.engine.connect() as connection:
        found = connection.execute(text("SELECT * FROM desk.case_file ORDER BY application_id"))
        return [tuple(row) for row in found]


def test_a_queue_that_was_thrown_away_comes_back_as_it_was(ground: Ground, clerk: Actor) -> None:
    """Numbers and who looks after what included, of both modes; told as it goes."""
    with ground.work(clerk) as work:
        asked = decided(work, debts=False)
        another(work, asked)
        assign(work, asked.id, "me", None)
        live = replace(work, actor=replace(somebody("live"), mode=Mode.LIVE))
        listed(live, applied(live).id)
    before, told = rows(ground), list[Rebuilt]()
    assert rebuild(ground, progress=told.append) == Rebuilt(rows=3, changed=0, total=3)
    assert rows(ground) == before and told[-1].rows == 3
    with ground.work(clerk) as work:
        work.connection.execute(text("DELETE FROM desk.case_file"))
    assert rebuild(ground).changed == 3
    assert rows(ground) == before


def test_a_row_that_somebody_changed_by_hand_is_put_right(ground: Ground, clerk: Actor) -> None:
    """What is told is how many were not what they should be."""
    with ground.work(clerk) as work:
        decided(work)
        work.connection.execute(text("UPDATE desk.case_file SET stage = 'lent'"))
    assert rebuild(ground).changed == 1
    assert rebuild(ground).changed == 0


def test_the_command_tells_people_and_machines(
    ground: Ground, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`puhui desk rebuild` in a sentence, with --json in figures."""
    with ground.work(clerk) as work:
        applied(work)
    monkeypatch.setenv("PUHUI_HOME", str(ground.settings.home))
    monkeypatch.setenv("PUHUI_DATABASE_URL", ground.engine.url.render_as_string(hide_password=False))
    told = CliRunner().invoke(main, ["desk", "rebuild", "--json"])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout) == {"rows": 1, "changed": 1, "total": 1}
    said = CliRunner().invoke(main, ["--lang", "en", "desk", "rebuild"])
    assert said.exit_code == 0 and "1 rows made again; 0 of them had been different" in said.output


def test_a_refresh_that_fails_holds_nothing_up_and_is_made_good(
    ground: Ground, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The event is handled all the same, and a message of its own makes the row."""
    from puhui.app import at_the_desk

    with ground.work(clerk) as work:
        asked = applied(work)
    real, calls = at_the_desk.refresh, list[object]()

    def fails_once(work: object, application_id: object) -> object:
        calls.append(application_id)
        if len(calls) == 1:
            raise RuntimeError("planted")
        return real(work, application_id)  # type: ignore[arg-type]

    monkeypatch.setattr(at_the_desk, "refresh", fails_once)
    drain(ground)
    assert calls == [asked.id, asked.id] and len(rows(ground)) == 1
