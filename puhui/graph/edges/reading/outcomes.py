"""What became of nodes and when that was known; and attributes of nodes, as numbers."""

from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.graph.edges.reading.columns import found, names, plain, tells_an_outcome
from puhui.graph.edges.reading.days import read_days
from puhui.graph.edges.reading.keys import key_text
from puhui.graph.edges.reading.model import GraphRead, Remark
from puhui.graph.edges.reading.remarks import remark, remarker
from puhui.graph.edges.reading.table import LINE, read_raw
from puhui.kernel import Problem, Text

_BAD: Final = ("1", "1.0", "true", "yes", "bad", "default", "y", "t", "是", "坏", "违约")
_GOOD: Final = ("0", "0.0", "false", "no", "good", "n", "f", "否", "好", "正常")
Rows = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.bool_], tuple[Remark, ...]]


def read_outcomes(path: Path, graph: GraphRead) -> Rows | Problem:
    """Node, day it was known, whether bad; a row without a day is left out, for it may be of the future."""
    table = read_raw(path)
    if isinstance(table, Problem):
        return table
    roles = found("outcomes", table.header, {})
    if not {"node", "known_on", "value"} <= roles.keys():
        return _NO_DAY.at(table.name)
    index = (
        graph.keys.alias("key").to_frame().with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("at"))
    )
    node = key_text(table.rows[roles["node"]]).alias("key").to_frame()
    at = node.join(index, on="key", how="left", maintain_order="left")["at"].fill_null(-1).to_numpy()
    read = read_days({"known_on": table.rows[roles["known_on"]]})
    day = read.columns["known_on"]
    value = table.rows[roles["value"]].str.strip_chars().str.to_lowercase()
    bad, good = value.is_in(_BAD).fill_null(False).to_numpy(), value.is_in(_GOOD).fill_null(False).to_numpy()
    usable = (at >= 0) & day.is_not_null().to_numpy() & (bad | good)
    remarks: list[Remark] = []
    if table.broken:
        remarks.append(remark("broken_lines", len(table.broken), np.array(table.broken)))
    remarker(remarks, table.rows[LINE])("outcome_unusable", ~usable)
    kept = pl.Series(usable)
    return at[usable], day.filter(kept).to_numpy().astype(np.int32), bad[usable], tuple(remarks)


def averaged(graph: GraphRead, columns: tuple[str, ...]) -> NDArray[np.float64] | Problem:
    """A row a column, a number a node (its first row's); NaN where it is no number."""
    out = np.full((len(columns), graph.edges.nodes), np.nan)
    rows = np.flatnonzero(graph.row_node >= 0)[::-1]
    for place, column in enumerate(columns):
        if column not in graph.rows.columns:
            return _NO_COLUMN.at(column)
        if tells_an_outcome(column) or column == graph.node_column:
            return _LABEL.at(column)
        text = graph.rows[column].str.strip_chars()
        text = text.set(text.str.to_lowercase().is_in(names()["missing"]), None)
        value = text.cast(pl.Float64, strict=False)
        if value.count() == 0:
            return _NO_NUMBERS.at(plain(column))
        out[place, graph.row_node[rows]] = value.fill_null(float("nan")).to_numpy()[rows]
    out[~np.isfinite(out)] = np.nan
    return out


_NO_DAY: Final = Problem(
    "graph.outcomes.invalid",
    Text(
        "结果表要有 node、known_on、outcome 三列。", "Outcomes need the columns node, known_on and outcome."
    ),
    Text(
        "没有得知日期就分不出过去和将来。", "Without the day it was known, nobody can tell past from future."
    ),
)
_NO_COLUMN: Final = Problem(
    "graph.column.invalid",
    Text("节点表里没有这一列。", "The nodes file has no such column."),
    Text("请核对 --average 的列名。", "Check the name given to --average."),
)
_LABEL: Final = Problem(
    "graph.column.invalid",
    Text("节点名和标签不能平均到邻居的特征里。", "A node's name or a label is not averaged into features."),
    Text(
        "已知结果请用 --outcomes，并写明得知日期。",
        "Give outcomes with --outcomes, with the day each was known.",
    ),
)
_NO_NUMBERS: Final = Problem(
    "graph.column.invalid",
    Text("这一列没有数字。", "The column holds no number."),
    Text("--average 只平均数字。", "--average takes numbers only."),
)
