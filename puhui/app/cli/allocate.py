"""`puhui decision allocate`: one budget over many firms, as well as it provably can be shared out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from puhui.app.cli.allocate_asked import bands_and_menus, budget_fen, most_shares
from puhui.app.cli.allocate_telling import tell
from puhui.app.cli.decided_table import cannot_write
from puhui.app.cli.voice import language, print_json, stop
from puhui.app.cli.written_share import a_share
from puhui.decision import shipped_policy
from puhui.decision.money.allocation import (
    Allocation,
    Candidates,
    Clash,
    Counts,
    Menu,
    Wishes,
    allocate,
    allocated_table,
    candidates,
    clash_problem,
    costs_of,
    summary,
    taken_for_granted,
    worth_said,
)
from puhui.kernel import Problem, Text
from puhui.learn import read_table, write_table

_PATH = click.Path(path_type=Path)
_TAKEN = taken_for_granted()
_FEN_PER_YUAN: Final = 100
_SHARES: Final = ("inclusive_least", "use_least", "loss_most", "funding", "lgd")


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
    asked = _Asked.of(given)
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """The options as they are meant."""

    decisions: Path
    out: Path
    wishes: Wishes
    menus: dict[str, Menu] | None
    instead: dict[str, float]
    lot_yuan: int
    least_yuan: int

    @classmethod
    def of(cls, given: dict[str, Any]) -> "_Asked":
        if not given["decisions"].is_file():
            stop(_NO_FILE.at(str(given["decisions"])))
        trouble = cannot_write(given["out"], given["decisions"])
        if trouble is not None:
            stop(trouble)
        if given["lot"] < 1 or given["least"] < 1:
            stop(_LOT)
        share = {name: a_share(given[name], f"--{name.replace('_', '-')}") for name in _SHARES if given[name]}
        names = {"funding": "funding_cost", "lgd": "loss_given_default"}
        return cls(
            given["decisions"],
            given["out"],
            Wishes(
                budget_fen=budget_fen(given["budget"]),
                lot_fen=given["lot"] * _FEN_PER_YUAN,
                counts=Counts(given["counts"]),
                most=most_shares(given["most"]),
                inclusive_least=share.get("inclusive_least", 0.0),
                use_least=share.get("use_least", 0.0),
                loss_most=share.get("loss_most"),
                risk_weight=given["risk_weight"],
                gap_wanted=given["gap"],
                seconds=given["seconds"],
            ),
            _menus(given),
            {names[it]: share[it] for it in names if it in share},
            given["lot"],
            given["least"],
        )

    def run(self) -> tuple[Candidates, Allocation, Wishes]:
        """Read, solve; ends with a sentence where either cannot be."""
        table = read_table(self.decisions)
        if isinstance(table, Problem):
            stop(table)
        by = candidates(table, tuple(self.menus or ()), self.lot_yuan, self.least_yuan, _TAKEN.inclusive)
        if isinstance(by, Problem):
            stop(by)
        wishes = self.wishes
        unknown = [it.by for it in wishes.most if it.by != "band" and it.by not in by.firms.groups]
        if unknown or (wishes.inclusive_least and not by.has_inclusive):
            stop(_no_column(unknown[0] if unknown else "first_loan"))
        menus = self.menus or by.menus()
        costs = costs_of(shipped_policy(), by.firms.band.labels, self.instead)
        found = allocate(by.firms, tuple(menus[it] for it in by.firms.band.labels), costs, wishes)
        if isinstance(found, Clash):
            stop(clash_problem(found, wishes))
        return by, found, wishes


def _menus(given: dict[str, Any]) -> dict[str, Menu] | None:
    day = given["contract_on"]
    return bands_and_menus(given["churn"], day.date() if day else None) if given["churn"] else None


def _no_column(name: str) -> Problem:
    return Problem(
        "allocation.columns",
        Text(
            f"表里没有列 {name}，这个限制无从计算。",
            f"There is no column {name}, so that limit cannot be kept.",
        ),
        Text("补上这一列，或去掉这个限制。", "Add the column, or leave the limit out."),
    )


_NO_FILE: Final = Problem(
    "allocation.not_found",
    Text("没有这个文件。", "There is no such file."),
    Text("先运行 puhui decide invoices。", "Run `puhui decide invoices` first."),
)
_LOT: Final = Problem(
    "allocation.lot",
    Text("--lot 和 --least 至少是 1 元。", "--lot and --least are at least 1 yuan."),
    Text("例如 --lot 10000。", "For example --lot 10000."),
)
