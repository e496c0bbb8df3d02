"""All SQL of this room."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from weakref import WeakKeyDictionary

import orjson
from sqlalchemy import Connection, Engine, Row, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from puhui.decision import tables
from puhui.ground import Mode
from puhui.ground.database.direct import run

_SEEN: Final[WeakKeyDictionary[Engine, set[str]]] = WeakKeyDictionary()
"""Hashes of versions that lie in a database already, by the engine that leads there."""

_KEEP_VERSION: Final = """
    INSERT INTO decision.version (hash, kind, content, first_used_at)
    VALUES (%(hash)s, %(kind)s, %(content)s, %(at)s) ON CONFLICT DO NOTHING
"""
_COLUMNS: Final = [column.name for column in tables.decision.columns]
_ADD: Final = f"""
    INSERT INTO decision.decision ({", ".join(_COLUMNS)})
    VALUES ({", ".join(f"%({name})s" for name in _COLUMNS)})
"""


def keep_versions(connection: Connection, contents: Iterable[tuple[str, str, bytes]], at: datetime) -> None:
    """Keep (hash, kind, content) of what a decision was made by, once each."""
    rows = [
        {"hash": version, "kind": kind, "content": content, "first_used_at": at}
        for version, kind, content in contents
    ]
    connection.execute(insert(tables.version).on_conflict_do_nothing(), rows)


def have_versions(connection: Connection, contents: Iterable[tuple[str, str, bytes]], at: datetime) -> None:
    """Keep what a decision was made by, without sending again what this process saw lie there.

    Versions are never changed or removed, so what was found once stays found; what this very transaction is
    the first to write is not yet sure to stay and is sent again next time.
    """
    seen = _SEEN.setdefault(connection.engine, set())
    for version, kind, content in contents:
        if version in seen:
            continue
        bound = {"hash": version, "kind": kind, "content": content, "at": at}
        if run(connection, _KEEP_VERSION, bound) == 0:
            seen.add(version)


def version_content(connection: Connection, version: str) -> bytes:
    """The content behind a hash. It is there as long as a decision names it: the database sees to that."""
    found: bytes = connection.execute(
        select(tables.version.c.content).where(tables.version.c.hash == version)
    ).scalar_one()
    return found


def add_batch(connection: Connection, row: Mapping[str, Any]) -> None:
    """Write a batch down."""
    connection.execute(insert(tables.batch), row)


def add_decisions(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write decisions down."""
    if rows:
        connection.execute(insert(tables.decision), list(rows))


def add_decision(connection: Connection, row: Mapping[str, Any]) -> None:
    """Write one decision down. Should a version be gone against all promises, it is forgotten here too, and
    the next decision sends it again."""
    try:
        run(connection, _ADD, {**row, "timings": orjson.dumps(row["timings"]).decode()})
    except IntegrityError:
        _SEEN.pop(connection.engine, None)
        raise


def get_decision(connection: Connection, mode: Mode, decision_id: UUID) -> Row[Any] | None:
    """One decision as it lies there, sealed."""
    wanted = select(tables.decision).where(
        tables.decision.c.id == decision_id, tables.decision.c.mode == mode.value
    )
    return connection.execute(wanted).one_or_none()


def newest_of(connection: Connection, mode: Mode, application_id: UUID) -> UUID | None:
    """The newest decision of an application."""
    table = tables.decision
    wanted = (
        select(table.c.id)
        .where(table.c.application_id == application_id, table.c.mode == mode.value)
        .order_by(table.c.decided_at.desc(), table.c.id.desc())
        .limit(1)
    )
    found: UUID | None = connection.execute(wanted).scalar_one_or_none()
    return found


def open_underwriting(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Begin a file; False when its application has one."""
    begun = (
        insert(tables.underwriting).values(**row).on_conflict_do_nothing(index_elements=["application_id"])
    )
    return connection.execute(begun.returning(tables.underwriting.c.application_id)).first() is not None


def underwriting(connection: Connection, mode: Mode, application_id: UUID) -> Row[Any] | None:
    """The file of an application."""
    table = tables.underwriting
    wanted = select(table).where(table.c.application_id == application_id, table.c.mode == mode.value)
    return connection.execute(wanted).one_or_none()


def underwriting_by_reference(connection: Connection, mode: Mode, reference: str) -> Row[Any] | None:
    """The file under a reference of the other side."""
    table = tables.underwriting
    wanted = select(table).where(table.c.reference == reference, table.c.mode == mode.value)
    return connection.execute(wanted).one_or_none()


def change_underwriting(connection: Connection, application_id: UUID, **values: object) -> None:
    """Write down what happened to a file."""
    table = tables.underwriting
    connection.execute(update(table).where(table.c.application_id == application_id).values(**values))


def stop_underwriting(connection: Connection, application_id: UUID, at: datetime, why: str) -> bool:
    """Stop a file once; False when it is not there or had stopped."""
    table = tables.underwriting
    running = (table.c.application_id == application_id) & table.c.stopped_at.is_(None)
    done = connection.execute(update(table).where(running).values(stopped_at=at, stopped_why=why))
    return done.rowcount == 1
