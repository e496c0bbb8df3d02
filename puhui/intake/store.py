"""All SQL about subjects and applications. Values are always bound; every query asks one mode."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_or_ignore

from puhui.ground import Mode
from puhui.intake.model import Application, NewApplication, Operates, Status
from puhui.intake.tables import application, application_step, operates, subject
from puhui.kernel import new_id


def add_subject(connection: Connection, row: dict[str, Any]) -> bool:
    """Insert a subject; False when one of this mode, kind and key is already there."""
    statement = insert_or_ignore(subject).values(**row).on_conflict_do_nothing(constraint="subject_once")
    return connection.execute(statement.returning(subject.c.id)).first() is not None


def find_subject(connection: Connection, mode: Mode, kind: str, key_index: bytes) -> Row[Any] | None:
    """The subject that was registered under this key."""
    same = (subject.c.mode == mode) & (subject.c.kind == kind) & (subject.c.key_index == key_index)
    return connection.execute(select(subject).where(same)).one_or_none()


def get_subject(connection: Connection, mode: Mode, subject_id: UUID) -> Row[Any] | None:
    """One subject's row, sealed as it is kept."""
    mine = (subject.c.id == subject_id) & (subject.c.mode == mode)
    return connection.execute(select(subject).where(mine)).one_or_none()


def subjects_by_key(connection: Connection, mode: Mode, key_index: bytes) -> Sequence[Row[Any]]:
    """Every subject under one identifier, a person and their farm household for instance."""
    same = (subject.c.mode == mode) & (subject.c.key_index == key_index)
    return connection.execute(select(subject).where(same).order_by(subject.c.id)).all()


