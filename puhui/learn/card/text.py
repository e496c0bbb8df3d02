"""The card as a page: Markdown, each section in Chinese and in English."""

from collections.abc import Iterator
from typing import Final

from puhui.kernel import Text
from puhui.learn.card.model import Figure, ModelCard
from puhui.learn.card.text_boosted import drivers, members
from puhui.learn.card.text_parts import heading, left_out, spread


def card_markdown(card: ModelCard) -> str:
    """`card.md`, for people; every figure says its spread."""
    return "\n".join(_lines(card)) + "\n"


def _lines(card: ModelCard) -> Iterator[str]:
    yield f"# {card.title.zh} · {card.title.en}"
    yield ""
    yield f"`{card.name}` `{card.version}` · {card.created_on.isoformat()} · {card.target}"
    boosted = card.kind == "boosted"
    features = (drivers, members) if boosted else (_features,)
    for part in (_trained, *features, _quality, _comparisons, _stability, _fairness, _limits, _made):
        yield ""
        yield from part(card)


def _trained(card: ModelCard) -> Iterator[str]:
    data = card.trained_on
    share = data.bad_rows / data.rows
    yield heading("训练数据", "What it was trained on")
    yield ""
    zh, en = _OUTCOME[card.kind]
    yield (
        f"- {data.rows:,} 行已知结果，其中{zh} {data.bad_rows:,} 行（{share:.1%}）；"
        f"另有未知结果 {data.unlabelled_rows:,} 行未用于训练。"
    )
    yield (
        f"- {data.rows:,} rows with a known outcome, {data.bad_rows:,} {en} ({share:.1%});"
        f" {data.unlabelled_rows:,} rows without one were not trained on."
    )
    yield f"- 来源 Source: {data.source}" + (f" · 期间 Period: {data.period}" if data.period else "")
    yield f"- SHA-256: `{data.sha256}`"


def _features(card: ModelCard) -> Iterator[str]:
    yield heading("特征", "Features")
    yield ""
    yield "| 特征 Feature | 名称 Title | 风险随数值 Risk | 信息值 IV | 分箱 Bins | 入选折 Chosen in folds |"
    yield "|---|---|---|---|---|---|"
    for line in card.features:
        title = f"{line.title.zh} {line.title.en}" if line.title else ""
        figures = f"{line.information:.2f} | {line.bins} | {line.chosen_share:.0%}"
        yield f"| `{line.name}` | {title} | {line.risk} | {figures} |"
    yield from left_out(card)


def _quality(card: ModelCard) -> Iterator[str]:
    found = card.quality
    yield heading("效果（折外）", "How good, out of fold")
    yield ""
    yield _LEARNT_INSIDE[card.kind]
    if card.split:
        yield f"{card.split.zh}{card.split.en}"
    yield ""
    yield f"- AUC{'' if card.split else f' {found.repeats}×{found.folds}'}: **{spread(found.auc)}**"
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
    yield heading("与对照比较", "Against peers over the same folds")
    yield ""
    for one in card.comparisons:
        yield f"- {one.peer.zh} {one.peer.en}: {spread(one.peer_auc)};"
        yield f"  差 difference {spread(one.difference)}."
        yield f"  {one.verdict.zh}。{one.verdict.en.capitalize()}."
    yield ""
    yield "区间为修正的重抽样 t 区间。Intervals are corrected resampled t intervals (Nadeau & Bengio 2003)."


def _stability(card: ModelCard) -> Iterator[str]:
    yield heading("稳定性", "How stable")
    yield ""
    yield from (f"- {_figure(figure)}" for figure in card.stability)
    if not card.stability:
        yield "没有第二个人群或时点可比。There is no second population or date to compare with."


def _fairness(card: ModelCard) -> Iterator[str]:
    yield heading("公平", "How fair")
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
    yield heading("警示、局限与禁用", "Warnings, limits, forbidden uses")
    yield ""
    for mark, texts in (
        ("警示 Warning", card.warnings),
        ("局限 Limit", card.limits),
        ("禁用 Never", card.forbidden),
    ):
        yield from (f"- {mark}: {_both(text)}" for text in texts)


def _made(card: ModelCard) -> Iterator[str]:
    yield heading("如何得到", "How it was made")
    yield ""
    versions = ", ".join(f"{name} {version}" for name, version in card.versions.items())
    yield f"种子 Seed {card.seed} · {versions} · `{card.format}`"


def _figure(figure: Figure) -> str:
    spread = f" ± {figure.sd:.3f}" if figure.sd is not None else ""
    inside = (
        f" ({figure.low:.3f}–{figure.high:.3f})" if figure.low is not None and figure.high is not None else ""
    )
    return f"{figure.title.zh} {figure.title.en}: {figure.value:.3f}{spread}{inside}"


_OUTCOME: Final = {"scorecard": ("不良", "bad"), "boosted": ("为目标值", "of the target's value")}
_LEARNT_INSIDE: Final = {
    "scorecard": "分箱、选择和权重都在每一折内部学习。"
    "Binning, selection and weights are learnt inside each fold.",
    "boosted": "编码、树、混合比例都在每一折内部学习。"
    "Encodings, trees and shares are learnt inside each fold.",
}


def _both(text: Text) -> str:
    return f"{text.zh} {text.en}"
