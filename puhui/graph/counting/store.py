"""SQL of the counts: who shares a thing with a subject, and who trades with the same firms."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, text

from puhui.graph.concepts import RelationKind
from puhui.graph.usable import USABLE, looked_at, written_out
from puhui.ground import Mode
from puhui.ground.database.direct import Asked, ask

_AROUND: Final = written_out(f"""
    WITH over AS MATERIALIZED (
        SELECT DISTINCT r.kind, r.to_node AS node FROM graph.relation r
        WHERE r.from_node = :start AND r.kind = ANY(:towards) AND {USABLE}
    ), under AS MATERIALIZED (
        SELECT DISTINCT r.kind, r.from_node AS node FROM graph.relation r
        WHERE r.to_node = :start AND r.kind = ANY(:backwards) AND {USABLE}
    ), other AS (
        SELECT over.kind, near.node FROM over CROSS JOIN LATERAL (
            SELECT r.from_node AS node FROM graph.relation r
            WHERE r.to_node = over.node AND r.kind = over.kind AND {USABLE}
            ORDER BY r.valid_from DESC, r.number DESC LIMIT :most
        ) near
        UNION
        SELECT under.kind, near.node FROM under CROSS JOIN LATERAL (
            SELECT r.to_node AS node FROM graph.relation r
            WHERE r.from_node = under.node AND r.kind = under.kind AND {USABLE}
            ORDER BY r.valid_from DESC, r.number DESC LIMIT :most
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
        SELECT r.to_node AS node FROM graph.relation r
        WHERE r.kind = 'trade' AND r.from_node = :start AND {USABLE}
        UNION
        SELECT r.from_node FROM graph.relation r
        WHERE r.kind = 'trade' AND r.to_node = :start AND {USABLE}
    )
    SELECT count(*) AS counterparties, count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM graph.relation r
        WHERE r.kind = 'trade' AND r.to_node = mine.node AND r.from_node <> :start AND {USABLE}
    ) OR EXISTS (
        SELECT 1 FROM graph.relation r
        WHERE r.kind = 'trade' AND r.from_node = mine.node AND r.to_node <> :start AND {USABLE}
    )) AS shared
    FROM mine
""")


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
    bound = looked_at(mode, as_of, now) | ways | {"start": start, "most": most}
    return ask(connection, _AROUND, bound)


def trade_counts(
    connection: Connection, mode: Mode, start: str, *, as_of: datetime, now: datetime
) -> tuple[int, int]:
    """How many counterparties there are, and how many of them trade with another subject here."""
    bound = looked_at(mode, as_of, now) | {"start": start}
    row = connection.execute(_TRADE, bound).one()
    return row.counterparties, row.shared
