"""Making every row again from the rooms: after an upgrade, or when somebody doubts the queue.

In small transactions, so that work goes on meanwhile; a row that an event makes in between is the same one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from puhui.desk.service.refreshing import refresh
from puhui.desk.store import cases
from puhui.ground import SYSTEM, Actor, Ground, Mode

CHUNK = 200
"""Rows made in one transaction."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many rows were made, how many of them had been different before, and how many there should be."""

    rows: int = 0
    changed: int = 0
    total: int = 0


def rebuild(
    ground: Ground, actor: Actor = SYSTEM, progress: Callable[[Rebuilt], None] | None = None
) -> Rebuilt:
    """Make the row of every application again, in the order in which they came."""
    done, after = Rebuilt(total=_count(ground, actor)), None
    while True:
        made, after = _chunk(ground, actor, after)
        done = replace(done, rows=done.rows + made.rows, changed=done.changed + made.changed)
        if after is None:
            return done
        if progress is not None:
            progress(done)


def _count(ground: Ground, actor: Actor) -> int:
    with ground.work(actor) as work:
        return cases.count_applications(work.connection)


def _chunk(ground: Ground, actor: Actor, after: UUID | None) -> tuple[Rebuilt, UUID | None]:
    rows = changed = 0
    with ground.work(actor) as work:
        found = cases.ids_after(work.connection, after, CHUNK)
        for application_id, mode in found:
            of_mode = replace(work, actor=replace(actor, mode=Mode(mode)))
            before = cases.get(work.connection, mode, application_id)
            made = refresh(of_mode, application_id)
            rows += made is not None
            changed += made is not None and made != before
        if not found:
            work.audit("desk.rebuilt", "desk:case_file")
    return Rebuilt(rows, changed), found[-1][0] if found else None
