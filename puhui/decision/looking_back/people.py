"""What people have to do with an application's decisions: requests and proposals, without their words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.decision.looking_back import store
from puhui.ground import ActorKind, Work
from puhui.kernel import Outcome


@dataclass(frozen=True, slots=True)
class RequestMark:
    """Somebody asked for an explanation, a correction or a person; `closed_at` None: it is not answered yet.

    `is_own` is false where the house itself put a referred case before its people.
    """

    id: UUID
    decision_id: UUID
    kind: str
    asked_at: datetime
    asked_by: str
    due_at: datetime | None
    closed_at: datetime | None
    closed_by: str | None

    @property
    def is_own(self) -> bool:
        """Whether a borrower, or staff in a borrower's name, asked."""
        return self.asked_by != ActorKind.SYSTEM.value


@dataclass(frozen=True, slots=True)
class ProposalMark:
    """A person's word that a second had, or has, to confirm. `state` is open until it is settled."""

    id: UUID
    decision_id: UUID
    outcome: Outcome
    by: str
    at: datetime
    state: str
    settled_by: str | None
    settled_at: datetime | None


def request_marks(work: Work, application_id: UUID) -> tuple[RequestMark, ...]:
    """Everything that was asked about an application's decisions, oldest first. For staff."""
    rows = store.requests_of(work.connection, work.actor.mode, application_id)
    return tuple(_request(row) for row in rows)


def proposal_marks(work: Work, application_id: UUID) -> tuple[ProposalMark, ...]:
    """Everything that was proposed about an application, oldest first. For staff."""
    rows = store.proposals_of(work.connection, work.actor.mode, application_id)
    return tuple(_proposal(row) for row in rows)


def _request(row: Row[Any]) -> RequestMark:
    return RequestMark(**{name: row._mapping[name] for name in RequestMark.__slots__})


def _proposal(row: Row[Any]) -> ProposalMark:
    return ProposalMark(
        row.id,
        row.decision_id,
        Outcome(row.outcome),
        row.proposed_by,
        row.proposed_at,
        row.state,
        row.settled_by,
        row.settled_at,
    )
