"""What a borrower may ask about a decision: why, correct this, let a person look (PIPL 24, 46, 48)."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.decision import events
from puhui.decision.keeping import Kept
from puhui.decision.people import store
from puhui.decision.people.due import due_at
from puhui.decision.people.model import Review, ReviewKind, ReviewResult
from puhui.decision.service import decision_by_id
from puhui.ground import Erased, Work
from puhui.intake import application
from puhui.kernel import Problem, Text, new_id

LONGEST_NOTE = 1_000
"""Characters a person may write about it."""


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
        "due_at": due_at(kind, work.today()),
    }
    review_id = store.ask_review(work.connection, row)
    if review_id == row["id"]:
        _announce(work, review_id, decision_id, kind)
    return review_id


def review_of(work: Work, decision_id: UUID, kind: ReviewKind) -> Review | None:
    """What of this kind waits about one decision; None when nothing was asked or it is done."""
    kept = decision_by_id(work, decision_id)
    if not isinstance(kept, Kept) or kept.application_id is None:
        return None
    waiting = (it for it in reviews_of(work, kept.application_id) if it.decision_id == decision_id)
    return next((it for it in waiting if it.kind is kind and it.answered_at is None), None)


def reviews_of(work: Work, application_id: UUID) -> tuple[Review, ...]:
    """Everything that was asked about an application, oldest first; a borrower sees their own."""
    if isinstance(application(work, application_id), Problem):
        return ()
    rows = store.reviews_of(work.connection, work.actor.mode, application_id)
    return tuple(review_from(row) for row in rows)


def review_from(row: Row[Any]) -> Review:
    """A request without what was written."""
    return Review(
        row.id,
        row.decision_id,
        ReviewKind(row.kind),
        row.asked_at,
        row.application_id,
        row.due_at,
        row.closed_at,
        row.closed_by,
        ReviewResult(row.result) if row.result else None,
        row.asked_by,
        row.subject_id,
    )


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
