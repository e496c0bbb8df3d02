"""The database that the isolation tests break into: whose rows are where, and how they got there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import URL, Connection, Engine, text

from puhui.ground.tenancy import Login, Reach

OWN: Final = {Reach.GUARDED: "test_brook_bank", Reach.WHOLE: "test_lamp_microloan"}
"""Whoever breaks in: an institution at the platform, and one as in its own process."""
OTHERS: Final = "test_cloud_bank"
"""The institution that is broken into."""

_TABLES: Final = text("""
    SELECT c.table_schema || '.' || c.table_name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.column_name = 'institution' AND t.table_type = 'BASE TABLE'
    AND c.table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1""")
_COLUMNS: Final = text("""
    SELECT column_name, udt_name, is_nullable = 'NO' AND column_default IS NULL
    FROM information_schema.columns
    WHERE table_schema || '.' || table_name = :table AND is_identity = 'NO' AND is_generated = 'NEVER'
    ORDER BY ordinal_position""")
_CHECKS: Final = text("""
    SELECT conname FROM pg_constraint WHERE conrelid = CAST(:table AS regclass) AND contype = 'c'""")
MARK: Final = "cloud_mark_990000"
"""Every word of the other institution's rows, so that one of them in an answer is seen."""
MARKED_ID: Final = "99000000-0000-7000-8000-000000000007"
"""Every id of the other institution's rows, so that it can be asked for wherever an id is asked for."""

_VALUES: Final[Mapping[str, str]] = {
    "uuid": "gen_random_uuid()",
    "text": "'t{n}'",
    "varchar": "'t{n}'",
    "bpchar": "'t'",
    "int2": "{n}",
    "int4": "{n}",
    "int8": "{n}",
    "numeric": "{n}",
    "bool": "false",
    "date": "DATE '2026-11-23' + {n}",
    "timestamptz": "now()",
    "bytea": "'\\x{n:04x}'::bytea",
    "jsonb": "'{{}}'::jsonb",
}


_MARKED: Final[Mapping[str, str]] = {
    **_VALUES,
    "uuid": f"'{MARKED_ID}'",
    "text": f"'{MARK}'",
    "varchar": f"'{MARK}'",
    "date": "DATE '2026-11-20'",
}


@dataclass(frozen=True, slots=True)
class Town:
    """The owner's engine, another institution's database, and the ways in that the intruders have."""

    owner: Engine
    elsewhere: URL
    ways: Mapping[Reach, Engine]
    logins: Mapping[Reach, Login]
    others: Login
    others_own: Login


def tables_with_institution(connection: Connection) -> tuple[str, ...]:
    """Every table of every room that has a column `institution`."""
    return tuple(connection.execute(_TABLES).scalars())


def fill(connection: Connection, institutions: Iterable[str], *, marked: bool = False) -> None:
    """One row of each institution in each of those tables, past keys, triggers and checks.

    Row-level security asks for nothing but the institution, so the rows need not make sense. `marked` writes
    `MARK` and `MARKED_ID` wherever they fit.
    """
    values = _MARKED if marked else _VALUES
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    for table in tables_with_institution(connection):
        if table == "ground.house":
            continue
        for check in connection.execute(_CHECKS, {"table": table}).scalars().all():
            connection.execute(text(f'ALTER TABLE {table} DROP CONSTRAINT "{check}"'))
        for n, institution in enumerate(institutions):
            if table != "ground.tenant_login":
                connection.execute(text(_insert(connection, table, institution, n, values)))


def insert_statement(connection: Connection, table: str, institution: str) -> str:
    """A row for this institution, to be tried by somebody else."""
    return _insert(connection, table, institution, 77, _VALUES)


def _insert(connection: Connection, table: str, institution: str, n: int, kinds: Mapping[str, str]) -> str:
    names, values = ["institution"], [f"'{institution}'"]
    for name, kind, is_needed in connection.execute(_COLUMNS, {"table": table}):
        if name != "institution" and is_needed:
            names.append(f'"{name}"')
            values.append("'{}'" if kind.startswith("_") else kinds[kind].format(n=n))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(values)})"
