"""What is odd about a graph that was read and still counts."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.graph.edges.model import ALWAYS, STILL, Edges
from puhui.graph.edges.reading.columns import names, plain
from puhui.graph.edges.reading.model import GraphRead, Remark
from puhui.graph.edges.reading.remarks import remark, remarker

_WHOLE = 1 + 1e-6


def odd_edges(read: GraphRead, lines: pl.Series, dated: bool) -> list[Remark]:
    """Edges without a date where others have one, written twice, and shares that are more than the whole."""
    found: list[Remark] = []
    if dated:
        remarker(found, lines)("no_date", read.known == ALWAYS)
    elif read.has_as_of and len(read.edges):
        found.append(remark("undated", len(read.edges)))
    for code, count in (("same_edge", _repeated(read.edges)), ("shares_over_whole", _over(read.edges))):
        if count:
            found.append(remark(code, count))
    return found


def odd_rows(read: GraphRead, wrong_day: NDArray[np.bool_], lines: pl.Series) -> list[Remark]:
    """Rows of the nodes file without a node or a day, nodes that come twice or stand alone."""
    found: list[Remark] = []
    noticed = remarker(found, lines)
    nodes = pl.Series(read.row_node)
    noticed("no_node", read.row_node < 0)
    noticed("repeated_node", (~nodes.is_first_distinct() & (nodes >= 0)).to_numpy())
    if read.has_as_of:
        noticed("wrong_as_of", wrong_day)
        noticed("no_as_of", read.row_day.is_null().to_numpy() & ~wrong_day)
    touched = np.zeros(read.edges.nodes, np.bool_)
    touched[read.edges.origin] = touched[read.edges.target] = True
    alone = int((~touched[: read.listed]).sum())
    return [*found, remark("untouched", alone)] if alone else found


def _repeated(edges: Edges) -> int:
    columns = {it: getattr(edges, it) for it in ("origin", "target", "kind", "since", "until", "weight")}
    return len(edges) - int(
        pl.DataFrame(columns).select(pl.struct(pl.all()).n_unique()).item() if len(edges) else 0
    )


def _over(edges: Edges) -> int:
    """How many nodes are held by more than the whole, by holdings that have not ended."""
    holding = [at for at, it in enumerate(edges.kinds) if plain(it) in names()["share_kinds"]]
    owned = np.isin(edges.kind, holding) & (edges.until == STILL) & ~np.isnan(edges.weight)
    total = np.bincount(edges.target[owned], edges.weight[owned], minlength=edges.nodes)
    return int((total > _WHOLE).sum())
