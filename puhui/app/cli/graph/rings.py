"""`puhui graph rings`: who acts together where everybody should act alone."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click
from rich.progress import Progress

from puhui.app.cli.graph.rings_table import Asking, findings_table, open_graph
from puhui.app.cli.voice import (
    NOT_WHOLE,
    language,
    print_json,
    say,
    set_language,
    stderr,
    stop,
    tell_problems,
)
from puhui.graph.rings import RingKind, Search, search_rings
from puhui.kernel import Problem, SystemClock, Text, business_date
from puhui.learn import write_table

_PATH: Final = click.Path(path_type=Path)


@click.command()
@click.option("--nodes", required=True, type=_PATH, help="节点表 Nodes: node, type")
@click.option("--edges", required=True, type=_PATH, help="关系表 Edges: from, to, kind, since, until, weight")
@click.option(
    "--applications", type=_PATH, help="申请表 Applications: owner, enterprise, applied_on, amount_fen"
)
@click.option("--out", required=True, type=_PATH, help="结果表 Findings: .csv .csv.gz .parquet .jsonl")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="截至哪一天 As of which day.  [今天 today]")
@click.option(
    "--amounts",
    type=click.Choice(["fen", "yuan"]),
    default="fen",
    show_default=True,
    help="金额单位 Unit of amounts.",
)
@click.option(
    "--strict", is_flag=True, help="有行略去或搜索到上限就以 4 退出 Exit 4 if anything was left out."
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="说明的语言 Language of the sentences.")
@click.option("--json", "as_json", is_flag=True, help="摘要以 JSON 写到标准输出 Summary as JSON.")
def rings(  # noqa: PLR0917 - click passes them by name
    nodes: Path,
    edges: Path,
    applications: Path | None,
    out: Path,
    as_of: datetime | None,
    amounts: str,
    strict: bool,
    lang: str | None,
    as_json: bool,
) -> None:
    """互保圈、循环开票、借用身份、设备农场、申请前突然换人。Rings, with evidence and a sentence each.

    \b
    关系的种类 Kinds of relation: guarantee, trade, uses_device, contact_phone, holds_account, pays_into,
      transfer, legal_representation, ownership, post, kinship, operates
      日期 since（可加 until、recorded_on）；金额以分计 amounts in fen, or --amounts yuan
      没有申请表时，每个经营者都当作在截至日申请。Without applications everybody is taken to apply that day.

    \b
    结果一行一个发现 One row a finding: finding, kind, strength, members, shared, evidence, said
      发现是要去问的理由，不是定论。A finding is a reason to ask, no verdict.

    \b
    例 Examples:
      puhui graph rings --nodes nodes.csv --edges edges.csv --applications asked.csv --out findings.csv
      puhui graph rings --nodes nodes.csv --edges edges.csv --out findings.csv --as-of 2026-06-30 --lang en

    \b
    退出码 Exit: 0 完成 done · 2 输入不对 wrong input · 4 不完整（--strict）not whole
    """
    if lang:
        set_language(lang)
    asking = open_graph(nodes, edges, applications, _day(as_of), yuan=amounts == "yuan")
    if isinstance(asking, Problem):
        stop(asking)
    search = _searched(asking)
    trouble = write_table(findings_table(search, asking, language()), out)
    if trouble is not None:
        stop(trouble)
    _tell(search, asking, out, as_json=as_json)
    if strict and (search.cut_short or asking.problems or any(it.lost for it in asking.read.remarks)):
        raise SystemExit(NOT_WHOLE)


def _searched(asking: Asking) -> Search:
    with Progress(console=stderr, transient=True, disable=not stderr.is_terminal) as progress:
        bar = progress.add_task(Text("找团伙", "Searching").in_(language()), total=len(RingKind))
        return search_rings(
            asking.edges, asking.day, lambda _kind, _many: progress.advance(bar), asking.applications
        )


def _tell(search: Search, asking: Asking, out: Path, *, as_json: bool) -> None:
    counted = Counter(it.kind.value for it in search.findings)
    if as_json:
        print_json({"out": str(out), "findings": {it.value: counted[it.value] for it in RingKind}})
    for remark in asking.read.remarks:
        say(remark.said)
    tell_problems(asking.problems)
    for text in search.cut_short:
        say(text)
    many = "  ".join(f"{name} {number:,}" for name, number in sorted(counted.items()))
    say(
        Text(
            f"{len(search.findings):,} 个发现写入 {out}：{many or '无'}",
            f"{len(search.findings):,} findings into {out}: {many or 'none'}",
        )
    )


def _day(as_of: datetime | None) -> date:
    return business_date(SystemClock()) if as_of is None else as_of.date()
