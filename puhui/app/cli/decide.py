"""`puhui decide`: decide what lies in files, without an application."""

from pathlib import Path
from typing import Any

import click

from puhui.app.cli.decide_run import Wanted, run
from puhui.app.cli.voice import set_language

_PATH = click.Path(path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def decide() -> None:
    """对文件里的企业作出决定 Decide the firms in files.

    \b
    例 Example:
      puhui decide invoices ./invoices --out decisions.csv
    """


@decide.command()
@click.argument("folder", type=_PATH)
@click.option("--out", required=True, type=_PATH, help="结果表 Result: .csv .csv.gz .parquet .jsonl")
@click.option(
    "--as-of",
    type=_DAY,
    help="看到哪一天之前的发票 Invoices before this day count.  [最后一张有效发票的次日 day after the last]",
)
@click.option(
    "--contract-on", type=_DAY, help="按哪一天的法规定价上限 Day whose price cap applies.  [今天 today]"
)
@click.option("--all", "everybody", is_flag=True, help="连同已有结果的企业 Firms with a known outcome too.")
@click.option("--retrain", is_flag=True, help="重新训练 Train again although nothing changed.")
@click.option(
    "--record/--no-record",
    default=True,
    show_default=True,
    help="是否存入数据库 Keep decisions in the database.",
)
@click.option(
    "--basis",
    default="",
    help="处理这些数据的合法依据 The legal basis you process these data on.  [没有写明 none]",
)
@click.option("--home", type=_PATH, help="数据文件夹 Data folder.  [PUHUI_HOME]")
@click.option("--excel", is_flag=True, help="CSV 供 Excel 直接打开 A CSV that Excel opens as it should.")
@click.option("--strict", is_flag=True, help="有任何一行没有采用就以 4 退出 Exit 4 if any row was left out.")
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help="原因和提示的语言 Language of what is said.  [puhui --lang]",
)
@click.option("--json", "as_json", is_flag=True, help="摘要以 JSON 写到标准输出 Summary as JSON.")
def invoices(lang: str | None, **asked: Any) -> None:  # noqa: ANN401 - click hands over what the options say
    """从发票文件到决定：结果、额度、年利率和三条原因。Decisions with three reasons each.

    没有申请、没有核验身份、没有查债务：这里的“通过”是值得邀请申请，不是放款。
    Nobody applied, was identified or asked for debts: "approve" means worth inviting, not lent.

    \b
    例 Examples:
      puhui decide invoices ./invoices --out decisions.csv
      puhui decide invoices ./invoices --out decisions.parquet --no-record --lang en
      puhui decide invoices ./invoices --out d.csv --as-of 2019-01-01 --all --json

    \b
    退出码 Exit: 0 完成 done · 2 输入不对 wrong input · 3 数据库打不开 no database
                 4 有没采用的行 not whole (--strict)
    """
    if lang:
        set_language(lang)
    days = {name: asked[name] and asked[name].date() for name in ("as_of", "contract_on")}
    run(Wanted(**{**asked, **days}))
