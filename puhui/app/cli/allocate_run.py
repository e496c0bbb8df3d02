"""One run of `puhui decision allocate`: options as they are meant, the table read, the budget shared out."""

import math
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from puhui.app.cli.allocate_asked import bands_and_menus, budget_fen, cap_on, most_shares
from puhui.app.cli.decided_table import cannot_write
from puhui.app.cli.voice import stop
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
    candidates,
    clash_problem,
    costs_of,
    taken_for_granted,
)
from puhui.kernel import Problem, Text, format_percent
from puhui.learn import read_table

_TAKEN = taken_for_granted()
_FEN_PER_YUAN: Final = 100
_LARGEST_LOT_YUAN: Final = 10**9
_SHARES: Final = ("inclusive_least", "use_least", "loss_most", "funding", "lgd")


@dataclass(frozen=True, slots=True)
class AllocationAsked:
    """The options as they are meant."""

    decisions: Path
    out: Path
    wishes: Wishes
    menus: dict[str, Menu] | None
    instead: dict[str, float]
    lot_yuan: int
    least_yuan: int
    cap: Decimal

    @classmethod
    def of(cls, given: dict[str, Any]) -> "AllocationAsked":
        if not given["decisions"].is_file():
            stop(_NO_FILE.at(str(given["decisions"])))
        trouble = cannot_write(given["out"], given["decisions"])
        if trouble is not None:
            stop(trouble)
        if not all(1 <= given[it] <= _LARGEST_LOT_YUAN for it in ("lot", "least")):
            stop(_LOT)
        if not all(0 <= given[it] < math.inf for it in ("risk_weight", "gap", "seconds")):
            stop(_NEGATIVE)
        day = given["contract_on"]
        cap = cap_on(day.date() if day else None)
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
            bands_and_menus(given["churn"], cap) if given["churn"] else None,
            {names[it]: share[it] for it in names if it in share},
            given["lot"],
            given["least"],
            cap,
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
        if any(menu.annual_rate.max() > float(self.cap) for menu in menus.values()):
            stop(_above_the_cap(self.cap))
        costs = costs_of(shipped_policy(), by.firms.band.labels, self.instead)
        found = allocate(by.firms, tuple(menus[it] for it in by.firms.band.labels), costs, wishes)
        if isinstance(found, Clash):
            stop(clash_problem(found, wishes))
        return by, found, wishes


def _no_column(name: str) -> Problem:
    return Problem(
        "allocation.columns",
        Text(
            f"表里没有列 {name}，这个限制无从计算。",
            f"There is no column {name}, so that limit cannot be kept.",
        ),
        Text("补上这一列，或去掉这个限制。", "Add the column, or leave the limit out."),
    )


def _above_the_cap(cap: Decimal) -> Problem:
    most = format_percent(cap, 2)
    return Problem(
        "allocation.rates",
        Text(
            f"表里有高于当天法定上限 {most} 的年利率。",
            f"A rate of the table is above the day's cap of {most}.",
        ),
        Text("检查 annual_rate 列和 --contract-on。", "Look at the column annual_rate and at --contract-on."),
    )


_NEGATIVE: Final = Problem(
    "allocation.options",
    Text(
        "--risk-weight、--gap、--seconds 是不小于 0 的数。",
        "--risk-weight, --gap and --seconds are numbers from 0 up.",
    ),
    Text("例如 --risk-weight 0.02。", "For example --risk-weight 0.02."),
)
_NO_FILE: Final = Problem(
    "allocation.not_found",
    Text("没有这个文件。", "There is no such file."),
    Text("先运行 puhui decide invoices。", "Run `puhui decide invoices` first."),
)
_LOT: Final = Problem(
    "allocation.lot",
    Text("--lot 和 --least 在 1 元和 10 亿元之间。", "--lot and --least lie between ¥1 and ¥1,000,000,000."),
    Text("例如 --lot 10000。", "For example --lot 10000."),
)
