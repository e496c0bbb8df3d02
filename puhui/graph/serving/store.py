"""All SQL of serving: relations as a stream, what is younger, which consents stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Row, text

from puhui.graph.serving.settled import Settled
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
_STATE: Final = text("""
    SELECT CAST(:id AS uuid) IS NULL
            OR EXISTS (SELECT FROM graph.relation WHERE number = :last AND id = CAST(:id AS uuid)),
        count(*), coalesce(max(number), 0)
    FROM graph.relation WHERE mode = :mode AND number > :after
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


def nodes_as_text(connection: Connection, mode: Mode, last: int, now: datetime) -> Iterator[bytes]:
    """Every node of relations up to number `last`, one a line, in the order of their words."""
    return _stream(connection, _NODES, mode, last, now)


def relations_as_text(connection: Connection, mode: Mode, last: int, now: datetime) -> Iterator[bytes]:
    """Those relations in the order of their numbers, as CSV without a header."""
    return _stream(connection, _RELATIONS, mode, last, now)


def younger(connection: Connection, mode: Mode, after: int, now: datetime) -> Sequence[Row[Any]]:
    """Relations with a number above `after`."""
    return connection.execute(_YOUNGER, {"mode": mode.value, "after": after, "now": now}).all()


@dataclass(frozen=True, slots=True)
class State:
    """Whether these are the tables in which a relation was the last; how many came after a number, and the
    largest of them."""

    is_ours: bool
    many: int
    largest: int


def state(connection: Connection, mode: Mode, last: Settled, after: int) -> State:
    """How the tables stand to what was read of them; any tables will do where there was no relation."""
    bound = {"mode": mode.value, "last": last.number, "id": last.id and str(last.id), "after": after}
    return State(*connection.execute(_STATE, bound).one())


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
