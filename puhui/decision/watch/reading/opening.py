"""Kept decisions opened a chunk at a time, each chunk in a transaction of its own: little memory, no lock.

They open as they do for people who look back (`looking_back`): under their owner's key. Whoever was erased
has none, is counted and is otherwise not there.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.decision.model import Inputs
from puhui.decision.watch import store
from puhui.decision.watch.limits import Limits
from puhui.decision.watch.reading.seen import Seen, seen_of
from puhui.ground import Actor, Erased, Ground, Work
from puhui.ground.vault import Keyring
from puhui.intake import Traits, traits_of
from puhui.kernel import BEIJING

_CHUNK: Final = 1_000
_NOBODY: Final = Traits("unknown", None)
_A_MOMENT: Final = timedelta(microseconds=1)

OnProgress = Callable[[int, int], None]
"""Told how many of how many decisions have been read."""


@dataclass(slots=True)
class Reading:
    """Decisions of the days from `since` to `until`, both included; `erased` counts those that are gone."""

    ground: Ground
    actor: Actor
    since: date
    until: date
    limits: Limits
    counts_groups: bool = True
    """Whether who asks is looked at too; where only figures are wanted, nobody's number is opened."""
    erased: int = 0
    total: int = 0

    def each(self, on_progress: OnProgress | None = None) -> Iterator[Seen]:
        """Every decision about an application, in the order they were made."""
        start, end = beijing(self.since), beijing(self.until + timedelta(days=1))
        place: tuple[datetime, UUID | None] = (start - _A_MOMENT, None)
        with self.ground.work(self.actor) as work:
            self.total = store.how_many(work.connection, self.actor.mode, start, end)
        done = 0
        while True:
            with self.ground.work(self.actor) as work:
                rows = store.kept(work.connection, self.actor.mode, place, end, _CHUNK)
                opened = list(self._opened(work, rows))
            yield from opened
            done += len(rows)
            if on_progress is not None:
                on_progress(done, self.total)
            if len(rows) < _CHUNK:
                return
            place = (rows[-1].decided_at, rows[-1].id)

    def _opened(self, work: Work, rows: Sequence[Row[Any]]) -> Iterator[Seen]:
        keys = Keyring(work.vault, work.connection, {row.subject_id for row in rows})
        ids = {row.application_id for row in rows}
        traits = traits_of(work, ids, keys) if self.counts_groups else dict.fromkeys(ids, _NOBODY)
        for row in rows:
            seen = self._one(row, keys, traits.get(row.application_id))
            if seen is None:
                self.erased += 1
            else:
                yield seen

    def _one(self, row: Row[Any], keys: Keyring, traits: Traits | None) -> Seen | None:
        if traits is None or keys.is_erased(row.subject_id):
            return None
        inputs = keys.open(row.subject_id, "decision.inputs", bytes(row.inputs))
        record = keys.open(row.subject_id, "decision.record", bytes(row.record))
        if isinstance(inputs, Erased) or isinstance(record, Erased):
            return None
        return seen_of(row, Inputs.opened(inputs.encode()), orjson.loads(record), traits, self.limits)


def beijing(on: date) -> datetime:
    """When a day begins in Beijing."""
    return datetime.combine(on, time(0), BEIJING)
