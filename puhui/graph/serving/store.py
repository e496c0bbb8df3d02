"""All SQL of serving: relations as a stream, what is younger, which consents stand, what became of whom."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Row, text

from puhui.ground import Mode

_STANDS: Final = """(r.consent_id IS NULL OR EXISTS (
    SELECT FROM intake.consent c LEFT JOIN intake.consent_withdrawal w ON w.consent_id = c.id
    WHERE c.id = r.consent_id AND c.signed_at <= {now} AND {now} < c.until
    AND (w.at IS NULL OR {now} < w.at)))"""
_NODES: Final = f"""
    SELECT node FROM (
        SELECT r.from_node AS node FROM graph.relation r
        WHERE r.mode = {{mode}} AND r.number <= {{last}} AND {_STANDS}
        UNION
        SELECT r.to_node FROM graph.relation r
        WHERE r.mode = {{mode}} AND r.number <= {{last}} AND {_STANDS}
    ) every ORDER BY node COLLATE "C"
"""
_DAY: Final = "r.{0} - DATE '1970-01-01'"
COLUMNS: Final = f"""
    r.number, r.kind, r.from_node, r.to_node, {_DAY.format("valid_from")} AS since,
    {_DAY.format("valid_to")} AS until, r.weight, r.consent_id
"""
_RELATIONS: Final = f"""
    SELECT {COLUMNS} FROM graph.relation r
    WHERE r.mode = {{mode}} AND r.number <= {{last}} AND {_STANDS} ORDER BY r.number
"""
_YOUNGER: Final = text(f"""
    SELECT {COLUMNS} FROM graph.relation r
    WHERE r.mode = :mode AND r.number > :after AND {_STANDS.format(now=":now")} ORDER BY r.number
""")
_HAS: Final = text("SELECT EXISTS (SELECT FROM graph.relation WHERE number = :number AND id = :id)")
_HOW_MANY: Final = text("""
    SELECT count(*) AS many, coalesce(max(number), 0) AS last FROM graph.relation
    WHERE mode = :mode AND number > :after
""")
_FALLEN: Final = text("""
    WITH used AS (
        SELECT unnest(CAST(:ids AS uuid[])) AS id
        UNION
        SELECT r.consent_id FROM graph.relation r
        WHERE r.number = ANY(:numbers) AND r.consent_id IS NOT NULL
    )
    SELECT used.id FROM used WHERE NOT EXISTS (
        SELECT FROM intake.consent c LEFT JOIN intake.consent_withdrawal w ON w.consent_id = c.id
        WHERE c.id = used.id AND c.signed_at <= :now AND :now < c.until AND (w.at IS NULL OR :now < w.at))
""")
_MARKS: Final = text("""
    SELECT DISTINCT ON (node) node, mark FROM graph.mark
    WHERE mode = :mode AND recorded_at <= :as_of AND node = ANY(:nodes)
    ORDER BY node, mark = 'defaulted' DESC, recorded_at DESC
""")
_ALL_MARKS: Final = text("SELECT DISTINCT node, mark FROM graph.mark WHERE mode = :mode ORDER BY node, mark")


def nodes_as_text(connection: Connection, mode: Mode, last: int, now: datetime) -> Iterator[bytes]:
    """Every node of relations up to number `last`, one a line, in the order of their words."""
    return _stream(connection, _NODES, mode, last, now)


def relations_as_text(connection: Connection, mode: Mode, last: int, now: datetime) -> Iterator[bytes]:
    """Those relations in the order of their numbers, as CSV without a header."""
    return _stream(connection, _RELATIONS, mode, last, now)


def younger(connection: Connection, mode: Mode, after: int, now: datetime) -> Sequence[Row[Any]]:
    """Relations with a number above `after`."""
    return connection.execute(_YOUNGER, {"mode": mode.value, "after": after, "now": now}).all()


def has(connection: Connection, number: int, id_: UUID | None) -> bool:
    """Whether this is the database that had this relation; any database will do where there was none."""
    return id_ is None or bool(connection.execute(_HAS, {"number": number, "id": id_}).scalar_one())


def how_many(connection: Connection, mode: Mode, after: int) -> tuple[int, int]:
    """How many relations have a number above `after`, and the largest."""
    row = connection.execute(_HOW_MANY, {"mode": mode.value, "after": after}).one()
    return row.many, row.last


def fallen(connection: Connection, ids: Sequence[UUID], numbers: Sequence[int], now: datetime) -> list[UUID]:
    """Of these consents, and of those that the relations of these numbers stand on, what stands no more."""
    bound = {"ids": list(ids), "numbers": list(numbers), "now": now}
    return list(connection.execute(_FALLEN, bound).scalars())


def _stream(connection: Connection, statement: str, mode: Mode, last: int, now: datetime) -> Iterator[bytes]:
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)  # noqa: S101 - `make_engine` makes no other
    query = sql.SQL(statement).format(
        mode=sql.Literal(mode.value), last=sql.Literal(last), now=sql.Literal(now)
    )
    with (
        driver.cursor() as cursor,
        cursor.copy(sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(query)) as copy,
    ):
        yield from map(bytes, copy)
