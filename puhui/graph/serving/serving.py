"""The graph in service: one for each mode, opened when it is first asked, in as many threads as there are."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock, Thread

from sqlalchemy import Engine as Database

from puhui.graph.circle import Circles, Limits
from puhui.graph.serving.around import Around, around, look
from puhui.graph.serving.part import part_around
from puhui.graph.serving.places import Places
from puhui.graph.serving.shown import Shown
from puhui.graph.serving.writing import day_of
from puhui.ground import Mode, Work


@dataclass(slots=True)
class Serving:
    """Answers out of memory where a snapshot is there and the question is about now; else from the tables."""

    database: Database
    home: Path
    shown: dict[Mode, Shown] = field(default_factory=dict)
    opening: Lock = field(default_factory=Lock)

    def around(
        self, work: Work, centres: tuple[str, str], limits: Limits, as_of: datetime | None = None
    ) -> Around:
        """Everybody around owner and enterprise, now or as it was known at an earlier moment."""
        it = self._present(work.actor.mode) if as_of is None else None
        if it is None or not it.catch_up(work, self.database):
            at = as_of or work.now()
            return look(Circles(part_around(work, centres, limits, at), limits), centres, day_of(at))
        return around(work, it, centres, limits, day_of(work.now()))

    def _present(self, mode: Mode) -> Shown | None:
        """The newest snapshot, opened once: the first while one waits, later ones apart, and the one before
        answers until then."""
        folder, answering = Places.of(self.home, mode).present(), self.shown.get(mode)
        if folder is None or (answering is not None and answering.folder == folder):
            return answering if answering is None or answering.knows_every_kind() else None
        if self.opening.acquire(blocking=answering is None):
            if answering is None:
                self._open(mode, folder)
            else:
                Thread(target=self._open, args=(mode, folder), name="graph-opening", daemon=True).start()
        return self.shown.get(mode)

    def _open(self, mode: Mode, folder: Path) -> None:
        """Show the snapshot in this folder from now on; nobody else opens one meanwhile."""
        try:
            shown = self.shown.get(mode)
            opened = shown if shown and shown.folder == folder else Shown.open(folder)
            if isinstance(opened, Shown) and opened.knows_every_kind():
                self.shown[mode] = opened
        finally:
            self.opening.release()
