"""The card as a page: Markdown, each section in Chinese and in English."""

from collections.abc import Iterator
from typing import Final

from puhui.kernel import Text
from puhui.learn.card.model import Figure, ModelCard
from puhui.learn.checks.measures import Interval


def card_markdown(card: ModelCard) -> str:
    """`card.md`, for people; every figure says its spread."""
    return "\n".join(_lines(card)) + "\n"


def _lines(card: ModelCard) -> Iterator[str]:
    yield f"# {card.title.zh} · {card.title.en}"
    yield ""
    yield f"`{card.name}` `{card.version}` · {card.created_on.isoformat()} · {card.target}"
    boosted = card.kind == "boosted"
    features = (_drivers, _members) if boosted else (_features,)
    for part in (_trained, *features, _quality, _comparisons, _stability, _fairness, _limits, _made):
        yield ""
        yield from part(card)


def _heading(zh: str, en: str) -> str:
    return f"## {zh} {en}"


def _trained(card: ModelCard) -> Iterator[str]:
    data = card.trained_on
    share = data.bad_rows / data.rows
    yield _heading("训练数据", "What it was trained on")
    yield ""
    yield (
        f"- {data.rows:,} 行已知结果，其中不良 {data.bad_rows:,} 行（{share:.1%}）；"
        f"另有未知结果 {data.unlabelled_rows:,} 行未用于训练。"
    )
    yield (
        f"- {data.rows:,} rows with a known outcome, {data.bad_rows:,} bad ({share:.1%});"
        f" {data.unlabelled_rows:,} rows without one were not trained on."
    )
    yield f"- 来源 Source: {data.source}" + (f" · 期间 Period: {data.period}" if data.period else "")
    yield f"- SHA-256: `{data.sha256}`"


def _features(card: ModelCard) -> Iterator[str]:
    yield _heading("特征", "Features")
    yield ""
    yield "| 特征 Feature | 名称 Title | 风险随数值 Risk | 信息值 IV | 分箱 Bins | 入选折 Chosen in folds |"
    yield "|---|---|---|---|---|---|"
    for line in card.features:
        title = f"{line.title.zh} {line.title.en}" if line.title else ""
        figures = f"{line.information:.2f} | {line.bins} | {line.chosen_share:.0%}"
        yield f"| `{line.name}` | {title} | {line.risk} | {figures} |"
    yield from _left_out(card)


def _left_out(card: ModelCard) -> Iterator[str]:
    if card.left_out:
        yield ""
        yield "不作特征的列 Columns that are never features:"
        yield ""
        yield from (f"- `{name}`: {why}" for name, why in card.left_out.items())


def _drivers(card: ModelCard) -> Iterator[str]:
    yield _heading("特征", "Features")
    yield ""
    yield "占比：在训练行中，该列所加对数几率绝对值占全部的份额。"
    yield "Share: of all that columns add to the log odds, in absolute terms, over training rows."
    yield ""
    yield "| 特征 Feature | 名称 Title | 公式 Formula | 随数值 As it grows | 占比 Share |"
    yield "|---|---|---|---|---|"
    for line in card.drivers:
        title = f"{line.title.zh} {line.title.en}" if line.title else ""
        formula = f"`{line.formula}`" if line.formula else ""
        yield f"| `{line.name}` | {title} | {formula} | {line.risk} | {line.share:.1%} |"
    yield from _left_out(card)


def _members(card: ModelCard) -> Iterator[str]:
    yield _heading("成员", "Members")
    yield ""
    yield "| 成员 Member | 设定 Settings | 单独 Alone: AUC | 占比 Share |"
    yield "|---|---|---|---|"
    for line in card.members:
        yield f"| {line.name} | {line.settings} | {_spread(line.auc)} | {line.share:.0%} |"
    yield ""
    yield f"可解释等级 Explainability: `{card.explainability}`。{_GRADES[card.explainability]}"