def listed_subjects(connection: Connection, mode: Mode, subject_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """What a list needs of several subjects, names sealed as they are kept."""
    mine = subject.c.id.in_(subject_ids) & (subject.c.mode == mode)
    columns = [subject.c[name] for name in ("id", "kind", "trade", "region", "sealed_name")]
    return connection.execute(select(*columns).where(mine)).all()


def traits(connection: Connection, mode: Mode, application_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    """Of applications: kind and region of the business (else the owner), the owner's number as sealed."""
    owner, business = subject.alias("owner"), subject.alias("business")
    columns: list[ColumnElement[Any]] = [
        application.c.id,
        application.c.owner_id,
        owner.c.sealed_resident_id,
        func.coalesce(business.c.kind, owner.c.kind).label("kind"),
        func.coalesce(business.c.region, owner.c.region).label("region"),
    ]
    wanted = (
        select(*columns)
        .join(owner, owner.c.id == application.c.owner_id)
        .outerjoin(business, business.c.id == application.c.enterprise_id)
        .where(application.c.id.in_(application_ids), application.c.mode == mode)
    )
    return connection.execute(wanted).all()


def link(connection: Connection, mode: Mode, new: Operates) -> bool:
    """Say that an owner operates a business; False when that was already known."""
    row = {"owner_id": new.owner_id, "business_id": new.business_id, "since": new.since}
    statement = insert_or_ignore(operates).values(**row, mode=mode, recorded_at=new.recorded_at)
    linked = statement.on_conflict_do_nothing().returning(operates.c.owner_id)
    return connection.execute(linked).first() is not None


def links_of(connection: Connection, mode: Mode, subject_id: UUID) -> tuple[Operates, ...]:
    """Every ownership link at either end, oldest first."""
    either = (operates.c.owner_id == subject_id) | (operates.c.business_id == subject_id)
    rows = connection.execute(
        select(operates).where(either & (operates.c.mode == mode)).order_by(operates.c.recorded_at)
    )
    return tuple(Operates(it.owner_id, it.business_id, it.since, it.recorded_at) for it in rows)


def add_application(
    connection: Connection, mode: Mode, new: NewApplication, status: Status, at: datetime
) -> Application:
    """A new application in its first status."""
    added = Application(
        new_id(),
        mode,
        new.owner_id,
        new.enterprise_id,
        new.amount_fen,
        new.months,
        new.purpose,
        new.channel,
        status,
        at,
        at,
    )
    row = {name: getattr(added, name) for name in Application.__slots__}
    connection.execute(insert(application).values(**row))
    return added


def get_application(
    connection: Connection, mode: Mode, application_id: UUID, *, lock: bool = False
) -> Application | None:
    """One application; locked until the transaction ends when it is about to move. Others may go on naming
    it (a note, a line of the queue): its id does not move."""
    mine = (application.c.id == application_id) & (application.c.mode == mode)
    statement = select(application).where(mine)
    row = connection.execute(statement.with_for_update(key_share=True) if lock else statement).one_or_none()
    return _application(row) if row else None


def applications_of(
    connection: Connection,
    mode: Mode,
    *,
    owner_id: UUID | None = None,
    status: Status | None = None,
    before: tuple[datetime, UUID] | None = None,
    at_most: int = 50,
) -> tuple[Application, ...]:
    """Applications, newest first, one page at a time."""
    statement = select(application).where(application.c.mode == mode)
    if owner_id is not None:
        statement = statement.where(application.c.owner_id == owner_id)
    if status is not None:
        statement = statement.where(application.c.status == status)
    if before is not None:
        statement = statement.where(tuple_(application.c.created_at, application.c.id) < before)
    newest = statement.order_by(application.c.created_at.desc(), application.c.id.desc()).limit(at_most)
    return tuple(_application(row) for row in connection.execute(newest))


def idle_since(connection: Connection, mode: Mode, before: datetime, at_most: int) -> tuple[Application, ...]:
    """Applications that could still go on and on which nothing has happened since, longest idle first."""
    waits = application.c.status.in_([Status.DRAFT, Status.SUBMITTED, Status.DECIDED, Status.OFFERED])
    statement = select(application).where(application.c.mode == mode, waits, application.c.status_at < before)
    oldest = statement.order_by(application.c.status_at, application.c.id).limit(at_most)
    return tuple(_application(row) for row in connection.execute(oldest))


def newest_open_of(connection: Connection, mode: Mode, subject_id: UUID) -> UUID | None:
    """The newest that is handed in and not over, of this owner or of an operator of this business."""
    operators = select(operates.c.owner_id).where(operates.c.business_id == subject_id)
    is_theirs = (application.c.owner_id == subject_id) | (
        application.c.owner_id.in_(operators) & (application.c.enterprise_id == subject_id)
    )
    open_yet = application.c.status.in_([Status.SUBMITTED, Status.DECIDED, Status.OFFERED])
    wanted = select(application.c.id).where(is_theirs, application.c.mode == mode, open_yet)
    found: UUID | None = connection.execute(
        wanted.order_by(application.c.created_at.desc()).limit(1)
    ).scalar_one_or_none()
    return found


def move(connection: Connection, application_id: UUID, status: Status, at: datetime) -> None:
    """Set the status; the step itself is kept beside it."""
    connection.execute(
        update(application).where(application.c.id == application_id).values(status=status, status_at=at)
    )


def add_step(
    connection: Connection,
    application_id: UUID,
    *,
    before: Status | None,
    then: Status,
    at: datetime,
    actor: str,
) -> UUID:
    """Append one step to the application's history; gives the step's id."""
    step_id = new_id()
    row = {"id": step_id, "application_id": application_id, "from_status": before, "to_status": then}
    connection.execute(insert(application_step).values(**row, at=at, actor=actor))
    return step_id


_ADVANCE = """
    WITH moved AS (
        UPDATE intake.application SET status = %(status)s, status_at = %(at)s WHERE id = %(application)s
    )
    INSERT INTO intake.application_step (id, application_id, from_status, to_status, at, actor)
    SELECT id, %(application)s, before, after, %(at)s, %(actor)s
    FROM unnest(%(ids)s::uuid[], %(before)s::text[], %(after)s::text[]) AS taken (id, before, after)
"""


def advancing(
    application_id: UUID, taken: Sequence[tuple[Status, Status]], *, at: datetime, actor: str
) -> tuple[tuple[UUID, ...], str, dict[str, object]]:
    """The ids of the steps, and the statement that sets the last status and appends every step."""
    ids = sorted(new_id() for _ in taken)
    bound: dict[str, object] = {
        "application": application_id,
        "status": taken[-1][1].value,
        "at": at,
        "actor": actor,
        "ids": ids,
        "before": [before.value for before, _ in taken],
        "after": [after.value for _, after in taken],
    }
    return tuple(ids), _ADVANCE, bound


def steps_of(connection: Connection, application_id: UUID) -> tuple[tuple[Status, datetime], ...]:
    """What an application went through, in order."""
    rows = connection.execute(
        select(application_step.c.to_status, application_step.c.at)
        .where(application_step.c.application_id == application_id)
        .order_by(application_step.c.id)
    )
    return tuple((Status(row.to_status), row.at) for row in rows)


def history_of(connection: Connection, application_id: UUID) -> Sequence[Row[Any]]:
    """What an application went through and who took each step, in order."""
    columns = [application_step.c[name] for name in ("id", "to_status", "at", "actor")]
    wanted = select(*columns).where(application_step.c.application_id == application_id)
    return connection.execute(wanted.order_by(application_step.c.id)).all()


def _application(row: Row[Any]) -> Application:
    values = {name: getattr(row, name) for name in Application.__slots__}
    return Application(**values | {"mode": Mode(row.mode), "status": Status(row.status)})
