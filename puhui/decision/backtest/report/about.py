"""What a report is about: data and period, versions, what differs between them."""

from html import escape
from typing import Final

from puhui.decision.backtest.model import Backtest
from puhui.decision.backtest.report import words
from puhui.decision.backtest.report.figures import (
    both,
    percent,
)
from puhui.decision.backtest.report.html import hashed, line, listed, pairs
from puhui.kernel import Language, Text

_MOST_TOLD: Final = 20


def data(found: Backtest) -> str:
    """Whom it is about, how much is known of them, what stayed out."""
    seen, it = found.data, found.findings
    rows = [
        (Text("申请", "Applications"), f"{it.n:,}"),
        (Text("期间", "Period"), f"{seen.first_on} – {seen.last_on}"),
        (Text("来源", "Source"), escape(seen.source)),
        (Text("结果来源", "Source of outcomes"), escape(seen.outcomes_source or "–")),
        (Text("已知结果", "Ends known"), f"{it.known:,} ({percent(it.known / it.n)})"),
        (Text("结果截至", "Ends known until"), str(seen.known_until or "–")),
        (Text("标明未知的行", "Rows that say unknown"), f"{seen.unknown_rows:,}"),
        (Text("结果对不上申请", "Outcomes of nobody here"), f"{seen.outcomes_unmatched:,}"),
        (Text("已删除、不能再读", "Erased, cannot be read"), f"{seen.erased:,}"),
        (Text("没有用到的列", "Columns not used"), escape(", ".join(seen.unused) or "–")),
        (Text("读不进去的行", "Rows left out"), f"{len(seen.left_out):,}"),
    ]
    left = listed(
        Text(f"{it.place(Language.ZH) or ''} {it.what.zh}", f"{it.place(Language.EN) or ''} {it.what.en}")
        for it in seen.left_out[:_MOST_TOLD]
    )
    return pairs(rows) + (left if seen.left_out else "")


def versions(found: Backtest) -> str:
    """Both policies by their hashes, and the rows that differ."""
    head = line("th", both(words.FIGURE), both(words.BEFORE), both(words.AFTER))
    was, now = found.before, found.after
    rows = "".join(
        (
            line("td", both(Text("名称", "Label")), escape(was.label), escape(now.label)),
            line("td", both(Text("政策", "Policy")), hashed(was.policy), hashed(now.policy)),
            line(
                "td",
                both(Text("评分", "Rated by")),
                f"{escape(was.rater_name)}<br>{hashed(was.rater)}",
                f"{escape(now.rater_name)}<br>{hashed(now.rater)}",
            ),
        )
    )
    changed = "".join(
        line("td", both(it.table), escape(it.row_id), both(it.said)) for it in found.changes[:_MOST_TOLD]
    )
    more = len(found.changes) - _MOST_TOLD
    rest = f"<p>+ {more}</p>" if more > 0 else ""
    diff = f"<h3>{both(words.CHANGES)}</h3><table>{changed}</table>{rest}" if changed else ""
    return f"<table>{head}{rows}</table>{diff}"
