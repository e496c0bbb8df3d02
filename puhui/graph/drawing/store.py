"""SQL of the drawing: the lines at several nodes at once, under the conditions of `store`."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, text

from puhui.graph.model import Mark
from puhui.graph.usable import USABLE, looked_at
from puhui.ground import Mode

_EDGES: Final = text(f"""
    SELECT asked.node AS asked, near.* FROM unnest(CAST(:nodes AS text[])) AS asked (node)
    CROSS JOIN LATERAL (
        SELECT r.kind, r.from_node, r.to_node, min(r.valid_from) AS since,
            CASE WHEN bool_or(r.valid_to IS NULL) THEN NULL ELSE max(r.valid_to) END AS until,
            sum(r.weight)::bigint AS weight,
            (array_agg(r.source ORDER BY r.valid_from DESC, r.id DESC))[1] AS source,
            (array_agg(r.consent_id ORDER BY r.valid_from DESC, r.id DESC))[1] AS consent_id
        FROM (
            SELECT r.* FROM graph.relation r WHERE r.from_node = asked.node AND {USABLE}
            UNION ALL
            SELECT r.* FROM graph.relation r WHERE r.to_node = asked.node AND {USABLE}
        ) r
        GROUP BY r.kind, r.from_node, r.to_node
        ORDER BY r.kind = 'trade', sum(r.weight) DESC, r.from_node COLLATE "C", r.to_node COLLATE "C"
        LIMIT :cap
    ) near
""")
"""Everything of one kind between two nodes is one line; trade comes last, the largest first."""

_MARKS: Final = text("""
    SELECT DISTINCT ON (node) node, mark FROM graph.mark
    WHERE mode = :mode AND node = ANY(:nodes) AND recorded_at <= :as_of
    ORDER BY node, mark = 'defaulted' DESC, recorded_at DESC
""")


def edges_at(
    connection: Connection, mode: Mode, nodes: Iterable[str], *, cap: int, as_of: datetime, now: datetime
) -> Sequence[Row[Any]]:
    """The lines at each of the nodes, of each the first `cap`."""
    bound = looked_at(mode, as_of, now) | {"nodes": sorted(nodes), "cap": cap}
    return connection.execute(_EDGES, bound).all()


def marks_of(connection: Connection, mode: Mode, nodes: Iterable[str], as_of: datetime) -> dict[str, Mark]:
    """The gravest mark of each node that carries one."""
    bound = {"mode": mode.value, "nodes": sorted(nodes), "as_of": as_of}
    return {row.node: Mark(row.mark) for row in connection.execute(_MARKS, bound)}
