"""The two columns of an edge list whose names say nothing: those whose values are nodes."""

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
