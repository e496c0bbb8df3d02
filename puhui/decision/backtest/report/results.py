"""What came out: both policies over everybody, and the swap sets."""

from collections.abc import Callable

from puhui.decision.backtest.findings import SWAPS, Findings, Whole
from puhui.decision.backtest.report import words
from puhui.decision.backtest.report.figures import (
    both,
    percent_of,
    percent_range,
    wan,
    wan_of,
    wan_range,
)
from puhui.decision.backtest.report.html import line
from puhui.kernel import Text


def whole(it: Findings) -> str:
    """Both policies over everybody, and what lies between them."""
    gap, was, now = it.difference, it.before, it.after
    head = line("th", both(words.FIGURE), both(words.BEFORE), both(words.AFTER), both(words.CHANGE))
    rows: tuple[tuple[Text, Callable[[Whole], str], str], ...] = (
        (Text("通过率", "Approval"), _approval, percent_of(gap.approval, sign=True)),
        (Text("转人工", "Referred"), lambda it: percent_of(it.referral), ""),
        (
            Text("额度合计（万元）", "Limits (¥10,000)"),
            lambda it: wan(it.limit_fen),
            wan(now.limit_fen - was.limit_fen, sign=True),
        ),
        (
            Text("平均利率", "Mean rate"),
            lambda it: percent_of(it.mean_rate),
            percent_of(gap.mean_rate, sign=True),
        ),
        (
            Text("已知坏账率", "Known bad rate"),
            lambda it: percent_of(it.lent.bad_rate),
            percent_of(gap.bad_rate, sign=True),
        ),
        (Text("坏账率的范围", "Range of the bad rate"), lambda it: percent_range(it.lent.bad_range), ""),
        (
            Text("已知损失率", "Known loss rate"),
            lambda it: percent_of(it.lent.loss_rate),
            percent_of(gap.loss_rate, sign=True),
        ),
        (
            Text("已知盈亏，按当时金额（万元）", "Known profit, at the amounts of then (¥10,000)"),
            lambda it: wan_of(it.lent.profit_fen),
            wan_of(gap.profit_fen, sign=True),
        ),
        (
            Text("已知盈亏，折算到本政策额度（万元）", "Known profit, at this policy's limits (¥10,000)"),
            lambda it: wan_of(it.lent.scaled_profit_fen),
            wan_of(gap.scaled_profit_fen, sign=True),
        ),
        (
            Text("盈亏的范围（万元）", "Range of profit (¥10,000)"),
            lambda it: wan_range(it.lent.profit_range_fen),
            "",
        ),
        (
            Text("预期盈亏（万元）", "Expected profit (¥10,000)"),
            lambda it: wan_of(it.expected_fen),
            wan_of(gap.expected_fen, sign=True),
        ),
    )
    lines = "".join(line("td", both(name), of(was), of(now), change) for name, of, change in rows)
    return f"<table>{head}{lines}</table>{_outcomes(it)}"


def _outcomes(it: Findings) -> str:
    names = ("approve", "refer", "decline")
    corner = both(Text("现行 ↓ 拟议 →", "Current ↓ proposed →"))
    head = line("th", corner, *(both(words.OUTCOMES[name]) for name in names))
    rows = "".join(
        line("td", both(words.OUTCOMES[one]), *(f"{it.table.get(f'{one}→{other}', 0):,}" for other in names))
        for one in names
    )
    return f"<table>{head}{rows}</table>"


def swaps(it: Findings) -> str:
    """Who is approved by both, by one, by neither, and how they ended."""
    head = line(
        "th",
        both(words.FIGURE),
        both(Text("申请", "Cases")),
        both(Text("已知", "Known")),
        both(Text("其中坏", "Bad")),
        both(Text("已知坏账率", "Known bad rate")),
        both(Text("范围", "Range")),
        both(Text("已知盈亏，折算（万元）", "Known profit, scaled (¥10,000)")),
        both(Text("盈亏的范围", "Range of profit")),
    )
    rows = "".join(
        line(
            "td",
            both(words.SETS[name]),
            f"{one.n:,}",
            f"{one.known:,}",
            f"{one.bads:,}",
            percent_of(one.bad_rate),
            percent_range(one.bad_range),
            wan_of(one.scaled_profit_fen),
            "–" if name == "neither" else wan_range(one.profit_range_fen),
        )
        for name, one in ((name, it.swaps[name]) for name in SWAPS)
    )
    return f'<div class="wide"><table>{head}{rows}</table></div>'


def _approval(one: Whole) -> str:
    return f"{percent_of(one.approval)} <small>({one.lent.n:,})</small>"
