"""When a snapshot is due: the first time there is enough, when much is younger, and once a day."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from puhui.graph.concepts import walk_limits
from puhui.graph.engine import Snapshot
from puhui.graph.serving import store
from puhui.graph.serving.places import Places
from puhui.graph.serving.reading import Names
from puhui.graph.serving.settled import Settled
from puhui.graph.serving.writing import Made, make_snapshot
from puhui.ground import Mode
from puhui.kernel import Problem

_WAIT_SECONDS: Final = 5.0


def keep_snapshot(engine: Engine, home: Path, mode: Mode, now: datetime) -> Made | Problem | None:
    """Write a snapshot where one is due; None where none is."""
    return make_snapshot(engine, home, mode, now, _WAIT_SECONDS) if _is_due(engine, home, mode, now) else None


def _is_due(engine: Engine, home: Path, mode: Mode, now: datetime) -> bool:
    limits, folder = walk_limits(), Places.of(home, mode).present()
    shown = Snapshot.open(folder / "graph") if folder else None
    with engine.connect() as connection:
        if not isinstance(shown, Snapshot):
            return store.how_many(connection, mode, 0)[0] >= limits.snapshot_from
        last = Settled.told(shown.said["extra"])
        if not store.has(connection, last.number, last.id):
            return store.how_many(connection, mode, 0)[0] >= limits.snapshot_from
        young = store.how_many(connection, mode, last.number)[0]
    is_old = now - datetime.fromisoformat(str(shown.as_of)) >= timedelta(days=limits.snapshot_days)
    knows_all = set(Names.now().kinds) <= set(shown.kinds)
    return (
        not knows_all
        or is_old
        or young >= max(limits.snapshot_from, limits.snapshot_young_share * shown.edges)
    )
