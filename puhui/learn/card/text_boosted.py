"""What the page of a boosted model's card has of its own: columns by what they add, and the members."""

from collections.abc import Iterator
from typing import Final

from puhui.learn.card.model import ModelCard
from puhui.learn.card.text_parts import heading, left_out, spread


def drivers(card: ModelCard) -> Iterator[str]:
    """Which columns add how much."""
    yield heading("特征", "Features")
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
    yield from left_out(card)


def members(card: ModelCard) -> Iterator[str]:
    """Who votes, how good each is alone, and how well the score is explained."""
    yield heading("成员", "Members")
    yield ""
    yield "| 成员 Member | 设定 Settings | 单独 Alone: AUC | 占比 Share |"
    yield "|---|---|---|---|"
    for line in card.members:
        yield f"| {line.name} | {line.settings} | {spread(line.auc)} | {line.share:.0%} |"
    yield ""
    yield f"可解释等级 Explainability: `{card.explainability}`。{_GRADES[card.explainability]}"


_GRADES: Final = {
    "table": "人可以手工加出分数。A person can add up the score by hand.",
    "parts": "分数恰等于各列所加之和，每个分数都能说明；但人不能从模型文本手工算出。"
    "The score is the exact sum of what its columns added, stated with every score;"
    " a person cannot add it up from the model's text.",
    "opaque": "只可辅助人。It may only assist a person.",
}
