"""`puhui graph features`: numbers about who stands around each node, from lists of any making."""

from pathlib import Path

import click
import polars as pl

from puhui.app.cli.graph.features_run import run
from puhui.app.cli.graph.features_telling import Wanted
from puhui.app.cli.voice import stop
from puhui.graph.edges.reading import Asked, Unlisted
from puhui.kernel import Problem

_PATH = click.Path(path_type=Path)


@click.command()
@click.option("--nodes", type=_PATH, required=True, help="节点表，一行一个 Nodes, one a row.")
@click.option(
    "--edges",
    type=_PATH,
    required=True,
    multiple=True,
    help="关系表，一行一条；可多份，一份一种 Edges, one a row; several files are a kind each.",
)
@click.option("--groups", type=_PATH, help="共享某物的节点（node、kind、key）Who shares what.")
@click.option("--out", type=_PATH, required=True, help="特征表 Features: .csv .csv.gz .parquet .jsonl")
@click.option(
    "--as-of", "as_of", help="截至哪一天（没有 as_of 列时）The day, where no column as_of tells it."
)
@click.option("--from", "from_", metavar="COL", help="起点列 The column an edge comes from.")
@click.option("--to", metavar="COL", help="终点列 The column it goes to.")
@click.option("--kind", metavar="COL", help="种类列 Its kind.")
@click.option("--since", metavar="COL", help="开始日列 When it began.")
@click.option("--until", metavar="COL", help="结束日列 When it ended.")
@click.option("--recorded", metavar="COL", help="何时已知的列 When it became known.")
@click.option("--weight", metavar="COL", help="权重列 Its weight.")
@click.option("--node", metavar="COL", help="节点列 The column that names a node.")
@click.option("--type", "type_", metavar="COL", help="节点类型列 Its type.")
@click.option("--kinds", help="只分这些种类，逗号隔开 Tell only these kinds apart, others together.")
@click.option(
    "--unlisted",
    type=click.Choice([it.value for it in Unlisted]),
    default="auto",
    help="一端不在节点表里的关系 Edges to nodes not listed: keep or drop.  [auto]",
)
@click.option(
    "--keep", multiple=True, metavar="COL", help="保留形似标签的列 Pass on a column named like a label."
)
@click.option(
    "--average", multiple=True, metavar="COL", help="邻居在这一列的平均 Mean of this column over neighbours."
)
@click.option(
    "--outcomes", type=_PATH, help="已知结果（node、known_on、outcome）Known outcomes of neighbours."
)
@click.option("--catalogue", type=_PATH, help="各特征的含义 What each feature is: .csv")
@click.option("--threads", type=click.IntRange(1, 64), default=1, help="线程数 Threads.  [1]")
@click.option("--strict", is_flag=True, help="有边略去时退出码为 4 Exit 4 where edges were left out.")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 报告 Report as JSON.")
def features(  # noqa: PLR0917 - click hands over every option
    nodes: Path,
    edges: tuple[Path, ...],
    groups: Path | None,
    out: Path,
    as_of: str | None,
    from_: str | None,
    to: str | None,
    kind: str | None,
    since: str | None,
    until: str | None,
    recorded: str | None,
    weight: str | None,
    node: str | None,
    type_: str | None,
    kinds: str | None,
    unlisted: str,
    keep: tuple[str, ...],
    average: tuple[str, ...],
    outcomes: Path | None,
    catalogue: Path | None,
    threads: int,
    strict: bool,
    as_json: bool,
) -> None:
    """任意关系表 → 每个节点的特征；只算截至日之前的关系，从不读标签。Features of each node of any edge list.

    列名自动识别（from/to、source/target、src/dst…）；读不通的行略去并在标准错误里说明。
    Columns are found by name; unsound rows are left out and told on stderr.

    \b
    例 Examples:
      puhui graph features --nodes N.csv --edges E.csv --out F.csv
      puhui graph features --nodes N.csv --edges E.csv --from payer --to payee --out F.parquet

    \b
    退出码 Exit: 0 完成 done · 2 输入有误 wrong input · 4 有边略去 edges left out (--strict)
    """
    said = {
        "from": from_,
        "to": to,
        "kind": kind,
        "since": since,
        "until": until,
        "recorded": recorded,
        "weight": weight,
    }
    asked = Asked(
        {role: column for role, column in said.items() if column},
        {role: column for role, column in {"node": node, "type": type_}.items() if column},
        tuple(it.strip() for it in kinds.split(",") if it.strip()) if kinds else None,
        Unlisted(unlisted),
    )
    day = pl.Series([as_of]) if as_of else None
    trouble = run(
        Wanted(
            nodes,
            edges,
            groups,
            out,
            day,
            asked,
            keep,
            average,
            outcomes,
            catalogue,
            threads,
            strict,
            as_json,
        )
    )
    if isinstance(trouble, Problem):
        stop(trouble)
