"""The walk over the tables: slow beside the one over snapshots, and what every other walk is held against."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, text

from puhui.graph.model import Neighbour
from puhui.graph.usable import USABLE, looked_at
from puhui.ground import Mode

_ENDS: Final = f"""
    (SELECT r.to_node AS node, r.valid_from, r.number FROM graph.relation r
        WHERE r.from_node = walk.node AND {USABLE}
        ORDER BY r.valid_from DESC, r.number DESC LIMIT :cap)
    UNION ALL
    (SELECT r.from_node, r.valid_from, r.number FROM graph.relation r
        WHERE r.to_node = walk.node AND r.from_node <> r.to_node AND {USABLE}
        ORDER BY r.valid_from DESC, r.number DESC LIMIT :cap)
"""
"""The newest usable edges at a node, either way round: of each way no more than `cap` can be among them."""

_NEIGHBOURHOOD: Final = text(f"""
    WITH RECURSIVE walk (node, hops) AS (
        SELECT DISTINCT unnest(CAST(:starts AS text[])), 0
        UNION
        SELECT next.node, walk.hops + 1
        FROM walk CROSS JOIN LATERAL (
            SELECT near.node FROM ({_ENDS}) near
            ORDER BY near.valid_from DESC, near.number DESC LIMIT :cap
        ) next
        WHERE walk.hops < :hops
    )
    SELECT node, min(hops) AS hops FROM walk GROUP BY node HAVING min(hops) > 0
    ORDER BY min(hops), node COLLATE "C"
""")


def neighbourhood(
    connection: Connection,
    mode: Mode,
    starts: Sequence[str],
    *,
    hops: int,
    cap: int,
    as_of: datetime,
    now: datetime,
) -> tuple[Neighbour, ...]:
    """Every node within `hops` of the starts, over the `cap` newest edges of each node."""
    bound = looked_at(mode, as_of, now) | {"starts": list(starts), "hops": hops, "cap": cap}
    return tuple(Neighbour(row.node, row.hops) for row in connection.execute(_NEIGHBOURHOOD, bound))
