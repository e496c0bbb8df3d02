"""Rows of the queue, each made as a whole; numbers, and who looks after what."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from puhui.desk.model import CaseFile, Stage, WaitsFor
from puhui.desk.tables import assignment, case_file, case_number, day_count
from puhui.ground import Mode

_LOCK: Final = 0x6465736B


def hold(connection: Connection, application_id: UUID) -> None:
    """One at a time makes this row, until the transaction ends: who comes second sees what the first saw."""
    key = func.hashtextextended(str(application_id), _LOCK)
    connection.execute(select(func.pg_advisory_xact_lock(key)))


def keep(connection: Connection, made: CaseFile) -> None:
    """Put a row in the place of the one before."""
    row = _values(made)
    kept = insert(case_file).values(row)
    connection.execute(kept.on_conflict_do_update(index_elements=["application_id"], set_=row))


def get(connection: Connection, mode: Mode, application_id: UUID) -> CaseFile | None:
    """The row of one application."""
    mine = (case_file.c.application_id == application_id) & (case_file.c.mode == mode)
    row = connection.execute(select(case_file).where(mine)).one_or_none()
    return case_of(row) if row is not None else None


def number_of(connection: Connection, mode: Mode, application_id: UUID, on: date, letter: str) -> str:
    """The number of an application: the one it has, or the next of its day."""
    mine = select(case_number.c.number).where(case_number.c.application_id == application_id)
    known = connection.execute(mine).scalar_one_or_none()
    if known is not None:
        return str(known)
    counted = insert(day_count).values(mode=mode, on=on, last=1)
    next_one = counted.on_conflict_do_update(
        index_elements=["mode", "on"], set_={"last": day_count.c.last + 1}
    ).returning(day_count.c.last)
    number = f"{letter}{on:%Y%m%d}-{connection.execute(next_one).scalar_one():06}"
    row = {"application_id": application_id, "mode": mode, "number": number}
    connection.execute(insert(case_number).values(row))
    return number


def assignee_of(
    connection: Connection, mode: Mode, application_id: UUID, *, lock: bool = False
) -> str | None:
    """Who looks after an application."""
    mine = (assignment.c.application_id == application_id) & (assignment.c.mode == mode)
    wanted = select(assignment.c.assignee).where(mine)
    found = connection.execute(wanted.with_for_update() if lock else wanted).scalar_one_or_none()
    return None if found is None else str(found)


def assign(
    connection: Connection,
    mode: Mode,
    application_id: UUID,
    assignee: str | None,
    *,
    at: datetime,
    actor: str,
) -> None:
    """Put an application into somebody's hands, or into nobody's."""
    if assignee is None:
        mine = (assignment.c.application_id == application_id) & (assignment.c.mode == mode)
        connection.execute(delete(assignment).where(mine))
        return
    changed = {"assignee": assignee, "at": at, "actor": actor}
    kept = insert(assignment).values(application_id=application_id, mode=mode, **changed)
    connection.execute(kept.on_conflict_do_update(index_elements=["application_id"], set_=changed))


def ids_after(connection: Connection, after: UUID | None, at_most: int) -> Sequence[tuple[UUID, Mode]]:
    """Applications of either mode in the order of their ids, for making every row again."""
    rows = connection.execute(_IDS, {"after": after or UUID(int=0), "at_most": at_most})
    return [(row.id, Mode(row.mode)) for row in rows]


def count_applications(connection: Connection) -> int:
    """How many rows there should be, of both modes."""
    return int(connection.execute(text("SELECT count(*) FROM intake.application")).scalar_one())


def case_of(row: Row[Any]) -> CaseFile:
    """A row as the fact it is."""
    values = {name: row._mapping[name] for name in CaseFile.__slots__}
    waits_for = None if row.waits_for is None else WaitsFor(row.waits_for)
    return CaseFile(**values | {"stage": Stage(row.stage), "waits_for": waits_for})


def _values(made: CaseFile) -> dict[str, Any]:
    return {name: getattr(made, name) for name in CaseFile.__slots__}


_IDS: Final = text("SELECT id, mode FROM intake.application WHERE id > :after ORDER BY id LIMIT :at_most")