def _quality(card: ModelCard) -> Iterator[str]:
    found = card.quality
    yield _heading("效果（折外）", "How good, out of fold")
    yield ""
    yield _LEARNT_INSIDE[card.kind]
    if card.split:
        yield f"{card.split.zh}{card.split.en}"
    yield ""
    yield f"- AUC{'' if card.split else f' {found.repeats}×{found.folds}'}: **{_spread(found.auc)}**"
    rows_interval = f"{found.bootstrap_low:.3f}–{found.bootstrap_high:.3f}"
    yield f"- 自助法区间 Bootstrap interval of the rows: {rows_interval}"
    average = f"均值预测 average alone {found.brier_of_average:.4f}"
    yield f"- KS {found.ks:.3f} · Brier {found.brier:.4f} ({average})"
    yield (
        f"- 校准：折外斜率收缩 uniform shrinkage by the out-of-fold slope {found.calibration_slope:.2f},"
        f" shift {found.calibration_shift:+.2f}"
    )
    yield from (f"- {_figure(figure)}" for figure in card.figures)
    yield ""
    yield "| 行数 Rows | 预测 Said | 实际 Happened |"
    yield "|---|---|---|"
    yield from (f"| {row.rows} | {row.said:.3f} | {row.happened:.3f} |" for row in found.calibration)


def _comparisons(card: ModelCard) -> Iterator[str]:
    yield _heading("与对照比较", "Against peers over the same folds")
    yield ""
    for one in card.comparisons:
        yield f"- {one.peer.zh} {one.peer.en}: {_spread(one.peer_auc)};"
        yield f"  差 difference {_spread(one.difference)}."
        yield f"  {one.verdict.zh}。{one.verdict.en.capitalize()}."
    yield ""
    yield "区间为修正的重抽样 t 区间。Intervals are corrected resampled t intervals (Nadeau & Bengio 2003)."


def _stability(card: ModelCard) -> Iterator[str]:
    yield _heading("稳定性", "How stable")
    yield ""
    yield from (f"- {_figure(figure)}" for figure in card.stability)
    if not card.stability:
        yield "没有第二个人群或时点可比。There is no second population or date to compare with."


def _fairness(card: ModelCard) -> Iterator[str]:
    yield _heading("公平", "How fair")
    yield ""
    if not card.fairness:
        yield "数据里没有可核查的群体列，公平性未测。"
        yield "The data hold no group to check; fairness was not measured."
        return
    yield "| 列 Column | 组 Group | 行数 Rows | 不良率 Bad | 平均预测 Mean predicted |"
    yield "|---|---|---|---|---|"
    for line in card.fairness:
        figures = f"{line.rows} | {line.bad_share:.3f} | {line.mean_probability:.3f}"
        yield f"| {line.column} | {line.group} | {figures} |"


def _limits(card: ModelCard) -> Iterator[str]:
    yield _heading("警示、局限与禁用", "Warnings, limits, forbidden uses")
    yield ""
    for mark, texts in (
        ("警示 Warning", card.warnings),
        ("局限 Limit", card.limits),
        ("禁用 Never", card.forbidden),
    ):
        yield from (f"- {mark}: {_both(text)}" for text in texts)


def _made(card: ModelCard) -> Iterator[str]:
    yield _heading("如何得到", "How it was made")
    yield ""
    versions = ", ".join(f"{name} {version}" for name, version in card.versions.items())
    yield f"种子 Seed {card.seed} · {versions} · `{card.format}`"


def _figure(figure: Figure) -> str:
    spread = f" ± {figure.sd:.3f}" if figure.sd is not None else ""
    inside = (
        f" ({figure.low:.3f}–{figure.high:.3f})" if figure.low is not None and figure.high is not None else ""
    )
    return f"{figure.title.zh} {figure.title.en}: {figure.value:.3f}{spread}{inside}"


def _spread(interval: Interval) -> str:
    if interval.sd != interval.sd:
        return f"{interval.mean:.3f} (单次切分 one split)"
    return f"{interval.mean:.3f} ± {interval.sd:.3f} ({interval.low:.3f}–{interval.high:.3f})"


_LEARNT_INSIDE: Final = {
    "scorecard": "分箱、选择和权重都在每一折内部学习。"
    "Binning, selection and weights are learnt inside each fold.",
    "boosted": "编码、树、混合比例都在每一折内部学习。"
    "Encodings, trees and shares are learnt inside each fold.",
}
_GRADES: Final = {
    "table": "人可以手工加出分数。A person can add up the score by hand.",
    "parts": "分数恰等于各列所加之和，每个分数都能说明；但人不能从模型文本手工算出。"
    "The score is the exact sum of what its columns added, stated with every score;"
    " a person cannot add it up from the model's text.",
    "opaque": "只可辅助人。It may only assist a person.",
}


def _both(text: Text) -> str:
    return f"{text.zh} {text.en}"
