"""Asking for a person, or to correct data: everybody's right, answered by a queue (PIPL 24, 46)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.decision import events, store
from puhui.decision.keeping import Kept
from puhui.decision.service import decision_by_id
from puhui.ground import Erased, Work
from puhui.kernel import Problem, Text, new_id

LONGEST_NOTE = 1_000
"""Characters a person may write about it."""


class ReviewKind(StrEnum):
    """What was asked."""

    PERSON = "person"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Review:
    """One entry of the queue."""

    id: UUID
    decision_id: UUID
    kind: ReviewKind
    asked_at: datetime


def ask_review(work: Work, decision_id: UUID, kind: ReviewKind, note: str = "") -> UUID | Erased | Problem:
    """Put a decision before a person. Asked twice, it waits once. What is written is sealed."""
    kept = decision_by_id(work, decision_id)
    if not isinstance(kept, Kept):
        return kept
    if kept.subject_id is None:
        return _NOBODY_ASKED
    if len(note) > LONGEST_NOTE:
        return _TOO_LONG
    sealed = work.vault.seal(work.connection, kept.subject_id, "review.note", note) if note else None
    row = {
        "id": new_id(),
        "mode": work.actor.mode.value,
        "decision_id": decision_id,
        "kind": kind.value,
        "sealed_note": sealed,
        "asked_at": work.now(),
        "asked_by": work.actor.id,
    }
    review_id = store.ask_review(work.connection, row)
    if review_id == row["id"]:
        _announce(work, review_id, decision_id, kind)
    return review_id


def open_reviews(work: Work, at_most: int = 50) -> tuple[Review, ...]:
    """What waits for a person, oldest first. For staff."""
    rows = store.open_reviews(work.connection, work.actor.mode, at_most)
    return tuple(_review(row) for row in rows)


def review_of(work: Work, decision_id: UUID, kind: ReviewKind) -> Review | None:
    """What of this kind waits about one decision; None when nothing was asked or it is done."""
    row = store.open_review_of(work.connection, work.actor.mode, decision_id, kind.value)
    return _review(row) if row is not None else None


def close_review(work: Work, review_id: UUID) -> Problem | None:
    """Done; whatever it changed came in as new evidence and a new decision."""
    if not store.close_review(work.connection, work.actor.mode, review_id, work.now(), work.actor.id):
        return _NO_REVIEW
    work.audit("decision.review_closed", f"review:{review_id}")
    return None


def _review(row: Row[Any]) -> Review:
    return Review(row.id, row.decision_id, ReviewKind(row.kind), row.asked_at)


def _announce(work: Work, review_id: UUID, decision_id: UUID, kind: ReviewKind) -> None:
    work.audit("decision.review_asked", f"decision:{decision_id}", kind=kind.value)
    payload = {
        "review_id": str(review_id),
        "decision_id": str(decision_id),
        "kind": kind.value,
        "mode": work.actor.mode.value,
    }
    work.post(events.REVIEW_ASKED, payload, f"{events.REVIEW_ASKED}:{review_id}")


_NOBODY_ASKED = Problem(
    "review.batch",
    Text("批量预决定不对应任何申请，没有人可以请求复核。", "A batch decision belongs to no application."),
    Text("请由企业提出申请后再复核。", "Let the firm apply first."),
)
_TOO_LONG = Problem(
    "review.note",
    Text(f"说明不能超过 {LONGEST_NOTE} 字。", f"A note has at most {LONGEST_NOTE} characters."),
    Text("请写短一些，证明材料可以另外上传。", "Write less; documents can be uploaded."),
    "note",
)
_NO_REVIEW = Problem(
    "review.not_found",
    Text("没有找到等待处理的这一项。", "Nothing of that id is waiting."),
    Text("可能已经处理完了。", "Perhaps it was done already."),
)
