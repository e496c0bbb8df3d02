"""The report as one HTML file: no script, no other file, both languages, made to be printed and signed."""

from html import escape
from pathlib import Path
from typing import Final

from puhui.decision.backtest.findings import Findings
from puhui.decision.backtest.model import Backtest
from puhui.decision.backtest.report import words
from puhui.decision.backtest.report.about import data, versions
from puhui.decision.backtest.report.affected import affected
from puhui.decision.backtest.report.figures import (
    both,
    percent_of,
    wan_of,
)
from puhui.decision.backtest.report.html import line, listed, section
from puhui.decision.backtest.report.results import swaps, whole
from puhui.kernel import BEIJING, Text

_PROFIT: Final = Text("已知盈亏，折算（万元）", "Known profit, scaled (¥10,000)")
_STYLE: Final = Path(__file__).with_name("style.css")


def report_page(found: Backtest) -> str:
    """The whole file."""
    body = "".join(
        (
            _head(found),
            section(words.PURPOSE, f"<p>{escape(found.purpose)}</p>{_answer(found.findings)}"),
            section(words.DATA, data(found)),
            section(words.VERSIONS, versions(found)),
            section(words.WHOLE, whole(found.findings)),
            section(words.SWAPS, swaps(found.findings)),
            section(words.AFFECTED, affected(found)),
            section(words.UNKNOWN, _unknown(found.findings)),
            section(words.LIMITS, listed(words.CAVEATS)),
            section(words.METHOD, _method(found)),
            section(words.SIGN, _sign()),
        )
    )
    style = _STYLE.read_text("utf-8")
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(words.TITLE.zh)} · {escape(words.TITLE.en)}</title><style>{style}</style></head>"
        '<body><input type="radio" name="lang" id="zh" checked><label for="zh">中文</label>'
        '<input type="radio" name="lang" id="en"><label for="en">English</label>'
        f"<main>{body}</main></body></html>\n"
    )


def _head(found: Backtest) -> str:
    at = f"{found.made_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return f"<header><h1>{both(words.TITLE)}</h1><p>{escape(found.program)} · {at}</p></header>"


def _answer(it: Findings) -> str:
    """The four figures that a reader looks for first."""
    gap = it.difference
    cards = (
        (Text("通过率", "Approval"), percent_of(gap.approval, sign=True)),
        (Text("已知坏账率", "Known bad rate"), percent_of(gap.bad_rate, sign=True)),
        (_PROFIT, wan_of(gap.scaled_profit_fen, sign=True)),
        (Text("预期盈亏（万元）", "Expected profit (¥10,000)"), wan_of(gap.expected_fen, sign=True)),
    )
    told = "".join(f"<div><dt>{both(name)}</dt><dd>{value}</dd></div>" for name, value in cards)
    return f'<dl class="cards">{told}</dl><p class="note">{both(words.CHANGE)}</p>'


def _unknown(it: Findings) -> str:
    one = it.swaps["swap_in"]
    now = it.after.lent
    told = Text(
        f"拟议政策通过 {now.n:,} 份，其中 {now.n - now.known:,} 份没有结果；"
        f"换入的 {one.n:,} 份中只有 {one.known:,} 份有结果。",
        f"The proposed policy approves {now.n:,}, of which {now.n - now.known:,} have no known end; "
        f"of {one.n:,} swapped in, {one.known:,} have one.",
    )
    return f"<p>{both(told)}</p><p>{both(words.CAVEATS[0])}</p>"


def _method(found: Backtest) -> str:
    told = Text(
        f"重抽样 {found.resamples} 次，种子 {found.seed}；同样的数据、版本和种子得到同样的数字。",
        f"{found.resamples} draws, seed {found.seed}; the same data, versions and seed give the same.",
    )
    ratio = Text(
        f"不到最高组 {found.ratio_watched:.0%} 的组有标记。",
        f"Groups below {found.ratio_watched:.0%} of the best one are marked.",
    )
    return listed((*words.METHODS, told, ratio))


def _sign() -> str:
    people = (
        Text("编制", "Prepared by"),
        Text("模型与政策验证", "Validated by"),
        Text("风险负责人", "Head of risk"),
    )
    head = line(
        "th",
        "",
        *(
            both(it)
            for it in (
                Text("姓名", "Name"),
                Text("意见", "Opinion"),
                Text("签名与日期", "Signature and date"),
            )
        ),
    )
    rows = "".join(line("td", both(one), "", "", "") for one in people)
    boxes = listed(
        (
            Text("☐ 同意按拟议政策发布", "☐ Publish as proposed"),
            Text("☐ 先作影子运行", "☐ Run it as a shadow first"),
            Text("☐ 先作挑战者试验，份额不超过 ____", "☐ Run it as a challenge first, share at most ____"),
            Text("☐ 不同意，理由：____", "☐ Not agreed, because: ____"),
        )
    )
    return f'<div class="sign">{boxes}<table>{head}{rows}</table></div>'
