"""What `puhui graph features` was asked, and what it says about what it did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from puhui.app.cli.voice import language, print_json, say, stderr
from puhui.graph.edges import ALWAYS
from puhui.graph.edges.reading import Asked, GraphRead, Remark
from puhui.graph.measured import Batch
from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked on the command line."""

    nodes: Path
    edges: tuple[Path, ...]
    groups: Path | None
    out: Path
    as_of: pl.Series | None
    asked: Asked
    keep: tuple[str, ...]
    average: tuple[str, ...]
    outcomes: Path | None
    catalogue: Path | None
    threads: int
    strict: bool
    as_json: bool


_FIRST_DATE, _LAST_DATE = -25_000, 50_000


def tell(read: GraphRead, remarks: tuple[Remark, ...], made: Batch, left: list[str], wanted: Wanted) -> None:
    count, nodes, roles = len(read.edges), read.edges.nodes, read.columns["edges"]
    used_zh = "，".join(f"{role}＝{column}" for role, column in roles.items())
    used_en = ", ".join(f"{role} = {column}" for role, column in roles.items())
    say(
        Text(
            f"读到 {count:,} 条边、{nodes:,} 个节点。关系表的列：{used_zh}。",
            f"{count:,} edges and {nodes:,} nodes. Columns of the edges: {used_en}.",
        )
    )
    for text in _about_days(read, made, wanted):
        say(text)
    for remark in remarks:
        stderr.print(f"· {remark.said.in_(language())}", markup=False, style="yellow")
    if left:
        names = "、".join(left)
        say(
            Text(
                f"形似标签，不读也不写出：{names}。",
                f"Named like labels, neither read nor passed on: {', '.join(left)}.",
            )
        )
    say(
        Text(
            f"{len(read.rows):,} 行、{len(made.features)} 个特征写入 {wanted.out}。",
            f"{len(read.rows):,} rows, {len(made.features)} features into {wanted.out}.",
        )
    )
    if wanted.as_json:
        print_json(
            {
                "rows": len(read.rows),
                "nodes": read.edges.nodes,
                "edges": len(read.edges),
                "features": len(made.features),
                "columns": read.columns,
                "remarks": [{"code": it.code, "count": it.count, "lost": it.lost} for it in remarks],
                "left_out": left,
            }
        )


def _about_days(read: GraphRead, made: Batch, wanted: Wanted) -> Iterator[Text]:
    """Which day the numbers are of, where no column tells; where whole measures are of an earlier one."""
    if not read.has_as_of and wanted.as_of is None and made.rows and (read.known != ALWAYS).any():
        last = int(made.days[0])
        day = date(1970, 1, 1) + timedelta(days=last) if _FIRST_DATE < last < _LAST_DATE else last
        yield Text(
            f"没有截至日期：按最后一条边之后的 {day} 计算。",
            f"No as-of date: as of {day}, after the last edge began.",
        )
    coarse = int((made.of_days != made.days).sum())
    if coarse:
        yield Text(
            f"截至日期太多：{coarse:,} 行的全图指标取当月、当季或当年初的。",
            f"Many as-of dates: whole-graph measures of {coarse:,} rows are of the beginning of "
            "their month, quarter or year.",
        )
