"""SQL of shadows: what waits for one, what it said, and both beside each other."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, Select, select, tuple_
from sqlalchemy.dialects.postgresql import insert

from puhui.decision.tables import decision
from puhui.decision.trial.tables import shadow
from puhui.ground import Mode

_AT_ONCE: Final = 100
_OVERLAP: Final = timedelta(hours=1)


def waiting(
    connection: Connection, mode: Mode, publication_id: UUID, since: datetime, until: datetime
) -> Iterator[Row[Any]]:
    """Decisions on applications of a time that this shadow has not seen, the oldest first, page by page.

    It goes on where it stopped, an hour before what it saw last: a transaction that took longer than that to
    commit would be missed, and none may.
    """
    last: Row[Any] | None = None
    begins = max(since, (_seen_until(connection, publication_id) or since) - _OVERLAP)
    while page := connection.execute(_unseen(mode, publication_id, begins, until, last)).all():
        yield from page
        last = page[-1]


def _seen_until(connection: Connection, publication_id: UUID) -> datetime | None:
    """When what it saw last was decided; ids rise with time."""
    newest = select(shadow.c.decision_id).where(shadow.c.publication_id == publication_id)
    newest = newest.order_by(shadow.c.id.desc()).limit(1)
    when = select(decision.c.decided_at).where(decision.c.id == newest.scalar_subquery())
    found: datetime | None = connection.execute(when).scalar_one_or_none()
    return found


def _unseen(
    mode: Mode, publication_id: UUID, since: datetime, until: datetime, last: Row[Any] | None
) -> Select[Any]:
    seen = select(shadow.c.id).where(
        shadow.c.publication_id == publication_id, shadow.c.decision_id == decision.c.id
    )
    wanted = select(decision).where(
        decision.c.mode == mode.value,
        decision.c.application_id.is_not(None),
        decision.c.decided_at >= since,
        decision.c.decided_at < until,
        ~seen.exists(),
    )
    if last is not None:
        wanted = wanted.where(tuple_(decision.c.decided_at, decision.c.id) > (last.decided_at, last.id))
    return wanted.order_by(decision.c.decided_at, decision.c.id).limit(_AT_ONCE)


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> int:
    """Keep what a shadow said, once each; how many were new."""
    if not rows:
        return 0
    added = insert(shadow).on_conflict_do_nothing(constraint="shadow_once").returning(shadow.c.id)
    return len(connection.execute(added, list(rows)).all())


def one(connection: Connection, mode: Mode, shadow_id: UUID) -> tuple[Row[Any], Row[Any]] | None:
    """What a shadow said, and the decision beside it."""
    found = connection.execute(
        select(shadow).where(shadow.c.id == shadow_id, shadow.c.mode == mode.value)
    ).one_or_none()
    if found is None:
        return None
    return found, connection.execute(select(decision).where(decision.c.id == found.decision_id)).one()


def said_by(
    connection: Connection, mode: Mode, publication_id: UUID, at_most: int
) -> Iterator[tuple[Row[Any], Row[Any]]]:
    """What a shadow said last, each beside the decision that counted, the newest first."""
    last: Row[Any] | None = None
    left = at_most
    while page := _page(connection, mode, publication_id, last, left):
        beside = select(decision).where(decision.c.id.in_([it.decision_id for it in page]))
        counted = {row.id: row for row in connection.execute(beside)}
        yield from ((it, counted[it.decision_id]) for it in page)
        last, left = page[-1], left - len(page)


def _page(
    connection: Connection, mode: Mode, publication_id: UUID, last: Row[Any] | None, left: int
) -> Sequence[Row[Any]]:
    wanted = select(shadow).where(shadow.c.publication_id == publication_id, shadow.c.mode == mode.value)
    if last is not None:
        wanted = wanted.where(shadow.c.id < last.id)
    return connection.execute(wanted.order_by(shadow.c.id.desc()).limit(min(left, _AT_ONCE))).all()
