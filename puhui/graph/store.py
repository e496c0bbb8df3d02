"""All SQL of this room: plain, bounded, and under consent.

An edge may be walked when it was known and true at `as_of` **and** it is public or its consent stands *now*:
what is taken back stops being processed at once, whatever day is asked about.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, text
from sqlalchemy.dialects.postgresql import insert as insert_or_ignore

from puhui.graph.model import Mark, Neighbour, Relation, RelationKind
from puhui.graph.tables import mark, relation
from puhui.ground import Mode
from puhui.ground.database.direct import Asked, ask
from puhui.kernel import BEIJING, new_id

_USABLE: Final = """
    r.mode = :mode AND r.recorded_at <= :as_of
    AND r.valid_from <= :day AND (r.valid_to IS NULL OR r.valid_to > :day)
    AND (r.consent_id IS NULL OR EXISTS (
        SELECT 1 FROM intake.consent c
        LEFT JOIN intake.consent_withdrawal w ON w.consent_id = c.id
        WHERE c.id = r.consent_id AND c.signed_at <= :now AND :now < c.until
          AND (w.at IS NULL OR :now < w.at)))
"""


def _written_out(statement: str) -> str:
    """Values as the driver binds them."""
    return re.sub(r":(\w+)", r"%(\1)s", statement)


_NEIGHBOURHOOD: Final = text(f"""
    WITH RECURSIVE walk (node, hops) AS (
        SELECT CAST(:start AS text), 0
        UNION
        SELECT next.node, walk.hops + 1
        FROM walk CROSS JOIN LATERAL (
            SELECT near.node FROM (
                SELECT r.to_node AS node FROM graph.relation r WHERE r.from_node = walk.node AND {_USABLE}
                UNION
                SELECT r.from_node FROM graph.relation r WHERE r.to_node = walk.node AND {_USABLE}
            ) near
            ORDER BY near.node COLLATE "C" LIMIT :cap
        ) next
        WHERE walk.hops < :hops
    )
    SELECT node, min(hops) AS hops FROM walk WHERE node <> :start GROUP BY node
    ORDER BY min(hops), node COLLATE "C"
""")

_AROUND: Final = _written_out(f"""
    WITH over AS MATERIALIZED (
        SELECT DISTINCT r.kind, r.to_node AS node FROM graph.relation r
        WHERE r.from_node = :start AND r.kind = ANY(:towards) AND {_USABLE}
    ), under AS MATERIALIZED (
        SELECT DISTINCT r.kind, r.from_node AS node FROM graph.relation r
        WHERE r.to_node = :start AND r.kind = ANY(:backwards) AND {_USABLE}
    ), other AS (
        SELECT over.kind, near.node FROM over CROSS JOIN LATERAL (
            SELECT r.from_node AS node FROM graph.relation r
            WHERE r.to_node = over.node AND r.kind = over.kind AND {_USABLE}
            ORDER BY r.from_node LIMIT :most
        ) near
        UNION
        SELECT under.kind, near.node FROM under CROSS JOIN LATERAL (
            SELECT r.to_node AS node FROM graph.relation r
            WHERE r.from_node = under.node AND r.kind = under.kind AND {_USABLE}
            ORDER BY r.to_node LIMIT :most
        ) near
    )
    SELECT other.kind, other.node, ARRAY(
        SELECT DISTINCT m.mark FROM graph.mark m
        WHERE m.mode = :mode AND m.node = other.node AND m.recorded_at <= :as_of)
    FROM other WHERE other.node <> :start
""")
"""From a subject over what it shares to everybody else who shares it: along each kind in its own direction,
so that an index leads both ways."""

_TRADE: Final = text(f"""
    WITH mine AS (
        SELECT DISTINCT r.to_node FROM graph.relation r
        WHERE r.kind = 'trade' AND r.from_node = :start AND {_USABLE}
    )
    SELECT count(*) AS counterparties, count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM graph.relation r
        WHERE r.kind = 'trade' AND r.to_node = mine.to_node AND r.from_node <> :start AND {_USABLE}
    )) AS shared
    FROM mine
""")


def add_relations(connection: Connection, mode: Mode, new: Iterable[Relation], at: datetime) -> int:
    """Keep relations, each once however often it is told. Gives how many were new.

    In one order whoever tells them, so that two who tell the same at once wait for each other one way only.
    """
    rows = [
        {name: getattr(it, name) for name in Relation.__slots__}
        | {"id": new_id(), "mode": mode, "recorded_at": at}
        for it in sorted(new, key=lambda it: (it.kind, it.from_node, it.to_node, it.source, it.valid_from))
    ]
    if not rows:
        return 0
    statement = insert_or_ignore(relation).on_conflict_do_nothing().returning(relation.c.id)
    return len(connection.execute(statement, rows).all())


def add_mark(connection: Connection, mode: Mode, node: str, what: Mark, at: datetime) -> None:
    """Keep what became of a subject."""
    row = {"id": new_id(), "mode": mode, "node": node, "mark": what, "recorded_at": at}
    connection.execute(insert(mark).values(row))


def neighbourhood(
    connection: Connection, mode: Mode, start: str, *, hops: int, cap: int, as_of: datetime, now: datetime
) -> tuple[Neighbour, ...]:
    """Every node within `hops`, of each node the first `cap` neighbours in the order of their words."""
    bound = _bound(mode, start, as_of, now) | {"hops": hops, "cap": cap}
    return tuple(Neighbour(row.node, row.hops) for row in connection.execute(_NEIGHBOURHOOD, bound))


def around(
    connection: Connection,
    mode: Mode,
    start: str,
    *,
    towards: Iterable[RelationKind],
    backwards: Iterable[RelationKind],
    most: int,
    as_of: datetime,
    now: datetime,
) -> Asked:
    """Other nodes that hang on the same node by the same kind, looking at `most` of each at most: the kind,
    the node, the marks of what became of it. `towards` are kinds that lead from a subject to what it shares,
    `backwards` those that lead from there to the subject."""
    ways = {"towards": [it.value for it in towards], "backwards": [it.value for it in backwards]}
    bound = _bound(mode, start, as_of, now) | ways | {"most": most}
    return ask(connection, _AROUND, bound)


def trade_counts(
    connection: Connection, mode: Mode, start: str, *, as_of: datetime, now: datetime
) -> tuple[int, int]:
    """How many counterparties there are, and how many of them trade with another subject here."""
    row = connection.execute(_TRADE, _bound(mode, start, as_of, now)).one()
    return row.counterparties, row.shared


def _bound(mode: Mode, start: str, as_of: datetime, now: datetime) -> dict[str, Any]:
    day: date = as_of.astimezone(BEIJING).date()
    return {"mode": mode.value, "start": start, "as_of": as_of, "day": day, "now": now}
