"""A snapshot as it answers: with what is younger laid over it, and room to look around that is kept."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

from sqlalchemy import Engine as Database

from puhui.graph.circle import Circles, Limits
from puhui.graph.engine import Engine, Snapshot
from puhui.graph.serving.consents import Consents
from puhui.graph.serving.reading import Names
from puhui.graph.serving.settled import Settled, settled
from puhui.graph.serving.young import Young
from puhui.ground import Work
from puhui.kernel import Problem

_MANY: Final = 20_000
_RESTS: Final = 10
"""Where so much is younger, laying it anew takes no more than a tenth of the time."""


class Shown:
    """One snapshot in service. Any number of threads look; one at a time catches up."""

    def __init__(self, folder: Path, snapshot: Snapshot, consents: Consents) -> None:
        names = Names(snapshot.kinds, snapshot.type_names)
        self.folder, self.consents = folder, consents
        self.engine = Engine(snapshot)
        last = Settled.told(snapshot.said["extra"])
        self._young = Young(snapshot, names, consents, last, last.number)
        self._rooms: list[Circles] = []
        self._catching_up = Lock()
        self._rests_until = 0.0

    @classmethod
    def open(cls, folder: Path) -> "Shown | Problem":
        """The snapshot in a folder of `Places`."""
        snapshot = Snapshot.open(folder / "graph")
        return (
            snapshot
            if isinstance(snapshot, Problem)
            else cls(folder, snapshot.warmed(), Consents.read(folder))
        )

    def knows_every_kind(self) -> bool:
        """Whether it was written when there were the concepts of today."""
        now, snapshot = Names.now(), self.engine.look().snapshot
        return set(now.kinds) <= set(snapshot.kinds) and set(now.types) <= set(snapshot.type_names)

    @property
    def young(self) -> int:
        """How many relations lie over the snapshot."""
        return len(self._young)

    def catch_up(self, work: Work, database: Database) -> bool:
        """Show what was committed since; False where these are not the tables it was written from (another
        database, or this one before it was restored).

        On a connection of its own, so that nothing that may yet be undone is shown to others. Where much is
        laid over, not each time.
        """
        now = self._young.stands(work.connection, work.actor.mode)
        if now.is_ours and self._young.is_behind(now) and time.monotonic() >= self._rests_until:
            with self._catching_up:
                self._read(work, database)
        return now.is_ours

    def _read(self, work: Work, database: Database) -> None:
        begun, mode = time.monotonic(), work.actor.mode
        certain = settled(database)
        with database.connect() as connection:
            if not self._young.is_behind(self._young.stands(connection, mode)):
                return
            self._young.read(connection, mode, work.now(), certain.number if certain else None)
        self.engine.swap(overlay=self._young.overlay())
        if self.young > _MANY:
            self._rests_until = time.monotonic() + _RESTS * (time.monotonic() - begun)

    @contextmanager
    def room(self, limits: Limits) -> Iterator[Circles]:
        """Room to look around in, over the present view; kept for the next question."""
        view = self.engine.look()
        circles = self._free(limits)
        if circles is None:
            circles = Circles(view, limits)
        elif circles.view is not view:
            circles = circles.moved(view)
        yield circles
        self._rooms.append(circles)

    def _free(self, limits: Limits) -> Circles | None:
        """One that nobody uses; those of other limits are forgotten on the way."""
        while self._rooms:
            try:
                circles = self._rooms.pop()
            except IndexError:
                return None
            if circles.limits == limits:
                return circles
        return None
