"""Notes about applications, sealed; only whether one is pinned ever changes."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select, update

from puhui.desk.tables import note
from puhui.ground import Mode


def add(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keep a note."""
    connection.execute(insert(note).values(**row))


def notes_of(connection: Connection, mode: Mode, application_id: UUID) -> Sequence[Row[Any]]:
    """The notes about an application, pinned ones first, then the newest."""
    mine = (note.c.application_id == application_id) & (note.c.mode == mode)
    ordered = select(note).where(mine).order_by(note.c.pinned.desc(), note.c.at.desc(), note.c.id.desc())
    return connection.execute(ordered).all()


def pin(connection: Connection, mode: Mode, application_id: UUID, note_id: UUID, *, pinned: bool) -> bool:
    """Pin a note or let it go; False when there is none of that id."""
    mine = (note.c.id == note_id) & (note.c.application_id == application_id) & (note.c.mode == mode)
    return connection.execute(update(note).where(mine).values(pinned=pinned)).rowcount == 1
