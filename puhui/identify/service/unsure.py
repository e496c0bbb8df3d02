"""What a machine is unsure of goes before a person; their answer is kept, and can be taken back."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.ground import Erased, Work
from puhui.identify.industry import Asked, Item, TradeAnswer
from puhui.identify.service.asking import NOTHING_ASKED, says_anything, text_index, tidied
from puhui.identify.store import questions
from puhui.kernel import Problem, Text, new_id
from puhui.rulebook import rulebook

LONGEST_REASON: Final = 500
_ASKED, _REASON = "identify.asked", "identify.reason"


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of one person: a code, not sure, or taken back."""

    kind: str
    code: str | None
    reason: str = field(repr=False)
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, what the machine thought, and where it stands. `asked` is None once forgotten."""

    id: UUID
    asked: Asked | None = field(repr=False)
    status: str
    top: tuple[tuple[str, float], ...]
    stage: str
    model: str
    asked_at: datetime
    asked_by: str
    from_file: bool
    state: str
    code: str | None
    settled_at: datetime | None
    settled_by: str | None
    history: tuple[Said, ...] = ()


def put_before_people(
    work: Work, asked: Asked, answer: TradeAnswer, file_id: UUID | None = None
) -> UUID | Problem:
    """Let it wait for a person, its words sealed under a key of its own. Asked twice, it waits once."""
    tidy = tidied(asked)
    if not says_anything(tidy):
        return NOTHING_ASKED
    question_id = new_id()
    written = orjson.dumps(asdict(tidy)).decode()
    row = {
        "id": question_id,
        "mode": work.actor.mode.value,
        "file_id": file_id,
        "text_index": text_index(work, tidy),
        "sealed_asked": work.vault.seal(work.connection, question_id, _ASKED, written),
        "status": answer.status.value,
        "top": [[guess.code, round(guess.probability, 4)] for guess in answer.top[:5]],
        "stage": answer.stage.value,
        "model": answer.model,
        "asked_at": work.now(),
        "asked_by": work.actor.id,
    }
    found = questions.put(work.connection, row)
    if found == question_id:
        work.audit("identify.unsure_put", f"question:{question_id}", status=answer.status.value)
    return found


def unsure(work: Work, wanted: questions.Wanted) -> tuple[tuple[Question, ...], dict[str, int]]:
    """One page of questions, who waits longest first, and how many there are in each state."""
    rows = questions.page(work.connection, work.actor.mode, wanted)
    return _opened(work, rows), questions.counts(work.connection, work.actor.mode)


def question(work: Work, question_id: UUID) -> Question | Problem:
    """One question with everything that people answered."""
    row = questions.get(work.connection, work.actor.mode, question_id)
    if row is None or row.state == "forgotten":
        return NO_QUESTION
    history = tuple(_said(work, one) for one in questions.answers(work.connection, question_id))
    return _shown(_opened(work, [row])[0], history)


def answer_question(
    work: Work, question_id: UUID, code: str | None, reason: str, seen: datetime | None
) -> Question | Problem:
    """A person's word: a code of the classification, or None for *not sure either*.

    `seen` is when the answer was given that they saw; a colleague who was quicker is a conflict.
    """
    row = questions.get(work.connection, work.actor.mode, question_id, hold=True)
    if row is None or row.state == "forgotten":
        return NO_QUESTION
    if row.settled_at != seen:
        return _QUICKER
    if problem := _unfit(work, code, reason):
        return problem
    code = None if code is None else plain_code(code)
    kind = "not_sure" if code is None else "code"
    _write(work, question_id, kind, code, reason)
    state = "not_sure" if code is None else "answered"
    questions.settle(
        work.connection,
        question_id,
        state=state,
        code=code,
        settled_at=work.now(),
        settled_by=work.actor.id,
    )
    work.audit("identify.unsure_answered", f"question:{question_id}", kind=kind, industry=code or "")
    return question(work, question_id)


def take_back(work: Work, question_id: UUID, seen: datetime) -> Question | Problem:
    """Let the question wait again. The answer that was given stays in its history."""
    row = questions.get(work.connection, work.actor.mode, question_id, hold=True)
    if row is None or row.state == "forgotten":
        return NO_QUESTION
    if row.settled_at is None or row.settled_at != seen:
        return _QUICKER
    _write(work, question_id, "taken_back", None, "")
    questions.settle(work.connection, question_id, state="open", code=None, settled_at=None, settled_by=None)
    work.audit("identify.unsure_reopened", f"question:{question_id}")
    return question(work, question_id)


def forget(work: Work, question_id: UUID) -> None:
    """Destroy the words of a question and take it out of the queue."""
    work.vault.destroy(work.connection, question_id)
    questions.settle(
        work.connection, question_id, state="forgotten", code=None, settled_at=None, settled_by=None
    )


def asked_in(work: Work, row: Row[Any]) -> Asked | None:
    """The words of a question, or None once their key is gone."""
    opened = work.vault.open(work.connection, row.id, _ASKED, row.sealed_asked)
    return None if isinstance(opened, Erased) else _asked(orjson.loads(opened))


def _asked(told: dict[str, Any]) -> Asked:
    return Asked(**{**told, "items": tuple(Item(**item) for item in told["items"])})


def _opened(work: Work, rows: Sequence[Row[Any]]) -> tuple[Question, ...]:
    opened = work.vault.open_each(work.connection, _ASKED, {row.id: row.sealed_asked for row in rows})
    return tuple(_question(row, opened[row.id]) for row in rows)


def _question(row: Row[Any], opened: str | Erased) -> Question:
    asked = None if isinstance(opened, Erased) else _asked(orjson.loads(opened))
    return Question(
        row.id,
        asked,
        row.status,
        tuple((code, float(share)) for code, share in row.top),
        row.stage,
        row.model,
        row.asked_at,
        row.asked_by,
        row.file_id is not None,
        row.state,
        row.code,
        row.settled_at,
        row.settled_by,
    )


def _shown(found: Question, history: tuple[Said, ...]) -> Question:
    values = {name: getattr(found, name) for name in Question.__slots__}
    return Question(**{**values, "history": history})


def _said(work: Work, row: Row[Any]) -> Said:
    reason = ""
    if row.sealed_reason is not None:
        opened = work.vault.open(work.connection, row.question_id, _REASON, row.sealed_reason)
        reason = "" if isinstance(opened, Erased) else opened
    return Said(row.kind, row.code, reason, row.at, row.actor)


def _write(work: Work, question_id: UUID, kind: str, code: str | None, reason: str) -> None:
    sealed = work.vault.seal(work.connection, question_id, _REASON, reason) if reason.strip() else None
    row = {
        "id": new_id(),
        "mode": work.actor.mode.value,
        "question_id": question_id,
        "kind": kind,
        "code": code,
        "sealed_reason": sealed,
        "at": work.now(),
        "actor": work.actor.id,
    }
    questions.add_answer(work.connection, row)


def _unfit(work: Work, code: str | None, reason: str) -> Problem | None:
    if len(reason) > LONGEST_REASON:
        return _LONG_REASON
    if code is None:
        return None
    plain = plain_code(code)
    if plain is None or isinstance(rulebook().on(work.today()).industry(plain), Problem):
        return _NO_CODE
    return None


def plain_code(written: str) -> str | None:
    """A division, group or class without its section's letter; None for anything else.

    >>> plain_code("H6210"), plain_code(" 62 "), plain_code("H"), plain_code("餐饮")
    ('6210', '62', None, None)
    """
    found = _CODE.fullmatch(written.strip().upper())
    return found[1] if found else None


_CODE: Final = re.compile(r"[A-T]?([0-9]{2,4})")
NO_QUESTION: Final = Problem(
    "identify.question.not_found",
    Text("没有找到这一条，或者它已经删除。", "There is no such question, or it was forgotten."),
    Text("请回到待确认列表。", "Go back to the list."),
)
_QUICKER: Final = Problem(
    "identify.question.already",
    Text("刚才有同事处理了这一条。", "A colleague has just dealt with this one."),
    Text("请看看现在的答案，再决定要不要改。", "Look at the answer now, then decide whether to change it."),
)
_NO_CODE: Final = Problem(
    "identify.question.code",
    Text(
        "这不是《国民经济行业分类》里的大类、中类或小类代码。",
        "This is no division, group or class of GB/T 4754-2017.",
    ),
    Text("例如 62 餐饮业、6210 正餐服务。", "For example 62 or 6210."),
    "code",
)
_LONG_REASON: Final = Problem(
    "identify.question.reason",
    Text(f"理由不超过 {LONGEST_REASON} 字。", f"A reason has at most {LONGEST_REASON} characters."),
    Text("请写短一些。", "Write less."),
    "reason",
)
