"""How a quote is shown: a table for people, JSON for scripts."""

import sys
from typing import Final

from rich.console import Console
from rich.table import Table

from puhui.app.cli.voice import language
from puhui.cost import CapTest, Method, Quote
from puhui.kernel import Text, format_percent, format_yuan, yuan
from puhui.rulebook import PriceCap

_METHOD_NAMES: Final = {
    Method.EQUAL_INSTALMENT: Text("等额本息", "equal instalments"),
    Method.EQUAL_PRINCIPAL: Text("等额本金", "equal principal"),
    Method.INTEREST_ONLY: Text("先息后本", "interest only, principal at the end"),
    Method.BULLET: Text("到期一次还本付息", "everything at the end"),
    Method.FLAT: Text("等本等息", "flat charge on the original principal"),
    Method.REVOLVING: Text("随借随还", "repay on any day"),
}


def for_machines(
    quoted: Quote, channel: str, cap: PriceCap | None, test: CapTest | None
) -> dict[str, object]:
    """The JSON of `puhui quote --json`: amounts in yuan, rates as fractions; these keys stay."""
    terms = quoted.terms
    return {
        "method": terms.method.value,
        "principal": yuan(terms.principal_fen),
        "months": terms.months or None,
        "annual_rate": float(terms.annual_rate),
        "start": terms.drawdown,
        "day_count": terms.day_count.value,
        "received": yuan(quoted.received_fen),
        "apr_simple": float(quoted.apr_simple),
        "apr_effective": float(quoted.apr_effective),
        "xirr": float(quoted.xirr),
        "total_interest": yuan(quoted.interest_fen),
        "total_fees": yuan(quoted.fees_fen),
        "total_cost": yuan(quoted.total_cost_fen),
        "cap": cap
        and test
        and {
            "channel": channel,
            "limit": float(test.limit),
            "basis": test.basis.value,
            "measured": float(test.measured),
            "within": test.within,
            "source": cap.rule.source,
            "effective": cap.rule.effective,
            "confidence": cap.rule.confidence.value,
        },
        "schedule": [
            {
                "due": item.due,
                "principal": yuan(item.principal_fen),
                "interest": yuan(item.interest_fen),
                "fees": yuan(item.fees_fen),
            }
            for item in quoted.schedule
        ],
    }


def for_people(quoted: Quote) -> None:
    """The schedule as a table, and under it what is received, what it costs and both yearly figures."""
    heads = (
        Text("期", "No."), Text("还款日", "Due"), Text("本金", "Principal"), Text("利息", "Interest"),
        Text("费用", "Fees"), Text("合计", "Total"),
    )  # fmt: skip
    table = Table(title=_METHOD_NAMES[quoted.terms.method].in_(language()))
    for head in heads:
        table.add_column(head.in_(language()), justify="right")
    for number, item in enumerate(quoted.schedule, 1):
        amounts = (item.principal_fen, item.interest_fen, item.fees_fen, item.total_fen)
        table.add_row(str(number), item.due.isoformat(), *(f"{yuan(amount):,.2f}" for amount in amounts))
    console = Console(file=sys.stdout, highlight=False)
    console.print(table)
    for line in _summary(quoted):
        console.print(line.in_(language()), markup=False, soft_wrap=True)


def _summary(quoted: Quote) -> tuple[Text, ...]:
    received, cost = format_yuan(quoted.received_fen), format_yuan(quoted.total_cost_fen)
    interest, fees = format_yuan(quoted.interest_fen), format_yuan(quoted.fees_fen)
    simple, effective = format_percent(quoted.apr_simple, 4), format_percent(quoted.apr_effective, 4)
    return (
        Text(f"实际到手 {received}", f"Received {received}"),
        Text(
            f"息费合计 {cost}（利息 {interest}，费用 {fees}）",
            f"Total cost {cost} (interest {interest}, fees {fees})",
        ),
        Text(f"年化综合成本（单利） {simple}", f"Yearly all-in cost, simple (单利) {simple}"),
        Text(f"年化综合成本（复利） {effective}", f"Yearly all-in cost, compound (复利) {effective}"),
        Text(
            f"按实际日期（XIRR） {format_percent(quoted.xirr, 4)}",
            f"By actual dates (XIRR) {format_percent(quoted.xirr, 4)}",
        ),
    )
