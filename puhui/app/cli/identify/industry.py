"""`puhui identify industry`: names and scopes → trades, for files of any size."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

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
from puhui.ground import Settings, Unavailable
from puhui.identify.industry import Beside, Cascade, Summary, answer_file, open_cascade
from puhui.kernel import Problem, Text

_PATH: Final = click.Path(path_type=Path)
_LARGE_BYTES: Final = 8_000_000
_MARK: Final = b"\xef\xbb\xbf"


@click.command()
@click.option("--in", "source", required=True, type=_PATH, help="企业表 Firms: .csv .csv.gz .parquet .jsonl")
@click.option("--out", required=True, type=_PATH, help="结果表 Result, by the same suffixes")
@click.option(
    "--model", type=_PATH, help="用这个模型文件夹 A trained model's folder.  [PUHUI_HOME/models/industry]"
)
@click.option("--home", type=_PATH, help="数据文件夹 Data folder.  [PUHUI_HOME]")
@click.option(
    "--embed/--no-embed",
    default=True,
    show_default=True,
    help="拿不准的行再按词义比对 Compare by meaning where unsure.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="几个进程同时算 So many at once.  [大文件两个 two for large files]",
)
@click.option("--excel", is_flag=True, help="CSV 供 Excel 直接打开 A CSV that Excel opens as it should.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="依据用哪种语言 Language of the evidence.")
@click.option("--json", "as_json", is_flag=True, help="摘要以 JSON 写到标准输出 Summary as JSON.")
def industry(lang: str | None, **asked: Any) -> None:  # noqa: ANN401 - click hands over what the options say
    """名称、经营范围 → 国民经济行业，附概率和依据。Trade from name and scope, with probability and evidence.

    读取列 Columns read, 有哪列用哪列 any of: name, business_scope, items, merchant_category,
    industry_code.
    加上列 Columns added: division, class, probability, top3_divisions, evidence,
    status, stage, model.

    \b
    status: answered 有答案 · ambiguous 两类都像 · unsure 拿不准，请人看
            no_text 没有可看的内容 nothing to read
            broken_row 这一行的格子数与表头不符 cells do not fit the header

    \b
    例 Examples:
      puhui identify industry --in firms.csv --out trades.csv
      puhui identify industry --in firms.parquet --out trades.parquet --model ./trained --lang en

    \b
    退出码 Exit: 0 完成 done · 2 输入不对 wrong input · 4 没有读完 not whole
    """
    if lang:
        set_language(lang)
    settings = _settings(asked["home"])
    cascade = _opened(settings, asked["model"], asked["embed"])
    several = Beside(
        settings, asked["model"], asked["embed"], asked["processes"] or _processes(asked["source"])
    )
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
        console=stderr,
        transient=True,
        disable=not stderr.is_terminal,
    ) as progress:
        bar = progress.add_task("", total=1.0)

        def on_progress(rows: int, share: float) -> None:
            progress.update(bar, completed=share, description=f"{rows:,}")

        mark = _MARK if asked["excel"] else b""
        summary = answer_file(
            cascade,
            asked["source"],
            asked["out"],
            on_progress=on_progress,
            language=language(),
            mark=mark,
            beside=several if several.processes > 1 else None,
        )
    if isinstance(summary, Problem):
        stop(summary)
    _tell(summary, asked["out"], as_json=asked["as_json"])
    if summary.troubles:
        tell_problems(summary.troubles[:-1])
        stop(summary.troubles[-1], NOT_WHOLE)


def _processes(source: Path) -> int:
    """Two where the file is large enough to be worth another's start, and there are two cores."""
    large = source.is_file() and source.stat().st_size > _LARGE_BYTES
    return 2 if large and (os.cpu_count() or 1) > 1 else 1


def _settings(home: Path | None) -> Settings:
    try:
        settings = Settings.from_env()
    except Unavailable as unavailable:
        stop(unavailable.problem)
    return settings if home is None else replace(settings, home=home.expanduser().absolute())


def _opened(settings: Settings, model: Path | None, embed: bool) -> Cascade:
    cascade = open_cascade(settings, model, embed=embed)
    if isinstance(cascade, Problem):
        stop(cascade)
    if not cascade.classification.has_classes:
        say(_NO_CLASSES)
    return cascade


def _tell(summary: Summary, out: Path, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "out": str(out),
                "rows": summary.rows,
                "by_status": summary.by_status,
                "by_stage": summary.by_stage,
                "columns": summary.columns,
                "seconds": round(summary.seconds, 2),
                "model": summary.model,
            }
        )
        return
    counted = summary.by_status
    say(
        Text(
            f"{summary.rows:,} 行，用时 {summary.seconds:.1f} 秒，模型 {summary.model}："
            f"有答案 {counted.get('answered', 0):,}，两类都像 {counted.get('ambiguous', 0):,}，"
            f"拿不准 {counted.get('unsure', 0):,}，没有内容 {counted.get('no_text', 0):,}，"
            f"坏行 {counted.get('broken_row', 0):,}。结果在 {out}",
            f"{summary.rows:,} rows in {summary.seconds:.1f} s by {summary.model}: "
            f"{counted.get('answered', 0):,} answered, {counted.get('ambiguous', 0):,} ambiguous, "
            f"{counted.get('unsure', 0):,} unsure, {counted.get('no_text', 0):,} without text, "
            f"{counted.get('broken_row', 0):,} broken. Written to {out}",
        )
    )


_NO_CLASSES: Final = Text(
    "没有小类代码表（PUHUI_GBT4754），答案到大类为止。",
    "There is no table of classes (PUHUI_GBT4754), so answers stop at the division.",
)
