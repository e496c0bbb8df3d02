"""What an application waits for from people, since when, and by when an answer is owed: for queues."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from puhui.decision.people import store
from puhui.decision.people.cases import Case, case_of
from puhui.decision.people.model import Review, ReviewKind
from puhui.ground import Work
from puhui.kernel import Outcome


class WaitsFor(StrEnum):
    """Whose turn it is, the most pressing first."""

    SECOND_REVIEWER = "second_reviewer"
    PERSON = "person"
    REVIEWER = "reviewer"
    CORRECTION = "correction"
    EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One application waits; `due_at` is None where no borrower was promised a time."""

    waits_for: WaitsFor
    since: datetime
    due_at: datetime | None = None


def what_waits(work: Work, application_id: UUID) -> Waiting | None:
    """The most pressing thing an application waits for; None where it waits for nobody here."""
    case = case_of(work, application_id)
    if not isinstance(case, Case):
        return None
    asked = {it.kind: it for it in case.reviews if it.answered_at is None and it.of_borrower}
    if case.waits:
        return _a_person(work, case, asked.get(ReviewKind.PERSON))
    for kind in (ReviewKind.CORRECTION, ReviewKind.EXPLANATION):
        if kind in asked:
            return Waiting(WaitsFor(kind.value), asked[kind].asked_at, asked[kind].due_at)
    return None


def _a_person(work: Work, case: Case, asked: Review | None) -> Waiting:
    row = store.open_proposal(work.connection, work.actor.mode, case.asked.id)
    due_at = asked.due_at if asked else None
    if row is not None and row.decision_id == case.kept.id:
        return Waiting(WaitsFor.SECOND_REVIEWER, row.proposed_at, due_at)
    if asked is not None and case.kept.outcome is not Outcome.REFER:
        return Waiting(WaitsFor.PERSON, asked.asked_at, due_at)
    return Waiting(WaitsFor.REVIEWER, case.kept.decided_at, due_at)
