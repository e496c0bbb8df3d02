"""What a login may touch. What it sees of that is row-level security's (`ground.guard`).

Two reaches. `WHOLE`: an institution's own process in its own database: rows of every table, and no more than
rows. `GUARDED`: an institution at the platform: tables that are guarded, and of the ground only what carrying
out a request needs. Neither may make, alter, truncate or own anything.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from psycopg import sql
from sqlalchemy import Connection, text

from puhui.ground.database.migrate import find_migrations

_DELETE, _UPDATE = 8, 16
"""Bits of `pg_trigger.tgtype`."""

_GROUND_WHOLE: Final[Mapping[str, str]] = {
    "schema_revision": "SELECT",
    "tenant_login": "",
    "house": "SELECT",
    "master_keys": "SELECT",
}
_GROUND_GUARDED: Final[Mapping[str, str]] = {
    "audit_entry": "INSERT",
    "audit_waiting": "INSERT",
    "outbox": "INSERT",
    "idempotency": "SELECT, INSERT, UPDATE",
    "subject_key": "SELECT, INSERT, UPDATE",
    "session": "SELECT (token_hash), UPDATE (ended_at)",
}
"""Write to the trail and read nothing of it; hand on, not take; retry; seal; sign out. Nothing else of ours.

It may end a session and not make one: a row with somebody else's `holder_id` would be a way in."""


class Reach(StrEnum):
    """How far a login reaches."""

    WHOLE = "whole"
    GUARDED = "guarded"


@dataclass(frozen=True, slots=True)
class _Table:
    schema: str
    name: str
    is_guarded: bool
    refused: int
    """What a trigger of the room refuses to everybody: bits of `_DELETE` and `_UPDATE`."""
    sequences: tuple[str, ...]


_TABLES: Final = text("""
    SELECT n.nspname, c.relname, c.relrowsecurity AND c.relforcerowsecurity,
        (SELECT coalesce(bit_or(t.tgtype), 0) FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
            WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND p.proname = 'refuse_change'),
        ARRAY(SELECT s.relname::text FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            WHERE d.refobjid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY(:rooms)
    ORDER BY 1, 2""")


def grant(connection: Connection, login: str, reach: Reach) -> None:
    """Take back everything, then give exactly what this program's tables call for; in one transaction."""
    rooms = {"rooms": [folder.parent.name for folder in find_migrations()]}
    found = connection.execute(_TABLES, rooms)
    tables = [_Table(row[0], row[1], row[2], row[3], tuple(row[4])) for row in found]
    _shut_the_database(connection, login)
    who = sql.Identifier(login)
    everywhere = _schemas(tables)
    for what in ("SCHEMA", "ALL TABLES IN SCHEMA", "ALL SEQUENCES IN SCHEMA"):
        _run(connection, f"REVOKE ALL ON {what} {{}} FROM {{}}", everywhere, who)
    due = {one: rights for one in tables if (rights := _rights(one, reach))}
    _run(connection, "GRANT USAGE ON SCHEMA {} TO {}", _schemas(due), who)
    for rights in sorted(set(due.values())):
        names = _listed((one.schema, one.name) for one, its in due.items() if its == rights)
        _run(connection, "GRANT {} ON {} TO {}", sql.SQL(rights), names, who)
    if sequences := list(_sequences(due)):
        _run(connection, "GRANT USAGE ON SEQUENCE {} TO {}", _listed(sequences), who)


def _rights(table: _Table, reach: Reach) -> str:
    own = _GROUND_WHOLE if reach is Reach.WHOLE else _GROUND_GUARDED
    if table.schema == "ground" and table.name in own:
        return own[table.name]
    if reach is Reach.GUARDED and (table.schema == "ground" or not table.is_guarded):
        return ""
    rights = ["SELECT", "INSERT"]
    rights += [] if table.refused & _UPDATE else ["UPDATE"]
    rights += [] if table.refused & _DELETE else ["DELETE"]
    return ", ".join(rights)


def _shut_the_database(connection: Connection, login: str) -> None:
    """Nobody comes in, or puts anything down, merely because the server knows them."""
    database = sql.Identifier(connection.execute(text("SELECT current_database()")).scalar_one())
    _run(connection, "REVOKE CONNECT, TEMPORARY ON DATABASE {} FROM PUBLIC", database)
    _run(connection, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    _run(connection, "REVOKE ALL ON DATABASE {} FROM {}", database, sql.Identifier(login))
    _run(connection, "GRANT CONNECT ON DATABASE {} TO {}", database, sql.Identifier(login))


def _sequences(due: Iterable[_Table]) -> Iterator[tuple[str, str]]:
    for one in due:
        yield from ((one.schema, name) for name in one.sequences)


def _schemas(tables: Iterable[_Table]) -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(name) for name in sorted({one.schema for one in tables}))


def _listed(names: Iterable[tuple[str, str]]) -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(schema, name) for schema, name in names)


def _run(connection: Connection, statement: str, *parts: sql.Composable) -> None:
    composed = sql.SQL(statement).format(*parts)
    connection.exec_driver_sql(composed.as_string(None))
