"""`judge_size`: the class of a firm, by every row its trade may fall into, with the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from puhui.identify.size.evidence import indicators_in
from puhui.identify.size.model import Figures, SizeAnswer, SizeStatus
from puhui.identify.size.timing import trailing_income
from puhui.kernel import Problem, Text
from puhui.rulebook import (
    Industry,
    Rulebook,
    RulesOn,
    SizeClass,
    SizeFinding,
    SizeGroup,
    rulebook,
    size_in_group,
)

_RANK: Final = {SizeClass.MICRO: 0, SizeClass.SMALL: 1, SizeClass.MEDIUM: 2, SizeClass.LARGE: 3}
_NO_CLASS: Final = 4
"""No class is less favourable than any: nothing that asks for a small firm is open without one."""


def judge_size(
    codes: str | Sequence[str], figures: Figures, book: Rulebook | None = None
) -> SizeAnswer | Problem:
    """The class on `figures.as_of` (domain 1.1, 1.3).

    `codes` is the trade's code, or several likely ones: where they lead to different classes the answer is
    AMBIGUOUS and the less favourable class is given. A Problem for a code that is none, and for a day before
    the standard began. Raises ValueError for a negative figure, or without any code.
    """
    rules = (book or rulebook()).on(figures.as_of)
    if figures.as_of < rules.book.sizes.effective:
        return _before(rules.book.sizes.effective)
    industries: list[Industry] = []
    for code in [codes] if isinstance(codes, str) else codes:
        industry = rules.industry(code)
        if isinstance(industry, Problem):
            return industry
        industries.append(industry)
    if not industries:
        raise ValueError("a trade is needed")
    parts = [part for industry in industries for part in rules.trades_sized_as(industry)]
    cases = [case for part in parts for case in _cases(rules, part, figures)]
    return _answer(rules, industries, cases, figures)


@dataclass(frozen=True, slots=True)
class _Case:
    """One row that may apply, or none (out of scope), and what it would say."""

    finding: SizeFinding
    group: SizeGroup | None

    @property
    def rank(self) -> tuple[int, bool]:
        """How unfavourable; of two that reach as far, the one that is known."""
        known = self.finding.size_class is not SizeClass.UNKNOWN
        return _RANK.get(self.finding.at_most, _NO_CLASS), known


def _cases(rules: RulesOn, industry: Industry, figures: Figures) -> list[_Case]:
    groups = rules.size_groups(industry)
    income_wan = trailing_income(figures).income_wan
    if not groups:
        finding = rules.size_class(industry.code, None, None, None)
        assert not isinstance(finding, Problem)  # noqa: S101 - the code was found above
        return [_Case(finding, None)]
    return [
        _Case(size_in_group(group, figures.employees, income_wan, figures.assets_wan), group)
        for group in groups
    ]


def _answer(rules: RulesOn, industries: list[Industry], cases: list[_Case], figures: Figures) -> SizeAnswer:
    worst = max(cases, key=lambda case: case.rank)
    size = worst.finding.size_class
    differ = len({case.finding.size_class for case in cases}) > 1
    table = rules.book.sizes
    return SizeAnswer(
        status=_status(size, differ),
        size_class=size,
        at_most=worst.finding.at_most,
        group=worst.group,
        indicators=indicators_in(worst.group, figures) if worst.group else (),
        why=_why(worst, cases) if differ else worst.finding.why,
        caveats=tuple(dict.fromkeys(filter(None, map(rules.size_condition, industries)))),
        industry_codes=tuple(industry.code for industry in industries),
        source=table.source,
        effective=table.effective,
        confidence=table.confidence,
    )


def _status(size: SizeClass, differ: bool) -> SizeStatus:
    if size is SizeClass.UNKNOWN:
        return SizeStatus.UNKNOWN
    if differ:
        return SizeStatus.AMBIGUOUS
    return SizeStatus.NOT_APPLICABLE if size is SizeClass.NOT_APPLICABLE else SizeStatus.ANSWERED


def _why(told: _Case, cases: list[_Case]) -> Text:
    rows = [case.group.name if case.group else _OUTSIDE for case in cases]
    each = list(dict.fromkeys(zip(rows, (case.finding.size_class for case in cases), strict=True)))
    zh = "、".join(f"{name.zh} {_said(size).zh}" for name, size in each)
    en = ", ".join(f"{name.en}: {_said(size).en}" for name, size in each)
    return Text(
        f"行业可能归入几行，结论不同（{zh}），取较不利的一个。{told.finding.why.zh}",
        f"The trade may fall into several rows that differ ({en}); the less favourable one counts."
        f" {told.finding.why.en}",
    )


def _before(effective: date) -> Problem:
    return Problem(
        "size.before_standard",
        Text(f"划型标准自{effective}起才有。", f"The size standard begins on {effective}."),
        Text("请核对贷款发放日。", "Check the day of drawdown."),
    )


def _said(size: SizeClass) -> Text:
    return _SAID.get(size) or Text(f"{size.value}型", _ENGLISH[size])


_OUTSIDE: Final = Text("不划型的行业", "a trade without classes")
_SAID: Final = {
    SizeClass.NOT_APPLICABLE: Text("不划型", "no class"),
    SizeClass.UNKNOWN: Text("尚不能定", "not known"),
}
_ENGLISH: Final = {
    SizeClass.LARGE: "large",
    SizeClass.MEDIUM: "medium",
    SizeClass.SMALL: "small",
    SizeClass.MICRO: "micro",
}
