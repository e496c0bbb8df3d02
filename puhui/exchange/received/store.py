"""All SQL about received packages and the tickets to them, at an institution."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from puhui.exchange.tables import entry_ticket, received, stopped
from puhui.ground import Mode


def add_received(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Keep a package; False when its id is known."""
    kept = insert(received).values(**row).on_conflict_do_nothing().returning(received.c.id)
    return connection.execute(kept).first() is not None


def get_received(connection: Connection, mode: Mode, known_as: UUID, lock: bool = False) -> Row[Any] | None:
    """A received package by its reference or by the platform's package id."""
    named = or_(received.c.id == known_as, received.c.package_id == known_as)
    wanted = select(received).where(named, received.c.mode == mode)
    return connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()


def get_received_by_id(connection: Connection, received_id: UUID) -> Row[Any] | None:
    """A received package of either mode: a ticket alone says whose it is."""
    return connection.execute(select(received).where(received.c.id == received_id)).one_or_none()


def change_received(connection: Connection, received_id: UUID, **values: object) -> None:
    """Note what changed."""
    connection.execute(update(received).where(received.c.id == received_id).values(**values))


def next_told(connection: Connection, received_id: UUID) -> int:
    """The next number of a reference. The row stays locked to the end of the transaction, and a rollback
    gives the number back: there is no gap."""
    counted = update(received).where(received.c.id == received_id)
    told = counted.values(told_through=received.c.told_through + 1).returning(received.c.told_through)
    return int(connection.execute(told).scalar_one())


def add_stop(connection: Connection, row: Mapping[str, Any]) -> None:
    """Remember that a package is not wanted any more, should it still arrive."""
    connection.execute(insert(stopped).values(**row).on_conflict_do_nothing())


def is_stopped(connection: Connection, package_id: UUID) -> bool:
    """Whether a package was taken back before it arrived."""
    wanted = select(func.count()).select_from(stopped).where(stopped.c.package_id == package_id)
    return bool(connection.execute(wanted).scalar_one())


def add_ticket(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keep the hash of a ticket; tickets made before for the same package open nothing any more."""
    older = update(entry_ticket).where(entry_ticket.c.received_id == row["received_id"])
    connection.execute(older.where(entry_ticket.c.until > row["made_at"]).values(until=row["made_at"]))
    connection.execute(insert(entry_ticket).values(**row))


def get_ticket(connection: Connection, ticket_hash: bytes) -> Row[Any] | None:
    """A ticket, locked, so that two who bring it at once do not both come in."""
    wanted = select(entry_ticket).where(entry_ticket.c.ticket_hash == ticket_hash)
    return connection.execute(wanted.with_for_update()).one_or_none()


def use_ticket(connection: Connection, ticket_hash: bytes, at: datetime) -> None:
    """It opened once."""
    used = update(entry_ticket).where(entry_ticket.c.ticket_hash == ticket_hash)
    connection.execute(used.values(used_at=at))
