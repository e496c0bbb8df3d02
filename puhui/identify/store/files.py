"""Files that are worked through, and their parts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, select, update

from puhui.ground import Mode
from puhui.identify.tables import file, file_part


def add(connection: Connection, row: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> None:
    """A file with everything in it."""
    connection.execute(insert(file), row)
    connection.execute(insert(file_part), list(parts))


def get(connection: Connection, mode: Mode, file_id: UUID, *, hold: bool = False) -> Row[Any] | None:
    """One file; `hold` it until the transaction ends."""
    wanted = select(file).where(file.c.id == file_id, file.c.mode == mode.value)
    return connection.execute(wanted.with_for_update() if hold else wanted).one_or_none()


def of_actor(connection: Connection, mode: Mode, actor: str, at_most: int) -> Sequence[Row[Any]]:
    """What one person sent in and is still kept, newest first."""
    mine = (file.c.mode == mode.value) & (file.c.asked_by == actor) & (file.c.state != "forgotten")
    chosen = select(file).where(mine).order_by(file.c.asked_at.desc(), file.c.id).limit(at_most)
    return connection.execute(chosen).all()


def part(connection: Connection, file_id: UUID, number: int) -> Row[Any] | None:
    """One part."""
    wanted = select(file_part).where(file_part.c.file_id == file_id, file_part.c.number == number)
    return connection.execute(wanted).one_or_none()


def results(connection: Connection, file_id: UUID) -> Sequence[bytes]:
    """The sealed results, in order."""
    wanted = select(file_part.c.sealed_result).where(file_part.c.file_id == file_id)
    return connection.execute(wanted.order_by(file_part.c.number)).scalars().all()


def part_done(connection: Connection, file_id: UUID, number: int, sealed_result: bytes) -> None:
    """Answers in the place of the rows they belong to."""
    this = (file_part.c.file_id == file_id) & (file_part.c.number == number)
    connection.execute(update(file_part).where(this).values(sealed_rows=None, sealed_result=sealed_result))


def change(connection: Connection, file_id: UUID, **values: object) -> None:
    """Where a file stands from now on."""
    connection.execute(update(file).where(file.c.id == file_id).values(**values))


def drop_parts(connection: Connection, file_id: UUID) -> None:
    """Everything that was in a file."""
    connection.execute(delete(file_part).where(file_part.c.file_id == file_id))


def older_than(connection: Connection, before: datetime, at_most: int) -> Sequence[UUID]:
    """Files whose days are over."""
    old = (file.c.asked_at < before) & (file.c.state != "forgotten")
    return connection.execute(select(file.c.id).where(old).limit(at_most)).scalars().all()
