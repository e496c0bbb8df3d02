"""`puhui identify size`: the size class of every firm in a table, with the evidence."""

from datetime import date
from pathlib import Path

import click
from rich.progress import Progress

from puhui.app.cli.identify.size_table import Judged, judge_table
from puhui.app.cli.voice import NOT_WHOLE, language, print_json, say, set_language, stderr, stop
from puhui.kernel import Problem, SystemClock, Text, business_date

_PATH = click.Path(path_type=Path)


@click.command()
@click.option(
    "--in", "source", required=True, type=_PATH, help="企业表 Table of firms: .csv .csv.gz, UTF-8 or GBK"
)
@click.option("--out", required=True, type=_PATH, help="结果表 Result: .csv .csv.gz")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="行里没有 as_of 时的放款日 Day of drawdown.  [今天 today]",
)
@click.option("--strict", is_flag=True, help="有任何一行不对就以 4 退出 Exit 4 if any row was wrong.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="依据的语言 Language of the evidence.")
@click.option("--json", "as_json", is_flag=True, help="摘要以 JSON 写到标准输出 Summary as JSON.")
def size(  # noqa: PLR0917 - click passes them by name
    source: Path, out: Path, as_of: date | None, strict: bool, lang: str | None, as_json: bool
) -> None:
    """大中小微、依据的每个指标，以及 NFRA、人行、税务三个口径各自的结论。Size class, and why.

    \b
    需要的列 Columns: industry_code | class | division；employees；income_wan | income_yuan；
      assets_wan | assets_yuan；可选 as_of, established_on, income_months
      口径 Schemes: borrower_kind, credit_wan | credit_yuan, household, institution,
      taxable_income_wan, discounting
    加上的列 Added: size_class, group, at_most, status, evidence, why （nfra, pboc, tax …）

    \b
    例 Examples:
      puhui identify size --in firms.csv --out sizes.csv
      puhui identify size --in firms.csv --out sizes.csv --as-of 2026-06-30 --lang en
    """
    if lang:
        set_language(lang)
    today = as_of.date() if hasattr(as_of, "date") else business_date(SystemClock())  # type: ignore[union-attr]
    with Progress(console=stderr, transient=True, disable=not stderr.is_terminal) as progress:
        bar = progress.add_task(Text("划型", "Sizing").in_(language()), total=None)
        judged = judge_table(
            source, out, today, language(), lambda done: progress.update(bar, completed=done)
        )
    if isinstance(judged, Problem):
        stop(judged)
    _tell(judged, out, as_json)
    if strict and judged.wrong:
        stop(_WRONG_ROWS, NOT_WHOLE)


def _tell(judged: Judged, out: Path, as_json: bool) -> None:
    if as_json:
        print_json(
            {"rows": judged.rows, "wrong": judged.wrong, "by_class": dict(judged.classes), "out": str(out)}
        )
    counted = "  ".join(f"{name} {number:,}" for name, number in sorted(judged.classes.items()))
    say(Text(f"{judged.rows:,} 行写入 {out}：{counted}", f"{judged.rows:,} rows into {out}: {counted}"))
    if judged.wrong:
        say(
            Text(
                f"{judged.wrong:,} 行有错，见 status=wrong_input 的 why 列。",
                f"{judged.wrong:,} rows are wrong: see the column why where status is wrong_input.",
            )
        )


_WRONG_ROWS = Problem("size.rows.wrong", Text("有的行不对。", "Some rows are wrong."))
