"""Reading the trail back: newest first, a page at a time, by who, what, which thing and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, select

from puhui.ground.audit.entry import Entry
from puhui.ground.tables import audit_entry, audit_link
from puhui.kernel import day_begins, day_is_over

MOST_ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries. Days are Beijing's, both included; `after` is the number of the last row read."""

    actor: str | None = None
    action: str | None = None
    target: str | None = None
    since: date | None = None
    until: date | None = None
    after: int | None = None
    at_most: int = 50


@dataclass(frozen=True, slots=True)
class Read:
    """An entry with its number in the order of writing, and its place in the chain once it is sealed."""

    number: int
    entry: Entry
    position: int | None


def read_trail(connection: Connection, wanted: Wanted) -> tuple[Read, ...]:
    """One page of the trail, newest first."""
    query = (
        select(audit_entry, audit_link.c.position)
        .outerjoin(audit_link, audit_link.c.entry_id == audit_entry.c.entry_id)
        .where(*_conditions(wanted))
        .order_by(audit_entry.c.number.desc())
        .limit(min(wanted.at_most, MOST_ROWS))
    )
    return tuple(_read(row) for row in connection.execute(query))


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    columns = audit_entry.c
    if wanted.actor is not None:
        yield columns.actor_id == wanted.actor
    if wanted.action is not None:
        yield columns.action == wanted.action
    if wanted.target is not None:
        yield columns.target == wanted.target
    if wanted.since is not None:
        yield columns.at >= day_begins(wanted.since)
    if wanted.until is not None:
        yield columns.at < day_is_over(wanted.until)
    if wanted.after is not None:
        yield columns.number < wanted.after


def _read(row: Row[Any]) -> Read:
    entry = Entry(
        row.entry_id, row.at, row.actor_id, row.actor_kind, row.mode, row.action, row.target, row.detail
    )
    return Read(row.number, entry, row.position)
