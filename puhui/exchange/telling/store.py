"""All SQL of events that go out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select, update

from puhui.exchange.tables import event_out


def add_event(connection: Connection, row: Mapping[str, Any]) -> None:
    """Keep an event that is to be told."""
    connection.execute(insert(event_out).values(**row))


def get_event(connection: Connection, event_id: UUID) -> Row[Any] | None:
    """One event."""
    return connection.execute(select(event_out).where(event_out.c.event_id == event_id)).one_or_none()


def events_of(connection: Connection, received_id: UUID) -> Sequence[Row[Any]]:
    """Everything told about a reference, in order."""
    wanted = select(event_out).where(event_out.c.received_id == received_id)
    return connection.execute(wanted.order_by(event_out.c.sequence)).all()


def mark_delivered(connection: Connection, event_id: UUID, at: datetime) -> None:
    """The platform has answered that it heard it."""
    connection.execute(update(event_out).where(event_out.c.event_id == event_id).values(delivered_at=at))
