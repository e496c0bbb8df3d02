"""The queue of what the machine was unsure of, people's answers, and their export."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from puhui.ground import Work
from puhui.ground.identity import accounts
from puhui.ground.web import Router, answer, work_for
from puhui.identify.bodies.industry import TradeAsked
from puhui.identify.bodies.unsure import (
    AnswerAsked,
    Logins,
    PutBody,
    QuestionBody,
    QuestionsBody,
    TakenBack,
    question_body,
)
from puhui.identify.industry.classification import open_classification
from puhui.identify.service.asking import ask_trade
from puhui.identify.service.exporting import labelled_rows
from puhui.identify.service.opened import trades
from puhui.identify.service.unsure import Question, answer_question, put_before_people, question, take_back
from puhui.identify.service.unsure import unsure as waiting
from puhui.identify.store.questions import Wanted
from puhui.kernel import Problem, Text

router = Router(prefix="/api/v1/identify/unsure", tags=["identify"])


@router.post("", status_code=201)
def put(
    request: Request, body: TradeAsked, work: Annotated[Work, Depends(work_for("identify.put"))]
) -> PutBody:
    """请同事确认。Put it before a person; the words are kept sealed until they are answered or forgotten."""
    told = answer(ask_trade(work, trades(request.app.state.ground.settings), body.asked()))
    return PutBody(id=answer(put_before_people(work, told.asked, told.answer)))


@router.get("")
def listed(
    work: Annotated[Work, Depends(work_for("identify.review"))],
    state: Annotated[Literal["open", "answered", "not_sure"], Query()] = "open",
    after: Annotated[str | None, Query(max_length=100)] = None,
    at_most: Annotated[int, Query(ge=1, le=100)] = 25,
) -> QuestionsBody:
    """待确认列表，等得最久的在前。What waits, longest first, one page at a time."""
    cursor = None if after is None else answer(_cursor(after))
    found, counts = waiting(work, Wanted(state, cursor, at_most))
    last = found[-1] if len(found) == at_most else None
    return QuestionsBody(
        rows=[_body(work, one) for one in found],
        after=f"{last.asked_at.isoformat()}_{last.id}" if last else None,
        counts={name: counts.get(name, 0) for name in ("open", "answered", "not_sure")},
    )


@router.get("/labels")
def export(work: Annotated[Work, Depends(work_for("identify.export"))]) -> Response:
    """导出人工答案，供 puhui identify train 学习。People's answers as labelled rows to learn from."""
    headers = {"Content-Disposition": 'attachment; filename="answered-by-people.csv"'}
    return Response("\ufeff" + labelled_rows(work), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/{question_id}")
def read(question_id: UUID, work: Annotated[Work, Depends(work_for("identify.review"))]) -> QuestionBody:
    """一条待确认，连同每个人的回答。One question with everything people answered."""
    return _body(work, answer(question(work, question_id)))


@router.post("/{question_id}/answer", status_code=201)
def give(
    question_id: UUID, body: AnswerAsked, work: Annotated[Work, Depends(work_for("identify.review"))]
) -> QuestionBody:
    """回答；code 为空表示也拿不准。Answer; a null code says *not sure either*."""
    return _body(work, answer(answer_question(work, question_id, body.code, body.reason, body.seen)))


@router.post("/{question_id}/reopening", status_code=201)
def reopen(
    question_id: UUID, body: TakenBack, work: Annotated[Work, Depends(work_for("identify.review"))]
) -> QuestionBody:
    """撤回回答，重新等待；历史保留。Take an answer back; it stays in the history."""
    return _body(work, answer(take_back(work, question_id, body.seen)))


def _body(work: Work, found: Question) -> QuestionBody:
    return question_body(found, open_classification(), _logins(work))


def _logins(work: Work) -> Logins:
    known = accounts(work)
    return {} if isinstance(known, Problem) else {str(it.id): it.login for it in known}


def _cursor(written: str) -> tuple[datetime, UUID] | Problem:
    at, _, last = written.partition("_")
    try:
        return datetime.fromisoformat(at), UUID(last)
    except ValueError:
        return _NO_CURSOR


_NO_CURSOR = Problem(
    "identify.unsure.after",
    Text("这不是上一页给出的位置。", "This is no place that a page gave."),
    Text("请从第一页重新开始。", "Begin again with the first page."),
    "after",
)
