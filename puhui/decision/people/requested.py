"""What borrowers asked and were answered, opened for those whom it concerns."""

from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.decision.keeping import Kept
from puhui.decision.people import store
from puhui.decision.people.asking import review_from
from puhui.decision.people.model import Review, ReviewOpened
from puhui.decision.service import decision_by_id
from puhui.ground import ERASED, Erased, Work
from puhui.intake import application
from puhui.kernel import Problem, Text


def requests(work: Work, asked: store.Asked) -> tuple[tuple[Review, ...], int]:
    """One page of requests, oldest first, and how many there are in all. For staff."""
    rows = store.reviews(work.connection, work.actor.mode, asked)
    total = store.count_reviews(work.connection, work.actor.mode, asked)
    return tuple(review_from(row) for row in rows), total


def request(work: Work, review_id: UUID) -> ReviewOpened | Erased | Problem:
    """One request with the borrower's words, opened for somebody whose reading is written down."""
    row = store.get_review(work.connection, work.actor.mode, review_id)
    if row is None or isinstance(application(work, row.application_id), Problem):
        return NO_REQUEST
    work.audit("decision.request_read", f"review:{review_id}")
    return opened(work, row)


def answered(work: Work, decision_id: UUID) -> tuple[ReviewOpened, ...] | Erased | Problem:
    """What was asked about one decision and what was answered; for its borrower and for staff."""
    kept = decision_by_id(work, decision_id)
    if not isinstance(kept, Kept):
        return kept
    return () if kept.application_id is None else _of(work, kept.application_id, decision_id)


def answers_about(work: Work, application_id: UUID) -> tuple[ReviewOpened, ...] | Erased:
    """Everything that was asked about an application with its answers, oldest first."""
    return () if isinstance(application(work, application_id), Problem) else _of(work, application_id, None)


def opened(work: Work, row: Row[Any]) -> ReviewOpened | Erased:
    """A row with what was written on both sides, or `Erased`."""
    words = _open(work, row, "note")
    answer = _open(work, row, "answer")
    if isinstance(words, Erased) or isinstance(answer, Erased):
        return ERASED
    return ReviewOpened(review_from(row), words, Text(**orjson.loads(answer)) if answer else None)


def _of(work: Work, application_id: UUID, decision_id: UUID | None) -> tuple[ReviewOpened, ...] | Erased:
    found = []
    for row in store.reviews_of(work.connection, work.actor.mode, application_id):
        if decision_id in {None, row.decision_id}:
            one = opened(work, row)
            if isinstance(one, Erased):
                return one
            found.append(one)
    return tuple(found)


def _open(work: Work, row: Row[Any], field: str) -> str | Erased:
    sealed = row.sealed_note if field == "note" else row.sealed_answer
    if sealed is None:
        return ""
    return work.vault.open(work.connection, row.subject_id, f"review.{field}", sealed)


NO_REQUEST = Problem(
    "request.not_found",
    Text("没有找到这个请求。", "There is no such request."),
    Text("请核对编号。", "Check the id."),
)
