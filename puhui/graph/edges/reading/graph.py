"""Node and edge lists of any making, read into sound edges and a report of what was not sound."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.graph.edges.model import ALWAYS, STILL, Edges
from puhui.graph.edges.reading.asked import Asked
from puhui.graph.edges.reading.columns import found
from puhui.graph.edges.reading.ends import ends_by_value, node_by_value
from puhui.graph.edges.reading.keys import key_text
from puhui.graph.edges.reading.kinds import codes
from puhui.graph.edges.reading.model import GraphRead, Remark
from puhui.graph.edges.reading.noticing import odd_edges, odd_rows
from puhui.graph.edges.reading.remarks import remark, remarker
from puhui.graph.edges.reading.several import together
from puhui.graph.edges.reading.sound import sound
from puhui.graph.edges.reading.table import LINE, RawTable, read_raw
from puhui.graph.edges.reading.types import types
from puhui.graph.edges.reading.weights import read_weights
from puhui.graph.edges.reading.written import Written, written
from puhui.kernel import Problem, Text

_MOST_KINDS: Final = 60
_MOST_NODES: Final = 2**31 - 2


def read_graph(
    nodes: Path, edges: Path | Sequence[Path], groups: Path | None = None, asked: Asked | None = None
) -> GraphRead | Problem:
    """A nodes file, edges in one file or in one a kind, perhaps a file of groups (node, kind, key)."""
    asked, paths = asked or Asked(), [edges] if isinstance(edges, Path) else list(edges)
    tables: list[RawTable] = []
    for path in (nodes, *paths, *([groups] if groups else [])):
        table = read_raw(path)
        if isinstance(table, Problem):
            return table
        tables.append(table)
    sharing = tables[-1] if groups else None
    if len(paths) == 1:
        return assemble(tables[0], tables[1], sharing, asked)
    if not tables[0].header:
        return _NO_NODES.at(nodes.name)
    of_node = {"node": tables[0].header[0], **found("nodes", tables[0].header, asked.node_columns)}
    listed = key_text(tables[0].rows[of_node["node"]])
    whole = together(tables[1 : 1 + len(paths)], listed, asked.edge_columns)
    if isinstance(whole, str):
        return _NO_ENDS.at(whole)
    return assemble(tables[0], whole, sharing, replace(asked, edge_columns={}))


def assemble(
    nodes: RawTable, edges: RawTable, groups: RawTable | None = None, asked: Asked | None = None
) -> GraphRead | Problem:
    """The graph of tables already read."""
    asked = asked or Asked()
    for columns, table in ((asked.edge_columns, edges), (asked.node_columns, nodes)):
        for column in columns.values():
            if column not in table.header:
                return _no_such_column(column).at(table.name)
    of_node = {"node": nodes.header[0], **found("nodes", nodes.header, asked.node_columns)}
    of_edge = found("edges", edges.header, asked.edge_columns)
    if "node" not in asked.node_columns and {"from", "to"} <= of_edge.keys():
        of_node["node"] = node_by_value(nodes, edges, of_node["node"], (of_edge["from"], of_edge["to"]))
    listed = key_text(nodes.rows[of_node["node"]])
    if listed.count() == 0:
        return _NO_NODES.at(nodes.name)
    if not {"from", "to"} <= of_edge.keys():
        ends = ends_by_value(edges, listed)
        if ends is None:
            return _NO_ENDS.at(edges.name)
        of_edge = found("edges", edges.header, {**asked.edge_columns, **ends})
    rows = written(nodes, edges, groups, of_node, of_edge)
    if isinstance(rows, Problem):
        return rows
    if len(rows.numbered.keys) > _MOST_NODES:
        return _TOO_MANY.at(nodes.name)
    broken = [
        remark("broken_lines", len(it.broken), np.array(it.broken))
        for it in (nodes, edges, groups)
        if it is not None and it.broken
    ]
    read = _whole(rows, asked, broken)
    return _NOTHING_SHARED.at(edges.name) if _strangers_only(read, rows) else read


def _whole(it: Written, asked: Asked, remarks: list[Remark]) -> GraphRead:
    row_node, origin, target = it.numbered.columns
    kind, kinds = codes(it.rows["kind"], asked.kinds, _MOST_KINDS, remarks)
    noticed = remarker(remarks, it.lines)
    weights = read_weights(it.rows["weight"], it.of_edge.get("weight", ""), kind, kinds)
    kept = sound(it, asked, noticed)
    noticed("wrong_weight", weights.wrong & kept)
    noticed("impossible_share", weights.impossible & kept)
    noticed("percent", weights.percent & kept)
    node_types, type_names = types(it, remarks)
    since, until = _filled(it.days.columns["since"], ALWAYS), _filled(it.days.columns["until"], STILL)
    until = np.where(until == since, until + 1, until).astype(np.int32)
    edges = Edges(
        len(it.numbered.keys), origin.astype(np.int32), target.astype(np.int32), kind, kinds, since, until,
        weights.value, node_types, type_names,
    )  # fmt: skip
    read = GraphRead(
        edges.where(kept),
        np.maximum(since, _filled(it.days.columns["recorded"], ALWAYS))[kept],
        it.numbered.keys,
        it.numbered.listed,
        it.nodes.rows.drop(LINE),
        row_node,
        it.days.columns["as_of"],
        it.of_node["node"],
        "as_of" in it.of_node,
        {"nodes": it.of_node, "edges": it.of_edge},
    )
    dated = bool({"since", "recorded"} & it.of_edge.keys())
    remarks += odd_edges(read, it.lines.filter(pl.Series(kept)), dated)
    remarks += odd_rows(read, it.days.wrong["as_of"].to_numpy(), it.nodes.rows[LINE])
    return replace(read, remarks=tuple(remarks))


def _strangers_only(read: GraphRead, it: Written) -> bool:
    """Whether edges were written and not one of them touches a listed node: two files of different things."""
    _, origin, target = it.numbered.columns
    return (
        it.own > 0
        and not (((origin >= 0) & (origin < read.listed)) | ((target >= 0) & (target < read.listed))).any()
    )


def _filled(days: pl.Series, missing: int) -> NDArray[np.int32]:
    return days.fill_null(missing).to_numpy().astype(np.int32)


def _no_such_column(column: str) -> Problem:
    return Problem(
        "graph.column.invalid",
        Text(f"没有“{column}”这一列。", f"There is no column “{column}”."),
        Text("请核对列名。", "Check its name."),
    )


_NO_NODES: Final = Problem(
    "graph.nodes.invalid",
    Text("节点表里没有节点。", "No row names a node."),
    Text("请用 --node 指明哪一列是节点。", "Say with --node which column names it."),
)
_NO_ENDS: Final = Problem(
    "graph.edges.invalid",
    Text("看不出哪两列是边的两端。", "It is not clear which two columns are the ends of an edge."),
    Text("请用 --from 和 --to 指明，如 --from payer --to payee。", "Say so, as in --from payer --to payee."),
)
_NOTHING_SHARED: Final = Problem(
    "graph.edges.invalid",
    Text("没有一条边连着节点表里的节点。", "Not one edge touches a node of the nodes file."),
    Text(
        "两份文件的编号可能不同；请核对 --node、--from、--to。",
        "The keys may differ; check --node, --from, --to.",
    ),
)
_TOO_MANY: Final = Problem(
    "graph.nodes.too_large",
    Text("节点超过二十亿个。", "There are more than two thousand million nodes."),
    Text("请分成几份。", "Split them."),
)
