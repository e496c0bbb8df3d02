"""Answering a borrower: sealed, told on their page, and never a closed entry without a word.

A request for a person is answered by a person's verdict (`verdict` does it in the same transaction), or by a
reason to keep what was decided; a case that nobody has decided cannot be kept.
"""

from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.decision import events
from puhui.decision.keeping import Kept
from puhui.decision.people import store
from puhui.decision.people.asking import review_from
from puhui.decision.people.model import Review, ReviewKind, ReviewResult
from puhui.decision.people.requested import NO_REQUEST
from puhui.decision.people.saying import is_by_person
from puhui.decision.people.wording import banned_words
from puhui.decision.service import decision_of
from puhui.ground import Erased, Work
from puhui.kernel import Outcome, Problem, Text
from puhui.rulebook import banned_in

LONGEST_ANSWER = 2_000
"""Characters, each language."""

_MAY_END = {
    ReviewKind.EXPLANATION: frozenset({ReviewResult.EXPLAINED}),
    ReviewKind.CORRECTION: frozenset({ReviewResult.CORRECTED, ReviewResult.KEPT, ReviewResult.DECIDED_AGAIN}),
    ReviewKind.PERSON: frozenset({ReviewResult.KEPT, ReviewResult.DECIDED_AGAIN}),
}


def answer_request(
    work: Work, review_id: UUID, told: Text, result: ReviewResult
) -> Review | Erased | Problem:
    """Answer one request, once. The borrower reads it word for word."""
    row = store.get_review(work.connection, work.actor.mode, review_id, hold=True)
    if row is None:
        return NO_REQUEST
    if row.closed_at is not None:
        return ALREADY
    if problem := _unfit(work, review_from(row), told, result):
        return problem
    close(work, row, told, result)
    done = store.get_review(work.connection, work.actor.mode, review_id)
    return NO_REQUEST if done is None else review_from(done)


def close(work: Work, row: Row[Any], told: Text, result: ReviewResult) -> None:
    """Keep the answer, sealed, and let it be known."""
    written = orjson.dumps({"zh": told.zh, "en": told.en}).decode()
    store.close_review(
        work.connection,
        row.id,
        closed_at=work.now(),
        closed_by=work.actor.id,
        result=result.value,
        sealed_answer=work.vault.seal(work.connection, row.subject_id, "review.answer", written),
    )
    work.audit("decision.request_answered", f"review:{row.id}", kind=row.kind, result=result.value)
    payload = {
        "review_id": str(row.id),
        "application_id": str(row.application_id),
        "decision_id": str(row.decision_id),
        "kind": row.kind,
        "result": result.value,
        "mode": work.actor.mode.value,
    }
    work.post(events.REQUEST_ANSWERED, payload, f"{events.REQUEST_ANSWERED}:{row.id}")


def _unfit(work: Work, review: Review, told: Text, result: ReviewResult) -> Erased | Problem | None:
    if not all(0 < len(said.strip()) <= LONGEST_ANSWER for said in (told.zh, told.en)):
        return _EMPTY
    if banned := banned_in(told.zh, told.en):
        return banned_words(banned, "text_zh")
    if result not in _MAY_END[review.kind]:
        return _OTHER_RESULT
    return _not_so(work, review, result)


def _not_so(work: Work, review: Review, result: ReviewResult) -> Erased | Problem | None:
    """An answer may not say what did not happen."""
    newest = decision_of(work, review.application_id) if review.application_id else NO_REQUEST
    if not isinstance(newest, Kept):
        return newest
    is_new = newest.decided_at > review.asked_at
    by_person = is_by_person(newest.record)
    if result is ReviewResult.DECIDED_AGAIN:
        fits = is_new and (by_person or review.kind is not ReviewKind.PERSON)
        return None if fits else _NOT_DECIDED
    if result is ReviewResult.KEPT and newest.outcome is Outcome.REFER and review.kind is ReviewKind.PERSON:
        return _NOTHING_TO_KEEP
    return None


_EMPTY = Problem(
    "answer.empty",
    Text(
        f"请写明答复，不超过 {LONGEST_ANSWER} 字。",
        f"Write an answer of at most {LONGEST_ANSWER} characters.",
    ),
    Text("借款人会逐字看到它。", "The borrower reads it word for word."),
    "text_zh",
)
_OTHER_RESULT = Problem(
    "answer.result",
    Text("这类请求不能以这个结果答复。", "A request of this kind does not end this way."),
    Text(
        "说明用“已说明”，更正用“已更正”“维持”或“已重新决定”，人工用“维持”或“已重新决定”。",
        "Explained; corrected, kept or decided again; for a person kept or decided again.",
    ),
    "result",
)
_NOT_DECIDED = Problem(
    "answer.not_decided_again",
    Text("提出请求之后还没有新的决定。", "Nothing was decided since it was asked."),
    Text("请先处理这笔申请，再答复。", "Decide the application first, then answer."),
    "result",
)
_NOTHING_TO_KEEP = Problem(
    "answer.nothing_to_keep",
    Text(
        "这笔申请还没有人决定，没有可以维持的结果。",
        "Nobody has decided this case; there is nothing to keep.",
    ),
    Text("请由审核人员作出通过或不通过的决定。", "Let a reviewer approve or decline it."),
    "result",
)
ALREADY = Problem(
    "request.already",
    Text("别人已经答复了这个请求。", "Somebody else has answered this request."),
    Text("请重新打开，看看答复的内容。", "Open it again and read the answer."),
)
