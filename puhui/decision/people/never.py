"""What nobody may approve, whatever their authority: the floor under people, as `floor` is under tables.

In code stand the four that law and identity ask for; a house's table adds rows of its own policy. Who thinks
a fact is wrong has it corrected and the application decided again: a word does not overrule it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from puhui.decision.jdm import Value
from puhui.decision.model import StepTaken
from puhui.kernel import Problem, Text
from puhui.rulebook import rulebook

_CHECK_AGAIN: Final = Text(
    "如果资料有误，请更正后重新核验、重新评估；在此之前只能不通过。",
    "If it is wrong, have it corrected, checked and decided again; until then it can only be declined.",
)


@dataclass(frozen=True, slots=True)
class _Bar:
    code: str
    fact: str
    forbids: frozenset[Value]
    says: Text


_BARS: Final = (
    _Bar(
        "identity",
        "identity",
        frozenset({"MISMATCH"}),
        Text("身份要素与权威来源不一致", "the identity does not match"),
    ),
    _Bar(
        "enterprise",
        "enterprise",
        frozenset({"MISMATCH"}),
        Text("营业登记与法定代表人不一致", "the registration does not match"),
    ),
    _Bar("listing", "listing", frozenset({"MATCH"}), Text("名单筛查命中", "there is a match on a list")),
)
_NO_CONSENT: Final = Text("没有有效的授权", "there is no consent that holds")


def never_approved(
    facts: Mapping[str, Value], steps: Collection[StepTaken], overruled_by_nobody: Collection[str]
) -> Problem | None:
    """Why nobody may approve on these facts; None where a person may.

    `overruled_by_nobody` names rows as `knock_out.overdue_now`.

    >>> never_approved({"consent": True, "identity": "MISMATCH"}, [], ()).code
    'verdict.never.identity'
    """
    for bar in _BARS:
        if facts.get(bar.fact) in bar.forbids:
            return _never(bar.code, bar.says)
    if facts.get("path") != "batch" and facts.get("consent") is not True:
        return _never("consent", _NO_CONSENT)
    spoke = {f"{step.step}.{row}" for step in steps for row in step.rows}
    for row in sorted(spoke & set(overruled_by_nobody)):
        return _never(row.rpartition(".")[2], _in_words(row))
    return None


def _in_words(row: str) -> Text:
    known = rulebook().reasons.get(row.rpartition(".")[2])
    return known or Text(f"政策不允许推翻规则 {row}", f"policy lets nobody overrule the rule {row}")


def _never(code: str, why: Text) -> Problem:
    return Problem(
        f"verdict.never.{code}",
        Text(f"任何人都不能通过这笔申请：{why.zh}。", f"Nobody may approve this: {why.en}."),
        _CHECK_AGAIN,
        "outcome",
    )
