"""A case before a person: what to look at, what was proposed, what the borrower asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from puhui.decision.model import Band
from puhui.decision.people.saying import PersonSays
from puhui.ground import SYSTEM
from puhui.kernel import Outcome, Text


class ReviewKind(StrEnum):
    """What a borrower may ask about a decision (PIPL 24, 46, 48)."""

    EXPLANATION = "explanation"
    CORRECTION = "correction"
    PERSON = "person"


class ReviewResult(StrEnum):
    """What came of it."""

    EXPLAINED = "explained"
    CORRECTED = "corrected"
    KEPT = "kept"
    DECIDED_AGAIN = "decided_again"


class Where(StrEnum):
    """Which part of an application's page holds the evidence."""

    INVOICES = "invoices"
    DEBTS = "debts"
    IDENTITY = "identity"
    RELATIONS = "relations"
    LISTS = "lists"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class LookFirst:
    """One thing to look at: what to do, and why. Larger `weight` comes first."""

    code: str
    what: Text
    why: Text
    where: Where
    weight: int


@dataclass(frozen=True, slots=True)
class RowSpoke:
    """A row of a policy table that held, in its own words."""

    step: str
    row_id: str
    description: Text
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure behind a decision, named and written out."""

    name: str
    label: Text
    value: Text
    points: float | None = None
    """What it gave in the score against a neutral firm, negative where it cost; None outside the score."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What the tables and the score said, for staff."""

    outcome: Outcome
    band: Band | None
    limit_fen: int
    probability: float | None
    reasons: tuple[Text, ...]
    rows: tuple[RowSpoke, ...]
    measures: tuple[Measure, ...]
    scores: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one person proposes and a second must confirm. `by` is an account's id."""

    id: UUID
    application_id: UUID
    decision_id: UUID
    says: PersonSays
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Disagreed:
    """A second person's no, with the note they left for whoever takes the case next."""

    by: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Review:
    """One request about a decision. `due_at` is by when an answer is owed; None before there was a table."""

    id: UUID
    decision_id: UUID
    kind: ReviewKind
    asked_at: datetime
    application_id: UUID | None = None
    due_at: datetime | None = None
    answered_at: datetime | None = None
    by: str | None = None
    result: ReviewResult | None = None
    asked_by: str = ""
    owner_id: UUID | None = None

    @property
    def of_borrower(self) -> bool:
        """Whether somebody asked; an institution's own queue asks for every case no machine could decide."""
        return self.asked_by != SYSTEM.id


@dataclass(frozen=True, slots=True)
class ReviewOpened:
    """The same with what was written on both sides."""

    review: Review
    words: str = field(repr=False)
    answer: Text | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a person's word: decided, or waiting for a second."""

    decision_id: UUID | None = None
    proposal_id: UUID | None = None


def says_from(plain: Mapping[str, Any]) -> PersonSays:
    """A proposal's word again, from what was sealed (`PersonSays.plain`)."""
    return PersonSays(
        Outcome(plain["outcome"]),
        Text(plain["zh"], plain["en"]),
        int(plain["limit_fen"]),
        Band(plain["band"]) if plain["band"] else None,
    )
