"""The edges of a file by role, as text, and behind them those who share something."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from puhui.graph.edges.reading.columns import found
from puhui.graph.edges.reading.days import Days, read_days
from puhui.graph.edges.reading.keys import Numbered, key_text, number
from puhui.graph.edges.reading.table import LINE, RawTable
from puhui.kernel import Problem, Text

GROUP: Final = "group"
"""The type of a node that stands for something shared."""
_ROLES: Final = (
    "from",
    "to",
    "kind",
    "since",
    "until",
    "recorded",
    "weight",
    "number",
    "from_type",
    "to_type",
)
DATES: Final = ("since", "until", "recorded")


@dataclass(frozen=True, slots=True)
class Written:
    """`rows`: a text column a role, null where the file has none; `own` of them are edges of the edges file.

    The rest are memberships of the groups file. `numbered.columns` are the nodes of the nodes file's rows, of
    the origins and of the targets.
    """

    nodes: RawTable
    of_node: dict[str, str]
    of_edge: dict[str, str]
    rows: pl.DataFrame
    lines: pl.Series
    own: int
    days: Days
    numbered: Numbered


def written(
    nodes: RawTable,
    edges: RawTable,
    groups: RawTable | None,
    of_node: dict[str, str],
    of_edge: dict[str, str],
) -> Written | Problem:
    """All roles of all edges, dates read and nodes numbered."""
    rows, lines = _rows(edges, of_edge), edges.rows[LINE]
    if groups is not None:
        members = _members(groups)
        if isinstance(members, Problem):
            return members
        rows, lines = pl.concat([rows, members], how="diagonal"), pl.concat([lines, groups.rows[LINE]])
    listed = key_text(nodes.rows[of_node["node"]])
    return Written(
        nodes,
        of_node,
        of_edge,
        rows,
        lines,
        edges.rows.height,
        _days(nodes, of_node, rows),
        number(listed, [key_text(rows["from"]), key_text(rows["to"])]),
    )


def _rows(edges: RawTable, of_edge: dict[str, str]) -> pl.DataFrame:
    nothing = pl.lit(None, pl.String)
    rows = edges.rows.select([(pl.col(of_edge[it]) if it in of_edge else nothing).alias(it) for it in _ROLES])
    return rows if "kind" in of_edge else rows.with_columns(pl.lit("edge").alias("kind"))


def _members(groups: RawTable) -> pl.DataFrame | Problem:
    """Who shares something, as edges to a node of its own for each thing shared."""
    roles = found("groups", groups.header, {})
    if not {"node", "key"} <= roles.keys():
        return _NO_GROUPS.at(groups.name)
    kind = pl.col(roles["kind"]) if "kind" in roles else pl.lit("group")
    key = pl.col(roles["key"]).str.strip_chars()
    return groups.rows.select(
        pl.col(roles["node"]).alias("from"),
        pl.when(key != "").then(pl.format("{}\x1f{}", kind, key)).alias("to"),
        pl.format("same_{}", kind).alias("kind"),
        pl.lit(GROUP).alias("to_type"),
    )


def _days(nodes: RawTable, of_node: dict[str, str], rows: pl.DataFrame) -> Days:
    as_of = of_node.get("as_of")
    empty = pl.Series(np.full(nodes.rows.height, None), dtype=pl.String)
    return read_days({**{it: rows[it] for it in DATES}, "as_of": nodes.rows[as_of] if as_of else empty})


_NO_GROUPS: Final = Problem(
    "graph.groups.invalid",
    Text(
        "看不出哪一列是节点、哪一列是共享的东西。", "It is not clear which columns are node and shared thing."
    ),
    Text("请用列名 node、kind、key。", "Call them node, kind and key."),
)
