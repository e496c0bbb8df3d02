"""What a person sees after a batch: where the scorecard came from, the decisions, the problems, the time."""

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from puhui.app.cli.voice import language, say, stderr, tell_problems
from puhui.decision import Chosen
from puhui.evidence import InvoiceReading
from puhui.kernel import Language, Outcome, Text, format_wan

_OUTCOMES = {
    Outcome.APPROVE: Text("通过（建议）", "approve (advice)"),
    Outcome.REFER: Text("转人工", "refer to a person"),
    Outcome.DECLINE: Text("未通过", "decline"),
}
_UNDECLARED = Text(
    "没有写明（--basis），由运营方自行负责", "none declared (--basis), on the operator's own responsibility"
)
_STAGES = {
    "database": Text("数据库", "database"),
    "read": Text("读发票", "read"),
    "scorecard": Text("评分卡", "scorecard"),
    "features": Text("特征", "features"),
    "decide": Text("决定", "decide"),
    "keep": Text("存写", "keep"),
}


def tell(told: Mapping[str, Any], reading: InvoiceReading, chosen: Chosen) -> None:
    """All of it, to stderr; results lie in the file."""
    _tell_of_reading(told, reading)
    _tell_of_scorecard(chosen)
    stderr.print(_outcome_table(told))
    stderr.print(_band_table(told))
    stages = "  ".join(
        f"{_STAGES[stage].in_(language())} {spent:.1f}s" for stage, spent in told["seconds"].items()
    )
    total = Text("共用时", "in all").in_(language())
    stderr.print(f"{stages}  = {total} {told['seconds_total']:.1f}s", markup=False)
    say(Text(f"结果：{told['out']}", f"Result: {told['out']}"))


def _tell_of_reading(told: Mapping[str, Any], reading: InvoiceReading) -> None:
    rows, invoices, as_of = told["rows_read"], told["invoices"], told["as_of"]
    basis = Text(told["basis"], told["basis"]) if told["basis"] else _UNDECLARED
    say(
        Text(
            f"读到 {rows:,} 行，采用 {invoices:,} 张发票；看 {as_of} 之前的；处理依据：{basis.zh}。",
            f"{rows:,} rows read, {invoices:,} invoices used, those before {as_of}; basis: {basis.en}.",
        )
    )
    tell_problems(reading.problems)
    if reading.remarks:
        count = len(reading.remarks)
        say(Text(f"另有 {count} 处值得留意（照常采用）：", f"{count} remarks (used as they stand):"))
        tell_problems(reading.remarks, at_most=5)


def _tell_of_scorecard(chosen: Chosen) -> None:
    tell_problems(chosen.why_not)
    if chosen.card is None:
        say(
            Text(
                "评分卡：随附的判断评分卡（没有可学习的已知结果）。",
                "Scorecard: the one by judgement (no known outcomes to learn from).",
            )
        )
        return
    card = chosen.card
    rows, bad, quality = card.trained_on.rows, card.trained_on.bad_rows, card.quality
    how = (
        Text("刚训练", "trained just now")
        if chosen.fresh
        else Text("沿用（内容未变）", "reused, nothing changed")
    )
    auc = f"{quality.auc.mean:.3f}±{quality.auc.sd:.3f}"
    say(
        Text(
            f"评分卡：{how.zh}，{rows} 家已知结果（{bad} 家违约），"
            f"{quality.repeats}×{quality.folds} 折 AUC {auc}；说明见 {chosen.folder}/card.md。",
            f"Scorecard: {how.en} on {rows} firms with known outcomes ({bad} bad), "
            f"{quality.repeats}×{quality.folds}-fold AUC {auc}; its card: {chosen.folder}/card.md.",
        )
    )


def _outcome_table(told: Mapping[str, Any]) -> Table:
    table = Table(title=Text("决定（平台建议）", "Decisions (the platform's advice)").in_(language()))
    for head in (Text("结果", "outcome"), Text("户数", "firms"), Text("占比", "share")):
        table.add_column(head.in_(language()), justify="left" if head.en == "outcome" else "right")
    for outcome, label in _OUTCOMES.items():
        count = told["outcomes"][outcome.value]
        table.add_row(label.in_(language()), f"{count}", f"{count / max(told['firms'], 1):.0%}")
    return table


def _band_table(told: Mapping[str, Any]) -> Table:
    table = Table()
    heads = (
        Text("等级", "band"),
        Text("户数", "firms"),
        Text("通过", "approved"),
        Text("额度合计", "limits"),
        Text("平均年利率", "average rate"),
    )
    for head in heads:
        table.add_column(head.in_(language()), justify="left" if head.en == "band" else "right")
    for band, line in told["bands"].items():
        table.add_row(
            band, *_cells(line["firms"], line["approved"], line["limit_yuan"], line["average_rate"])
        )
    approved = told["outcomes"][Outcome.APPROVE.value]
    whole = _cells(told["firms"], approved, told["limit_total_yuan"], told["average_rate"])
    table.add_row(Text("合计", "all").in_(language()), *whole)
    return table


def _cells(firms: int, approved: int, limit_yuan: int, rate: float | None) -> tuple[str, ...]:
    amount = format_wan(limit_yuan * 100) if language() is Language.ZH else f"¥{limit_yuan:,}"
    return f"{firms}", f"{approved}", amount, "–" if rate is None else f"{rate:.2%}"
