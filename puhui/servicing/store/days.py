"""The institution's business date, and how far each step of its days has come."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from puhui.servicing.tables import business_day, day_step


def current(connection: Connection, institution: str, first: date, at: datetime, *, hold: bool) -> date:
    """The business date; `first` where there was none. Held, it does not move while this transaction runs."""
    mine = select(business_day.c.on).where(business_day.c.institution == institution)
    wanted = mine.with_for_update(read=True) if hold else mine
    on: date | None = connection.execute(wanted).scalar_one_or_none()
    if on is not None:
        return on
    begun = insert(business_day).values(institution=institution, on=first, moved_at=at)
    connection.execute(begun.on_conflict_do_nothing())
    begun_on: date = connection.execute(wanted).scalar_one()
    return begun_on


def advance(connection: Connection, institution: str, on: date, at: datetime) -> bool:
    """One day on from `on`; False when it has been left before."""
    mine = (business_day.c.institution == institution) & (business_day.c.on == on)
    moved = update(business_day).where(mine).values(on=business_day.c.on + 1, moved_at=at)
    return connection.execute(moved.returning(business_day.c.on)).first() is not None


def begin_step(connection: Connection, row: Mapping[str, Any]) -> Row[Any]:
    """The record of a step (institution, on, step, mode, began_at), begun now if it had not been."""
    connection.execute(insert(day_step).values(**row, chunks=0, loans=0).on_conflict_do_nothing())
    return connection.execute(select(day_step).where(_one(row))).one()


def reach(
    connection: Connection, row: Mapping[str, Any], reached: UUID | None, loans: int, done_at: datetime | None
) -> None:
    """One chunk further, in the same transaction as the chunk itself."""
    further: dict[str, Any] = {
        "chunks": day_step.c.chunks + 1,
        "loans": day_step.c.loans + loans,
        "done_at": done_at,
    }
    if reached is not None:
        further["reached"] = reached
    connection.execute(update(day_step).where(_one(row)).values(**further))


def steps(connection: Connection, institution: str, on: date | None, at_most: int) -> Sequence[Row[Any]]:
    """The steps of one day, or the newest ones."""
    wanted = select(day_step).where(day_step.c.institution == institution)
    if on is not None:
        wanted = wanted.where(day_step.c.on == on)
    newest = wanted.order_by(day_step.c.on.desc(), day_step.c.began_at.desc(), day_step.c.step)
    return connection.execute(newest.limit(at_most)).all()


def take_turn(connection: Connection, institution: str) -> bool:
    """Whether nobody else closes a day of this institution; held as long as the connection lives."""
    asked = text("SELECT pg_try_advisory_lock(hashtextextended('servicing.end_of_day:' || :whose, 0))")
    return bool(connection.execute(asked, {"whose": institution}).scalar_one())


def give_turn(connection: Connection, institution: str) -> None:
    """Let somebody else."""
    told = text("SELECT pg_advisory_unlock(hashtextextended('servicing.end_of_day:' || :whose, 0))")
    connection.execute(told, {"whose": institution})


def _one(row: Mapping[str, Any]) -> ColumnElement[bool]:
    return and_(*(day_step.c[name] == row[name] for name in ("institution", "on", "step", "mode")))
