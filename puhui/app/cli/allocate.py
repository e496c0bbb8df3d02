"""`puhui decision allocate`: one budget over many firms, as well as it provably can be shared out."""

from pathlib import Path
from typing import Any

import click

from puhui.app.cli.allocate_run import AllocationAsked
from puhui.app.cli.allocate_telling import tell
from puhui.app.cli.voice import language, print_json, stop
from puhui.decision.money.allocation import (
    Counts,
    allocated_table,
    summary,
    taken_for_granted,
    worth_said,
)
from puhui.learn import write_table

_PATH = click.Path(path_type=Path)
_TAKEN = taken_for_granted()


@click.command("allocate")
@click.argument("decisions", type=_PATH)
@click.option("--budget", required=True, help="总预算 The budget: 1亿, 5000万, 100000000 (yuan)")
@click.option("--out", required=True, type=_PATH, help="结果表 Result: .csv .csv.gz .parquet .jsonl")
@click.option(
    "--churn", type=_PATH, help="利率与流失率表（文件或文件夹）A table of rates and lost customers by band"
)
@click.option(
    "--counts",
    type=click.Choice([it.value for it in Counts]),
    default=Counts.OFFERED.value,
    show_default=True,
    help="预算按授出还是按预期用款算 What uses up the budget: every offer, or what is expected to be drawn",
)
@click.option("--lot", default=_TAKEN.lot_yuan, show_default=True, help="每份多少元 Yuan a lot")
@click.option("--least", default=_TAKEN.least_yuan, show_default=True, help="一家至少 Least a firm (yuan)")
@click.option(
    "--most",
    multiple=True,
    metavar="BY[:LABEL]=SHARE",
    help="集中度，可重复 At most a share of the budget: trade=30%  region:990000=0.2  band:C=25%",
)
@click.option(
    "--inclusive-least", default="0", help="普惠（首贷、小微）至少占 Inclusive firms' share, e.g. 40%"
)
@click.option("--use-least", default="0", help="预算至少用掉 Use of the budget at least, e.g. 90%")
@click.option("--loss-most", help="预期损失至多占预算 Expected loss at most, of the budget, e.g. 2%")
@click.option(
    "--risk-weight", type=float, default=_TAKEN.risk_weight, show_default=True, help="风险折价 Weight of risk"
)
@click.option("--funding", help="资金成本 Funding cost, e.g. 2.5%  [策略表 pricing_basis]")
@click.option("--lgd", help="违约损失率 Loss given default, e.g. 45%  [策略表 pricing_basis]")
@click.option(
    "--contract-on", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天的法定上限 Day of the cap  [今天 today]"
)
@click.option(
    "--gap", default=_TAKEN.gap_wanted, show_default=True, help="离上界多近就停 How near to the bound"
)
@click.option("--seconds", default=_TAKEN.seconds, show_default=True, help="最多算多久 Seconds at most")
@click.option("--json", "as_json", is_flag=True, help="摘要以 JSON 写到标准输出 Summary as JSON.")
def allocate_command(**given: Any) -> None:  # noqa: ANN401 - click hands over what the options say
    """把一笔预算分给许多企业：利率只按等级定，给出离最优还差多少的证明。Share a budget out among firms.

    读 puhui decide invoices 的结果表；列按名字找（firm、band、probability、limit_yuan；可有 trade、region、
    least_yuan、first_loan）。Reads what `puhui decide invoices` writes; columns are found by name.

    \b
    例 Examples:
      puhui decision allocate decisions.csv --budget 1亿 --churn ./invoices --out given.csv
      puhui decision allocate decisions.csv --budget 100000000 --out given.csv \\
          --most trade=30% --most band:C=15% --inclusive-least 40%

    \b
    退出码 Exit: 0 完成 done, 2 输入不对或限制互相矛盾 wrong input, or limits that clash
    """
    asked = AllocationAsked.of(given)
    by, found, wishes = asked.run()
    trouble = write_table(allocated_table(by, found, wishes, language()), asked.out)
    if trouble is not None:
        stop(trouble)
    told = {"out": str(asked.out), **summary(by, found, wishes)}
    said = tuple(worth_said(found.worths, wishes))
    if given["as_json"]:
        print_json({**told, "said": [{"zh": it.zh, "en": it.en} for it in said]})
    else:
        tell(told, said)
