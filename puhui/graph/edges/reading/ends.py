"""Columns whose names say nothing or mislead: told by their values."""

from typing import Final

import polars as pl

from puhui.graph.edges.reading.keys import key_text
from puhui.graph.edges.reading.table import LINE, RawTable

_LOOKED_AT: Final = 100_000
_MOSTLY: Final = 0.5


def ends_by_value(edges: RawTable, listed: pl.Series) -> dict[str, str] | None:
    """Exactly two columns most of whose values are listed nodes; None where it is not plain."""
    nodes = listed.drop_nulls().unique().implode()
    head = edges.rows.drop(LINE).head(_LOOKED_AT)
    if not head.height:
        return None
    fitting = [
        it.name for it in head.iter_columns() if int(key_text(it).is_in(nodes).sum()) > _MOSTLY * head.height
    ]
    return {"from": fitting[0], "to": fitting[1]} if len(fitting) == 2 else None


def node_by_value(nodes: RawTable, edges: RawTable, named: str, ends: tuple[str, str]) -> str:
    """The column that names nodes: as named, unless no edge knows its values and many know another's."""
    head = edges.rows.select(ends).head(_LOOKED_AT)
    met = pl.concat([key_text(head[it]) for it in dict.fromkeys(ends)]).drop_nulls().unique().implode()

    def known(column: str) -> int:
        return int(key_text(nodes.rows[column]).is_in(met).sum())

    if known(named):
        return named
    best = max(nodes.header, key=known)
    return best if known(best) else named
