"""All SQL of events that come in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.dialects.postgresql import insert

from puhui.exchange.tables import event_in


def get_event(connection: Connection, institution: str, event_id: UUID) -> Row[Any] | None:
    """One event."""
    mine = (event_in.c.institution == institution) & (event_in.c.event_id == event_id)
    return connection.execute(select(event_in).where(mine)).one_or_none()


def add_event(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Keep an event; False when its id, or its number within the reference, is taken."""
    kept = insert(event_in).values(**row).on_conflict_do_nothing().returning(event_in.c.event_id)
    return connection.execute(kept).first() is not None


def events_from(
    connection: Connection, institution: str, reference: str, after: int, through: int
) -> Sequence[Row[Any]]:
    """The events of a reference with numbers in (after, through], in order."""
    mine = (event_in.c.institution == institution) & (event_in.c.reference == reference)
    wanted = select(event_in).where(mine, event_in.c.sequence > after, event_in.c.sequence <= through)
    return connection.execute(wanted.order_by(event_in.c.sequence)).all()


def sequences_after(connection: Connection, institution: str, reference: str, after: int) -> Sequence[int]:
    """The numbers that are kept beyond one, in order."""
    mine = (event_in.c.institution == institution) & (event_in.c.reference == reference)
    wanted = select(event_in.c.sequence).where(mine, event_in.c.sequence > after)
    return connection.execute(wanted.order_by(event_in.c.sequence)).scalars().all()


def count_waiting(connection: Connection, institution: str, reference: str, after: int) -> int:
    """How many are kept beyond a number."""
    mine = (event_in.c.institution == institution) & (event_in.c.reference == reference)
    wanted = select(func.count()).select_from(event_in).where(mine, event_in.c.sequence > after)
    return int(connection.execute(wanted).scalar_one())


def mark_applied(connection: Connection, institution: str, event_id: UUID, at: datetime) -> None:
    """It was handed to everybody who listens."""
    mine = (event_in.c.institution == institution) & (event_in.c.event_id == event_id)
    connection.execute(update(event_in).where(mine).values(applied_at=at))
