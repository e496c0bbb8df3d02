"""All SQL of this room."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID
from weakref import WeakKeyDictionary

import orjson
from sqlalchemy import Connection, Engine, Row, select, update
from sqlalchemy.dialects.postgresql import insert

from puhui.decision import tables
from puhui.ground import Mode
from puhui.ground.database.direct import Asked, ask, run

_SEEN: Final[WeakKeyDictionary[Engine, dict[str, datetime]]] = WeakKeyDictionary()
"""Versions that lie in a database already and when they were seen there, by the engine that leads there."""
_FILED: Final = """
    SELECT true FROM decision.underwriting WHERE application_id = %(application)s AND mode = %(mode)s
"""
_LOOK_AGAIN: Final = timedelta(minutes=1)

_WRITTEN: Final = "decision.versions_written"
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

    Versions are never changed or removed, so what was found stays found; it is looked for again by the minute
    all the same. What this very transaction was the first to write may be undone with it: only another one
    that finds it there has seen it.
    """
    seen, own = _SEEN.setdefault(connection.engine, {}), _written_in_this_transaction(connection)
    for version, kind, content in contents:
        if (last := seen.get(version)) is not None and abs(at - last) < _LOOK_AGAIN:
            continue
        bound = {"hash": version, "kind": kind, "content": content, "at": at}
        if run(connection, _KEEP_VERSION, bound):
            own.add(version)
        elif version not in own:
            seen[version] = at


def _written_in_this_transaction(connection: Connection) -> set[str]:
    now = connection.get_transaction()
    kept: tuple[object, set[str]] | None = connection.info.get(_WRITTEN)
    if kept is None or kept[0] is not now:
        kept = connection.info[_WRITTEN] = (now, set())
    return kept[1]


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


def adding(row: Mapping[str, Any]) -> tuple[str, dict[str, object]]:
    """The statement that writes one decision down."""
    return _ADD, {**row, "timings": orjson.dumps(row["timings"]).decode()}


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


def asking_whether_filed(connection: Connection, mode: Mode, application_id: UUID) -> Asked:
    """Ask whether an application has a file: one row if it has."""
    return ask(connection, _FILED, {"application": application_id, "mode": mode.value})


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
