"""What a person sees of an allocation: bands, money, how good it provably is, what more room would earn."""

from decimal import Decimal
from typing import Any, Final

from rich.table import Table

from puhui.app.cli.voice import language, say, stderr
from puhui.kernel import Text, format_percent

_AMOUNTS: Final = ("offered_yuan", "expected_profit_yuan", "expected_loss_yuan")


def tell(told: dict[str, Any], said: tuple[Text, ...]) -> None:
    """The allocation on the screen; results lie in the file."""
    stderr.print(_bands(told))
    _money(told)
    _proven(told)
    for it in said:
        say(it)
    say(Text(f"结果：{told['out']}", f"Result: {told['out']}"))


def _bands(told: dict[str, Any]) -> Table:
    table = Table(box=None)
    for heading in (
        Text("等级", "band"),
        Text("年利率", "rate"),
        Text("企业", "firms"),
        Text("金额（万元）", "amount (¥10,000)"),
        Text("预期用款", "drawn"),
    ):
        table.add_column(heading.in_(language()), justify="right")
    for band, line in told["bands"].items():
        table.add_row(
            band,
            format_percent(Decimal(str(line["annual_rate"])), 2),
            f"{line['firms']:,}",
            f"{line['amount_yuan'] / 10_000:,.0f}",
            format_percent(Decimal(str(line["drawn_share"])), 1),
        )
    return table


def _money(told: dict[str, Any]) -> None:
    wan = {name: f"{told[name] / 10_000:,.2f}" for name in _AMOUNTS}
    say(
        Text(
            f"{told['candidates']:,} 家可选，{told['given']:,} 家分到，共 {wan['offered_yuan']} 万元；"
            f"扣去预期损失 {wan['expected_loss_yuan']} 万元，预期一年收益"
            f" {wan['expected_profit_yuan']} 万元。",
            f"{told['given']:,} of {told['candidates']:,} candidates, ¥{told['offered_yuan']:,};"
            f" expected profit ¥{told['expected_profit_yuan']:,.0f} a year after expected losses of"
            f" ¥{told['expected_loss_yuan']:,.0f}.",
        )
    )


def _proven(told: dict[str, Any]) -> None:
    gap, spent = format_percent(Decimal(str(told["gap"])), 4), told["searched"]["seconds"]
    say(
        Text(
            f"可证明：任何分法最多再好 {gap}（{spent:.1f} 秒，比较了 {told['searched']['ways']:,} 种定价）。",
            f"Proven: no allocation can be better by more than {gap} ({spent:.1f} s,"
            f" {told['searched']['ways']:,} ways to price the bands).",
        )
    )
