"""`puhui graph snapshot` writes what is there and says how much."""

import json

import pytest
from click.testing import CliRunner

from puhui.app.cli import main
from puhui.graph.serving.places import Places
from puhui.ground import Actor, Ground, Mode
from tests.graph.serving.worlds import relations, told


def test_the_command_writes_a_snapshot_of_each_mode(
    ground: Ground, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two relations were tried out, none is real; afterwards each mode has its snapshot."""
    told(ground, clerk, relations(0, [(0, 1, 0, 3, None), (1, 2, 0, 3, None)]))
    for name, value in {
        **ground.settings.to_env(),
        "PUHUI_DATABASE_URL": str(ground.settings.database_url),
    }.items():
        monkeypatch.setenv(name, value.replace("postgresql+psycopg", "postgresql"))
    told_by = CliRunner().invoke(main, ["graph", "snapshot", "--json"])
    assert told_by.exit_code == 0, told_by.output
    assert json.loads(told_by.stdout) == {
        "live": {"nodes": 0, "edges": 0},
        "test": {"nodes": 3, "edges": 2},
    }
    assert all(Places.of(ground.settings.home, mode).present() for mode in Mode)
