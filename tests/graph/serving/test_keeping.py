"""When a snapshot is written, which one answers, and what makes it no longer ours."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from puhui.graph.circle import Limits
from puhui.graph.concepts.limits import walk_limits
from puhui.graph.serving import Made, Serving, keep_snapshot
from puhui.graph.serving.places import Places
from puhui.ground import Actor, Ground
from tests.conftest import NOW
from tests.graph.serving.worlds import relations, told

LINE = [(0, 1, 0, 3, None), (1, 2, 0, 3, None), (2, 3, 0, 3, None)]


@pytest.fixture
def from_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if two relations were many."""

    few = replace(walk_limits(), snapshot_from=2)
    monkeypatch.setattr("puhui.graph.serving.keeping.walk_limits", lambda: few)


@pytest.mark.usefixtures("from_two")
def test_a_snapshot_is_written_when_it_is_due(ground: Ground, clerk: Actor, tmp_path: Path) -> None:
    """Not for one relation; for three; not again at once; when two more came; and after a day."""

    def kept(days: float = 0) -> int | None:
        made = keep_snapshot(ground.engine, tmp_path, clerk.mode, NOW + timedelta(days=days))
        assert made is None or isinstance(made, Made), made
        return made.edges if made else None

    told(ground, clerk, relations(0, LINE[:1]))
    assert kept() is None
    told(ground, clerk, relations(0, LINE[1:]))
    assert kept() == 3
    assert kept() is None
    told(ground, clerk, relations(1, LINE[:1]))
    assert kept() is None
    told(ground, clerk, relations(1, LINE[1:]))
    assert kept() == 6
    assert kept(days=0.9) is None
    assert kept(days=1) == 6


@pytest.mark.usefixtures("from_two")
def test_old_snapshots_go_and_the_one_before_stays(ground: Ground, clerk: Actor, tmp_path: Path) -> None:
    """Somebody may just be opening it."""
    told(ground, clerk, relations(0, LINE))
    for day in range(4):
        assert isinstance(keep_snapshot(ground.engine, tmp_path, clerk.mode, NOW + timedelta(days=day)), Made)
    places = Places.of(tmp_path, clerk.mode)
    assert sorted(it.name for it in places.folder.glob("[0-9]*")) == ["00000003", "00000004"]
    assert places.present() == places.folder / "00000004"


def found_around(serving: Serving, ground: Ground, clerk: Actor, start: str) -> set[int]:
    """Hops of everybody around one centre."""
    with ground.work(clerk) as work:
        found = serving.around(work, (start, start), Limits(hops=3))
    return set(found.circles.hops.min(axis=1).tolist())


@pytest.mark.usefixtures("from_two")
def test_a_snapshot_of_another_database_answers_nothing(ground: Ground, clerk: Actor, tmp_path: Path) -> None:
    """After a restore the tables answer, until there is a snapshot of what is there now."""
    told(ground, clerk, relations(0, LINE))
    keep_snapshot(ground.engine, tmp_path, clerk.mode, NOW)
    serving = Serving(ground.engine, tmp_path)
    assert found_around(serving, ground, clerk, "firm:0-0") == {0, 1, 2, 3}
    with ground.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("DELETE FROM graph.relation"))
    told(ground, clerk, relations(0, LINE[:2]))
    assert found_around(serving, ground, clerk, "firm:0-0") == {0, 1, 2}
    assert isinstance(keep_snapshot(ground.engine, tmp_path, clerk.mode, NOW), Made)
    assert found_around(serving, ground, clerk, "firm:0-0") == {0, 1, 2}


@pytest.mark.usefixtures("from_two")
def test_a_new_snapshot_is_shown_without_opening_anything_by_hand(
    ground: Ground, clerk: Actor, tmp_path: Path
) -> None:
    """The next look sees it, and whoever holds the view before keeps theirs."""
    told(ground, clerk, relations(0, LINE))
    keep_snapshot(ground.engine, tmp_path, clerk.mode, NOW)
    serving = Serving(ground.engine, tmp_path)
    found_around(serving, ground, clerk, "firm:0-0")
    before = serving.shown[clerk.mode]
    view = before.engine.look()
    told(ground, clerk, relations(1, LINE))
    keep_snapshot(ground.engine, tmp_path, clerk.mode, NOW)
    assert found_around(serving, ground, clerk, "firm:1-0") == {0, 1, 2, 3}
    assert serving.shown[clerk.mode] is not before
    assert view.nodes == 4
