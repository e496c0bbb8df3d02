"""`puhui evidence link`: which rows are one firm, within a table or across two."""

from pathlib import Path
from typing import Any, Final

import click
import polars as pl
from rich.progress import Progress

from puhui.app.cli.voice import (
    NOT_WHOLE,
    UNAVAILABLE,
    language,
    print_json,
    say,
    set_language,
    stderr,
    stop,
    tell_problems,
)
from puhui.evidence.resolution import (
    Brands,
    FirmTable,
    Judgement,
    Resolved,
    clustered,
    explained,
    linked,
    pairs_told,
    read_brands,
    read_firms,
    read_judgements,
    resolve,
)
from puhui.kernel import Problem, Text
from puhui.learn import write_table

_PATH: Final = click.Path(path_type=Path)
_MARK: Final = b"\xef\xbb\xbf"


@click.command()
@click.option("--in", "source", required=True, type=_PATH, help="企业表 Firms: .csv .csv.gz .xlsx .parquet")
@click.option(
    "--with",
    "other",
    type=_PATH,
    help="在这张表里找 Find them in this table.  [没有则自查 within itself]",
)
@click.option("--out", required=True, type=_PATH, help="结果表 Result: .csv .csv.gz .parquet .jsonl")
@click.option(
    "--pairs", type=_PATH, help="每一对可能相同的，供人判断 Every possible pair, for people to judge."
)
@click.option("--judgements", type=_PATH, help="人的判断 What people said: left,right,verdict,by,why,at")
@click.option("--short-names", type=_PATH, help="简称表，每行一个 Known brands, one to a line.")
@click.option(
    "--explain", type=click.Choice(["largest"]), help="说明最大的几组是什么 What the largest groups are."
)
@click.option("--excel", is_flag=True, help="CSV 供 Excel 直接打开 A CSV that Excel opens as it should.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="理由的语言 Language of the reasons.")
@click.option("--json", "as_json", is_flag=True, help="摘要以 JSON 写到标准输出 Summary as JSON.")
def link(lang: str | None, **asked: Any) -> None:  # noqa: ANN401 - click hands over what the options say
    """同一企业的不同写法：全角、繁体、旧名称、简称、错字、分支。The same firm under other spellings.

    读取列 Columns read: name 名称 (必需 needed), id, old_names 曾用名, uscc, representative 法定代表人,
    address, phone, registered_on, province, city.

    \b
    自查 Within one table, added: cluster 同一登记主体, enterprise 连同分支, person 同一负责人,
      cluster_rows, probability, why
    两表 Across two: match, match_name, relation (same 同一 · branch_of 分支 · sibling_branch 两个分支),
      status (same · unsure 请人看 · none), probability, why

    \b
    例 Examples:
      puhui evidence link --in firms.csv --out linked.csv --explain largest
      puhui evidence link --in invoices_sellers.csv --with register.csv --out found.csv --pairs pairs.csv
      puhui evidence link --in firms.csv --judgements judged.csv --out linked.csv

    \b
    判断 verdict: same · not_same · unsure (看了也分不清 could not tell)
      why: document_seen register_says firm_says renamed sibling_firm
           namesake agents_address earlier_mistake not_enough_known
    退出码 Exit: 0 完成 done · 2 输入不对 wrong input · 3 没有安装 linkage not installed
                 4 没有读完 not whole
    """
    if lang:
        set_language(lang)
    table = _read(asked["source"])
    others = None if asked["other"] is None else _read(asked["other"])
    judgements, unread = _judgements(asked["judgements"])
    resolved = _resolved(table, others, judgements, _brands(asked["short_names"]))
    answer = (
        clustered(table, resolved, language())
        if others is None
        else linked(table, others, resolved, language())
    )
    _write(answer, asked["out"], asked["excel"])
    if asked["pairs"] is not None:
        _write(pairs_told(resolved, table, others, language()), asked["pairs"], asked["excel"])
    _tell(answer, resolved, asked["out"], as_json=asked["as_json"])
    if asked["explain"]:
        for line in explained(resolved):
            say(line)
    problems = [*table.problems, *(others.problems if others else ()), *unread]
    if problems:
        tell_problems(problems)
        raise SystemExit(NOT_WHOLE)


def _read(path: Path) -> FirmTable:
    table = read_firms(path)
    if isinstance(table, Problem):
        stop(table)
    return table


def _judgements(path: Path | None) -> tuple[list[Judgement], list[Problem]]:
    return ([], []) if path is None else read_judgements(path)


def _brands(path: Path | None) -> Brands:
    if path is None:
        return Brands()
    brands = read_brands(path)
    if isinstance(brands, Problem):
        stop(brands)
    return brands


def _resolved(
    table: FirmTable, others: FirmTable | None, judgements: list[Judgement], brands: Brands
) -> Resolved:
    rows = table.records.height + (others.records.height if others else 0)
    with Progress(console=stderr, transient=True, disable=not stderr.is_terminal) as progress:
        bar = progress.add_task(_STAGES["names"].in_(language()), total=rows)

        def on_progress(stage: str, done: int, of: int) -> None:
            progress.update(bar, description=_STAGES[stage].in_(language()), completed=done, total=of or None)

        found = resolve(
            table.records,
            others.records if others else None,
            judgements=judgements,
            brands=brands,
            on_progress=on_progress,
        )
    if isinstance(found, Problem):
        stop(found, UNAVAILABLE if found.code.endswith("unavailable") else 2)
    return found


def _write(table: pl.DataFrame, path: Path, excel: bool) -> None:
    trouble = write_table(table, path, mark=_MARK if excel else b"")
    if trouble is not None:
        stop(trouble)


def _tell(answer: pl.DataFrame, resolved: Resolved, out: Path, *, as_json: bool) -> None:
    if "match" in answer.columns:
        counted = dict(answer["status"].value_counts().iter_rows())
    else:
        counted = {it: answer[it].n_unique() for it in ("cluster", "enterprise")}
    if as_json:
        print_json({"out": str(out), "rows": answer.height, "pairs_compared": resolved.compared, **counted})
        return
    if "match" in answer.columns:
        found = [counted.get(it, 0) for it in ("same", "unsure", "none")]
        say(
            Text(
                f"{answer.height:,} 行：认出 {found[0]:,}，拿不准 {found[1]:,}，没有 {found[2]:,}。"
                f"结果在 {out}",
                f"{answer.height:,} rows: {found[0]:,} found, {found[1]:,} unsure, {found[2]:,} none. "
                f"Written to {out}",
            )
        )
        return
    say(
        Text(
            f"{answer.height:,} 行 → {counted['cluster']:,} 个登记主体，{counted['enterprise']:,} 家企业。"
            f"结果在 {out}",
            f"{answer.height:,} rows → {counted['cluster']:,} registered bodies, "
            f"{counted['enterprise']:,} firms. "
            f"Written to {out}",
        )
    )


_STAGES: Final = {
    "names": Text("拆开名称", "taking names apart"),
    "pairs": Text("找可能相同的", "finding what to compare"),
    "score": Text("比对", "comparing"),
    "clusters": Text("归并", "putting together"),
}
