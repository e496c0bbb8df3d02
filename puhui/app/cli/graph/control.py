"""`puhui graph control`: who stands behind a firm, and the chain that proves it."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import click
from rich.progress import Progress

from puhui.app.cli.graph.control_table import Answered, Holders, answer, open_holders
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
from puhui.kernel import Problem, SystemClock, Text, business_date
from puhui.learn import write_table

_PATH: Final = click.Path(path_type=Path)


@click.command()
@click.option("--edges", required=True, type=_PATH, help="关系表 Relations: .csv .csv.gz .parquet .jsonl")
@click.option(
    "--nodes", type=_PATH, help="节点表 Nodes: node, type (person · firm).  [取自关系表 from edges]"
)
@click.option("--of", "asked_of", multiple=True, help="问哪个节点，可多次 Of which node; may be repeated.")
@click.option("--all", "every", is_flag=True, help="每个有股东的节点 Every node that anybody holds.")
@click.option("--out", required=True, type=_PATH, help="结果表 Result: .csv .csv.gz .parquet .jsonl")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="截至哪一天 As of which day.  [今天 today]")
@click.option("--strict", is_flag=True, help="有任何疑点就以 4 退出 Exit 4 if anything was doubtful.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="路径的语言 Language of the paths.")
@click.option("--json", "as_json", is_flag=True, help="摘要以 JSON 写到标准输出 Summary as JSON.")
def control(lang: str | None, strict: bool, as_json: bool, **asked: Any) -> None:  # noqa: ANN401 - click's
    """受益所有人、实际控制人，以及证明它的路径。Beneficial owners, actual controller, and the proof.

    \b
    关系表的列 Columns: from, to, kind, share；可选 optional since, until
      kind: ownership 持股 · control 协议控制 · operates 经营 · acting_in_concert 一致行动
            nominee 代持（名义→实际） · post · legal_representation
      没有 kind 列时都当作持股 Without a column kind all are holdings.
      share: 0.6 · 60% · 60

    \b
    结果一人一行 One row a person: of, role (beneficial_owner · controller · none), who, with, basis,
      share, share_most, votes, sure, why, doubts

    \b
    直接间接合计 ≥ 25%（含）为受益所有人；再看表决权、实际控制；都没有时为日常经营负责人。
    At least 25 % directly and through others, 25 % included; then votes; then control; then who is in charge.

    \b
    例 Examples:
      puhui graph control --edges holdings.csv --of 测试小吃店 --out owners.csv
      puhui graph control --edges holdings.csv --nodes nodes.csv --all --out owners.csv --lang en
    """
    if lang:
        set_language(lang)
    if bool(asked["asked_of"]) == asked["every"]:
        stop(_WHICH)
    holders = open_holders(asked["edges"], asked["nodes"], _day(asked["as_of"]))
    if isinstance(holders, Problem):
        stop(holders)
    answered = _answered(holders, asked["asked_of"])
    if isinstance(answered, Problem):
        stop(answered)
    trouble = write_table(answered.rows, asked["out"])
    if trouble is not None:
        stop(trouble)
    _tell(answered, asked["out"], as_json=as_json)
    tell_problems(holders.problems)
    if strict and (answered.doubtful or holders.problems):
        raise SystemExit(NOT_WHOLE)


def _day(as_of: datetime | None) -> date:
    return business_date(SystemClock()) if as_of is None else as_of.date()


def _answered(holders: Holders, asked_of: tuple[str, ...]) -> Answered | Problem:
    with Progress(console=stderr, transient=True, disable=not stderr.is_terminal) as progress:
        bar = progress.add_task(Text("控制权", "Control").in_(language()), total=None)
        return answer(
            holders,
            asked_of,
            language(),
            lambda done, of: progress.update(bar, completed=done, total=of),
        )


def _tell(answered: Answered, out: Path, *, as_json: bool) -> None:
    if as_json:
        print_json({"out": str(out), **answered.counts()})
    say(
        Text(
            f"{answered.asked:,} 个节点：{answered.owned:,} 个有受益所有人，"
            f"{answered.controlled:,} 个有实际控制人，{answered.doubtful:,} 个资料有疑点。结果在 {out}",
            f"{answered.asked:,} nodes: {answered.owned:,} with beneficial owners, "
            f"{answered.controlled:,} with a controller, {answered.doubtful:,} with doubts. Written to {out}",
        )
    )


_WHICH: Final = Problem(
    "graph.control.invalid",
    Text("请说问哪个节点。", "Say which node."),
    Text("用 --of 节点，或 --all。", "Use --of NODE, or --all."),
)
