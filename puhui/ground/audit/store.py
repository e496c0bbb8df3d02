"""All SQL of the audit trail: entries, those waiting to be sealed, and the links of the chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Connection, delete, func, insert, select, text

from puhui.ground.audit.entry import Entry
from puhui.ground.database.direct import send
from puhui.ground.tables import audit_entry, audit_link, audit_waiting

_ROWS_AT_ONCE: Final = 5_000
_LOCK: Final = 0x70756875_69_02

_WRITE: Final = text("""
    WITH written AS (
        INSERT INTO ground.audit_entry
            (entry_id, at, actor_id, actor_kind, mode, action, target, detail, mac)
        VALUES (:entry_id, :at, :actor_id, :actor_kind, :mode, :action, :target, CAST(:detail AS jsonb), :mac)
    )
    INSERT INTO ground.audit_waiting VALUES (:entry_id)""")
"""Reads nothing back: a tenant's login may write to the trail and see nothing of it."""

_COLUMNS: Final = ("entry_id", "at", "actor_id", "actor_kind", "mode", "action", "target")
_WRITE_ALL: Final = """
    WITH told AS (
        SELECT * FROM ROWS FROM (json_to_recordset(%(told)s::json) AS (
            entry_id uuid, at timestamptz, actor_id text, actor_kind text, mode text, action text,
            target text, detail text, mac text)) WITH ORDINALITY
            AS one (entry_id, at, actor_id, actor_kind, mode, action, target, detail, mac, place)
    ), written AS (
        INSERT INTO ground.audit_entry
            (entry_id, at, actor_id, actor_kind, mode, action, target, detail, mac)
        SELECT entry_id, at, actor_id, actor_kind, mode, action, target, detail::jsonb, decode(mac, 'hex')
        FROM told ORDER BY place
    )
    INSERT INTO ground.audit_waiting SELECT entry_id FROM told"""
"""One value holds all rows: written as JSON at once, where an array a column costs seven times that."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain: which entry it holds, and the code over everything up to it."""

    position: int
    entry_id: UUID
    sealed_at: datetime
    digest: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as read back, with the code it was written with."""

    entry: Entry
    mac: bytes


def write(connection: Connection, entry: Entry, mac: bytes) -> None:
    """Add one entry, in the transaction of what it is about, and ask for it to be sealed."""
    connection.execute(
        _WRITE,
        {
            "entry_id": entry.entry_id,
            "at": entry.at,
            "actor_id": entry.actor_id,
            "actor_kind": entry.actor_kind,
            "mode": entry.mode,
            "action": entry.action,
            "target": entry.target,
            "detail": entry.detail_json(),
            "mac": mac,
        },
    )


def write_all(connection: Connection, entries: Sequence[Written]) -> None:
    """Add several entries in their order, in one statement."""
    rows = [
        {name: getattr(one.entry, name) for name in _COLUMNS}
        | {"detail": one.entry.detail_json(), "mac": one.mac.hex()}
        for one in entries
    ]
    send(connection, _WRITE_ALL, {"told": orjson.dumps(rows).decode()})


def one_sealer_at_a_time(connection: Connection) -> None:
    """Wait for any other sealer; held until the transaction ends."""
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def last_link(connection: Connection) -> Link | None:
    """Where the chain ends."""
    row = connection.execute(select(audit_link).order_by(audit_link.c.position.desc()).limit(1)).first()
    return None if row is None else Link(row.position, row.entry_id, row.sealed_at, row.digest)


def waiting_macs(connection: Connection, at_most: int) -> list[tuple[UUID, bytes]]:
    """Committed entries that no link holds yet, in the order they were written."""
    query = (
        select(audit_entry.c.entry_id, audit_entry.c.mac)
        .join(audit_waiting, audit_waiting.c.entry_id == audit_entry.c.entry_id)
        .order_by(audit_entry.c.number)
    )
    return [(row.entry_id, row.mac) for row in connection.execute(query.limit(at_most))]


def add_links(connection: Connection, links: Sequence[Link]) -> None:
    """Write the links, and let their entries wait no longer."""
    rows = [
        {"position": one.position, "entry_id": one.entry_id, "sealed_at": one.sealed_at, "digest": one.digest}
        for one in links
    ]
    connection.execute(insert(audit_link), rows)
    ids = [one.entry_id for one in links]
    connection.execute(delete(audit_waiting).where(audit_waiting.c.entry_id == func.any(ids)))


def chain(connection: Connection) -> Iterator[tuple[Link, Written | None]]:
    """Every link in order, with its entry where that is still there."""
    columns = (audit_link, *audit_entry.c)
    query = (
        select(*columns)
        .outerjoin(audit_entry, audit_entry.c.entry_id == audit_link.c.entry_id)
        .order_by(audit_link.c.position)
    )
    for row in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query):
        yield Link(row[0], row[1], row[2], row[3]), None if row[4] is None else _written(tuple(row)[4:])


def unsealed(connection: Connection) -> Iterator[tuple[Written, bool]]:
    """Every entry no link holds, and whether it waits for the sealer as it should."""
    query = (
        select(*audit_entry.c, audit_waiting.c.entry_id.is_not(None))
        .outerjoin(audit_link, audit_link.c.entry_id == audit_entry.c.entry_id)
        .outerjoin(audit_waiting, audit_waiting.c.entry_id == audit_entry.c.entry_id)
        .where(audit_link.c.entry_id.is_(None))
        .order_by(audit_entry.c.number)
    )
    for row in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query):
        yield _written(tuple(row)[:-1]), row[-1]


def waiting_without_entry(connection: Connection) -> UUID | None:
    """An entry that was written, is gone, and never was sealed."""
    query = (
        select(audit_waiting.c.entry_id)
        .outerjoin(audit_entry, audit_entry.c.entry_id == audit_waiting.c.entry_id)
        .where(audit_entry.c.entry_id.is_(None))
    )
    return connection.execute(query.limit(1)).scalar()


def _written(columns: Sequence[Any]) -> Written:
    entry_id, _number, at, actor_id, actor_kind, mode, action, target, detail, mac = columns
    return Written(Entry(entry_id, at, actor_id, actor_kind, mode, action, target, detail), mac)
