"""A column that knows too much, the sign that gave it away, and how people are told."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from puhui.kernel import Problem, Text


class Sign(StrEnum):
    """What gave a column away."""

    COPY = "copy"
    STRONG = "strong"
    FILLED = "filled"
    CARRIES = "carries"
    LATER = "later"
    SIBLING = "sibling"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One column, the sign, and how strong it is (an AUC or a share, as the sign says)."""

    column: str
    sign: Sign
    strength: float
    about: str = ""
    used: bool = True

    @property
    def problem(self) -> Problem:
        """The warning for people."""
        what, fix = _SAID[self.sign]
        told = what.fill(column=self.column, strength=f"{self.strength:.3f}", about=self.about)
        return Problem(f"leak.{self.sign}", told, fix, self.column)


_CHECK_WHEN = Text(
    "请核实它在决定当时是否已知，否则放进 exclude。",
    "Check that it is known when the decision is made, or exclude it.",
)
_SAID: Final = {
    Sign.COPY: (
        Text("列 {column} 与目标一一对应，就是答案本身。", "Column {column} is the target by another name."),
        Text("请放进 exclude。", "Exclude it."),
    ),
    Sign.STRONG: (
        Text(
            "列 {column} 单独的 AUC 达 {strength}，而其余各列合起来才 {about}，可能写于结果之后。",
            "Column {column} alone reaches an AUC of {strength}, all others together {about};"
            " it may be written after the outcome.",
        ),
        _CHECK_WHEN,
    ),
    Sign.FILLED: (
        Text(
            "列 {column} 是否填写就能说出结果（AUC {strength}），像是结果已知后才填的。",
            "Whether column {column} is filled tells the outcome (AUC {strength}), as if filled afterwards.",
        ),
        _CHECK_WHEN,
    ),
    Sign.CARRIES: (
        Text(
            "{column} 的大小或次序带有结果（AUC {strength}），它不该成为特征。",
            "The order or size of {column} carries the label (AUC {strength}); it must not be a feature.",
        ),
        Text(
            "编号、权重、行序只说明样本怎么来的。",
            "Numbers of rows and weights only tell how the sample was drawn.",
        ),
    ),
    Sign.LATER: (
        Text(
            "列 {column} 有 {strength} 的日期晚于 {about}，决定时还不存在。",
            "{strength} of the dates in column {column} lie after {about}; they did not exist then.",
        ),
        _CHECK_WHEN,
    ),
    Sign.SIBLING: (
        Text(
            "列 {column} 与写于事后的 {about} 是一家。",
            "Column {column} is of one family with {about}, which is written later.",
        ),
        _CHECK_WHEN,
    ),
    Sign.NAMED: (
        Text(
            "列 {column} 的名字（{about}）说明它写于事后。",
            "The name of column {column} ({about}) says that it is written later.",
        ),
        _CHECK_WHEN,
    ),
}
