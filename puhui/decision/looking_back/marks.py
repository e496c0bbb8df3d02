"""Which decisions there are, how long they took, since when their versions are in use. Nothing is opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from puhui.decision.looking_back import store
from puhui.ground import Work
from puhui.intake import application
from puhui.kernel import Outcome, Problem


@dataclass(frozen=True, slots=True)
class DecisionMark:
    """That there was a decision, without what it says. `took_ms` is gathering and deciding together."""

    id: UUID
    decided_at: datetime
    outcome: Outcome
    took_ms: float
    by: str


def decision_marks(work: Work, application_id: UUID) -> tuple[DecisionMark, ...]:
    """Every decision of an application, the newest first; a borrower sees their own."""
    if isinstance(application(work, application_id), Problem):
        return ()
    rows = store.marks_of(work.connection, work.actor.mode, application_id)
    return tuple(
        DecisionMark(row.id, row.decided_at, Outcome(row.outcome), _took_ms(row.timings), row.actor)
        for row in rows
    )


def timings_of(work: Work, decision_id: UUID) -> dict[str, float]:
    """How long its parts took, milliseconds."""
    timings = store.timings_of(work.connection, work.actor.mode, decision_id)
    return {str(name): float(took) for name, took in timings.items()}


def in_use_since(work: Work, versions: Mapping[str, str]) -> dict[str, datetime]:
    """Since when each of the versions of a record was in use, where they are kept."""
    return store.first_used(work.connection, list(versions.values()))


def _took_ms(timings: Mapping[str, Any]) -> float:
    return round(sum(float(timings.get(name, 0.0)) for name in ("gather_ms", "decide_ms")), 3)
