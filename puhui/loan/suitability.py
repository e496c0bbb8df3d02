"""Does this loan suit this borrower? The questions are a table; the answers alone decide. Pure.

Besides the table's own questions each use that the law forbids on the day is asked for by itself, so that it
is confirmed and not merely printed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from puhui.kernel import Problem, Text
from puhui.loan.model import Answers
from puhui.loan.reference import DATA, read_yaml
from puhui.rulebook import rulebook


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that may be given; `reason` is what is said when it does not suit."""

    code: str
    text: Text
    suitable: bool
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers."""

    code: str
    text: Text
    answers: tuple[Answer, ...]

    def answer(self, code: str) -> Answer | None:
        """The answer of a code."""
        return next((it for it in self.answers if it.code == code), None)


def suitability_questions(on: date) -> tuple[Question, ...]:
    """Every question of the day: the table's, then one for each forbidden use."""
    table = _table()
    own = (_question(code, row) for code, row in table["questions"].items())
    row = table["forbidden_use"]
    uses = rulebook().on(on).forbidden_uses()
    asked = (_question(f"not_for_{use.code}", row, _filled(use.text, use.source)) for use in uses)
    return (*own, *asked)


def suitability_version() -> str:
    """Which version of the table is asked."""
    return str(_table()["version"])


def verdict(questions: tuple[Question, ...], answers: Answers) -> Problem | None:
    """Nothing when every question has an answer that suits, else the first reason.

    What is missing or unknown comes before what does not suit: nothing missing approves.
    """
    return next(_missing(questions, answers), None) or next(_unsuitable(questions, answers), None)


def _missing(questions: tuple[Question, ...], answers: Answers) -> Iterator[Problem]:
    for question in questions:
        if question.answer(answers.get(question.code, "")) is None:
            yield _UNANSWERED.at(question.text)
    if set(answers) - {question.code for question in questions}:
        yield _UNKNOWN


def _unsuitable(questions: tuple[Question, ...], answers: Answers) -> Iterator[Problem]:
    for question in questions:
        given = question.answer(answers[question.code])
        if given is not None and given.reason is not None and not given.suitable:
            yield Problem(f"suitability.{question.code}", given.reason, _WHERE_TO_ASK)


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = read_yaml(DATA / "suitability.yaml")
    return table


def _filled(use: Text, source: str) -> Mapping[str, Mapping[str, str]]:
    return {"zh": {"use": use.zh, "source": source}, "en": {"use": use.en, "source": source}}


def _question(
    code: str, row: Mapping[str, Any], filled: Mapping[str, Mapping[str, str]] | None = None
) -> Question:
    answers = tuple(
        Answer(
            answer,
            _told(it, filled),
            it["suitable"],
            _told(it["reason"], filled) if not it["suitable"] else None,
        )
        for answer, it in row["answers"].items()
    )
    return Question(code, _told(row, filled), answers)


def _told(row: Mapping[str, Any], filled: Mapping[str, Mapping[str, str]] | None) -> Text:
    words = filled or {"zh": {}, "en": {}}
    return Text(row["zh"].format(**words["zh"]), row["en"].format(**words["en"]))


_UNANSWERED = Problem(
    "suitability.unanswered",
    Text("这个问题还没有回答。", "This question has no answer yet."),
    Text("请选择一个答案。", "Choose one of the answers."),
)
_UNKNOWN = Problem(
    "suitability.unknown_question",
    Text("有一个回答不属于这些问题。", "One answer belongs to none of the questions."),
    Text("请刷新页面后重新回答。", "Load the page anew and answer again."),
)
_WHERE_TO_ASK = Text(
    "如果选错了，可以重新回答；也可以联系贷款机构。",
    "If you chose by mistake, answer again, or ask the lender.",
)
