"""Which decisions there are, how long they took, since when their versions are in use. Nothing is opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row

from puhui.decision.looking_back import store
from puhui.ground import Erased, Work
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


@dataclass(frozen=True, slots=True)
class Newest:
    """An application's newest decision as a list shows it; band and limit unknown once it was erased."""

    mark: DecisionMark
    band: str | None
    limit_fen: int | None


def newest_decision(work: Work, application_id: UUID) -> Newest | None:
    """The newest decision of an application, its record opened for two figures. For staff."""
    row = store.newest_of(work.connection, work.actor.mode, application_id)
    if row is None:
        return None
    opened = work.vault.open(work.connection, row.subject_id, "decision.record", bytes(row.record))
    record = {} if isinstance(opened, Erased) else orjson.loads(opened)
    return Newest(_mark(row), record.get("band"), record.get("limit_fen") or None)


def decision_marks(work: Work, application_id: UUID) -> tuple[DecisionMark, ...]:
    """Every decision of an application, the newest first; a borrower sees their own."""
    if isinstance(application(work, application_id), Problem):
        return ()
    rows = store.marks_of(work.connection, work.actor.mode, application_id)
    return tuple(_mark(row) for row in rows)


def timings_of(work: Work, decision_id: UUID) -> dict[str, float]:
    """How long its parts took, milliseconds."""
    timings = store.timings_of(work.connection, work.actor.mode, decision_id)
    return {str(name): float(took) for name, took in timings.items()}


def in_use_since(work: Work, versions: Mapping[str, str]) -> dict[str, datetime]:
    """Since when each of the versions of a record was in use, where they are kept."""
    return store.first_used(work.connection, list(versions.values()))


def _mark(row: Row[Any]) -> DecisionMark:
    return DecisionMark(row.id, row.decided_at, Outcome(row.outcome), _took_ms(row.timings), row.actor)


def _took_ms(timings: Mapping[str, Any]) -> float:
    return round(sum(float(timings.get(name, 0.0)) for name in ("gather_ms", "decide_ms")), 3)
