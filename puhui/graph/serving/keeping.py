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
        last = Settled.told(shown.said["extra"]) if isinstance(shown, Snapshot) else Settled(0, None)
        state = store.state(connection, mode, last, last.number)
        if not isinstance(shown, Snapshot) or not state.is_ours:
            return store.state(connection, mode, Settled(0, None), 0).many >= limits.snapshot_from
    is_old = now - datetime.fromisoformat(str(shown.as_of)) >= timedelta(days=limits.snapshot_days)
    knows_all = set(Names.now().kinds) <= set(shown.kinds)
    return (
        not knows_all
        or is_old
        or state.many >= max(limits.snapshot_from, limits.snapshot_young_share * shown.edges)
    )
