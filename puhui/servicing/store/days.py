"""The institution's business date, and how far each step of its days has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, select, text, update
from sqlalchemy.dialects.postgresql import insert

from puhui.servicing.tables import business_day, day_step

_REACH: Final = text("""
    INSERT INTO servicing.day_step AS kept
        (institution, "on", step, mode, reached, chunks, loans, began_at, done_at)
    VALUES (:institution, :on, :step, :mode, CAST(:reached AS uuid), 1, :loans, :began_at,
        CASE WHEN :is_done THEN CAST(:at AS timestamptz) END)
    ON CONFLICT (institution, "on", step, mode) DO UPDATE SET
        reached = coalesce(excluded.reached, kept.reached),
        chunks = kept.chunks + 1,
        loans = kept.loans + excluded.loans,
        done_at = excluded.done_at""")


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


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a step had come: the last loan whose chunk is committed, and whether nothing is left."""

    last: UUID | None = None
    chunks: int = 0
    is_done: bool = False


def reached(connection: Connection, institution: str, on: date) -> dict[tuple[str, str], Reached]:
    """(step, mode) → how far an earlier run of this day had come."""
    mine = (day_step.c.institution == institution) & (day_step.c.on == on)
    return {
        (row.step, row.mode): Reached(row.reached, row.chunks, row.done_at is not None)
        for row in connection.execute(select(day_step).where(mine))
    }


def reach(connection: Connection, row: Mapping[str, Any]) -> None:
    """One chunk further (institution, on, step, mode, reached, loans, began_at, at, is_done), in the same
    transaction as the chunk itself."""
    connection.execute(_REACH, row)


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
