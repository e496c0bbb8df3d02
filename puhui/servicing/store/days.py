"""The institution's business date, and how far each step of its days has come."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, select, text, update
from sqlalchemy.dialects.postgresql import insert

from puhui.servicing.tables import business_day, day_step

_BEGIN: Final = text("""
    INSERT INTO servicing.day_step AS kept (institution, "on", step, mode, chunks, loans, began_at)
    VALUES (:institution, :on, :step, :mode, 0, 0, :at)
    ON CONFLICT (institution, "on", step, mode) DO UPDATE SET chunks = kept.chunks
    RETURNING reached, chunks, done_at""")
_REACH: Final = text("""
    UPDATE servicing.day_step SET chunks = chunks + 1, loans = loans + :loans,
        reached = coalesce(CAST(:reached AS uuid), reached),
        done_at = CASE WHEN :is_done THEN CAST(:at AS timestamptz) END
    WHERE institution = :institution AND "on" = :on AND step = :step AND mode = :mode""")


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
    """How far a step (institution, on, step, mode, at) has come, begun now if it had not been; held."""
    return connection.execute(_BEGIN, row).one()


def reach(
    connection: Connection, row: Mapping[str, Any], reached: UUID | None, loans: int, *, is_done: bool
) -> None:
    """One chunk further, in the same transaction as the chunk itself."""
    connection.execute(_REACH, {**row, "reached": reached, "loans": loans, "is_done": is_done})


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
