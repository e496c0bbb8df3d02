"""Who is affected: each group of firms and of people, charted and in figures."""

from typing import Final

from puhui.decision.backtest.findings import Group
from puhui.decision.backtest.model import Backtest
from puhui.decision.backtest.report import words
from puhui.decision.backtest.report.charts import Row, intervals
from puhui.decision.backtest.report.figures import (
    both,
    percent,
    percent_of,
)
from puhui.decision.backtest.report.html import line
from puhui.kernel import Text

_NOT_KNOWN: Final = Text("数据里没有，不能比较。", "The data say nothing of it; nothing to compare.")


def affected(found: Backtest) -> str:
    """Each group before and after, charted and in figures."""
    every = found.findings.groups
    names = [by for by in words.BY if any(it.by == by for it in every)]
    return _legend() + "".join(
        _group_table(by, [it for it in every if it.by == by], found.ratio_watched) for by in names
    )


def _group_table(by: str, groups: list[Group], watched: float) -> str:
    if {it.value for it in groups} <= {"–", "*"}:
        return f"<h3>{both(words.BY[by])}</h3><p>{both(_NOT_KNOWN)}</p>"
    head = line(
        "th",
        both(words.BY[by]),
        both(Text("申请", "Cases")),
        both(Text("现行通过", "Approved, current")),
        both(Text("拟议通过", "Approved, proposed")),
        both(Text("差", "Difference")),
        both(Text("与最高组之比", "Against the best")),
        both(Text("换入 / 换出", "In / out")),
        both(Text("已知坏账率", "Known bad rate")),
    )
    rows = "".join(_group_line(it, watched) for it in groups)
    label = Text(f"按{words.BY[by].zh}的通过率", f"Approval by {words.BY[by].en}")
    chart = intervals([Row(_said(it.value), it.before, it.after) for it in groups], label)
    table = f'<div class="wide"><table>{head}{rows}</table></div>'
    return f"<h3>{both(words.BY[by])}</h3>{chart}{table}"


def _group_line(it: Group, watched: float) -> str:
    mark = ' class="watched"' if it.ratio_after is not None and it.ratio_after < watched else ""
    ratio = "–" if it.ratio_after is None else f"{it.ratio_before or 0:.2f} → {it.ratio_after:.2f}"
    return line(
        "td",
        both(_said(it.value)),
        f"{it.n:,}",
        percent_of(it.before),
        percent_of(it.after),
        percent_of(it.change, sign=True),
        f"<span{mark}>{ratio}</span>",
        f"{it.swapped_in:,} / {it.swapped_out:,}",
        f"{percent(it.bad_before.value)} → {percent(it.bad_after.value)}",
    )


def _legend() -> str:
    keys = (("before", words.BEFORE), ("after", words.AFTER))
    told = (
        f'<svg viewBox="0 0 12 12"><circle class="{name}" cx="6" cy="6" r="4.5"/></svg>{both(text)}'
        for name, text in keys
    )
    return f'<p class="legend">{" ".join(told)}</p>'


def _said(value: str) -> Text:
    return words.VALUES.get(value, Text(value, value))
