"""An application as people at a desk see it: one line of the queue. Frozen facts.

Names are not in it: they are opened for the page that shows them, and found by a blind index.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Stage(StrEnum):
    """Where an application stands in the eyes of somebody who works here."""

    APPLYING = "applying"
    DECIDING = "deciding"
    NEEDS_PERSON = "needs_person"
    OFFERED = "offered"
    AT_INSTITUTION = "at_institution"
    """At a lender, or, at the lender itself, between accepting terms and the first money."""
    LENT = "lent"
    ENDED = "ended"


class WaitsFor(StrEnum):
    """Whom an application waits for, where it waits for somebody here."""

    REVIEWER = "reviewer"
    SECOND_REVIEWER = "second_reviewer"
    EXPLANATION = "explanation"
    CORRECTION = "correction"
    PERSON = "person"


class Sort(StrEnum):
    """The orders of the queue."""

    NEWEST = "newest"
    OLDEST = "oldest"
    WAITING = "waiting"
    """Who has waited longest comes first, who does not wait last."""
    AMOUNT = "amount"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One application, made only of what the rooms say and of what people at desks settled."""

    application_id: UUID
    mode: str
    number: str
    owner_id: UUID
    business_id: UUID | None
    owner_index: bytes | None = field(repr=False)
    business_index: bytes | None = field(repr=False)
    kind: str
    section: str | None
    trade: str | None
    region: str | None
    amount_fen: int
    months: int
    purpose: str
    channel: str
    status: str
    stage: Stage
    outcome: str | None
    band: str | None
    limit_fen: int | None
    institution: str | None
    waits_for: WaitsFor | None
    waiting_since: datetime | None
    due_at: datetime | None
    assignee: str | None
    bucket: str | None
    created_at: datetime
    moved_at: datetime
    decision_id: UUID | None
    decided_at: datetime | None
    decided_ms: float | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which applications: of each list any, of all lists all. Dates are Beijing days."""

    status: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    band: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    bucket: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    region: str | None = None
    institution: str | None = None
    assignee: str | None = None
    amount_from_fen: int | None = None
    amount_to_fen: int | None = None
    applied_from: date | None = None
    applied_to: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `text` was found to mean: an application's number, a name's index, or these subjects."""

    number: str | None = None
    application_id: UUID | None = None
    name_index: bytes | None = field(default=None, repr=False)
    subject_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the queue, with names opened, and how many there are of each."""

    rows: tuple[CaseFile, ...]
    names: Mapping[UUID, str] = field(repr=False)
    after: str | None
    total: int
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Note:
    """A colleague's note; `text` is None once the borrower's data was erased."""

    id: UUID
    application_id: UUID
    at: datetime
    by: str
    text: str | None = field(repr=False)
    pinned: bool


@dataclass(frozen=True, slots=True)
class View:
    """A saved way of looking at the queue. `filter` is as the API takes it; no name is ever in it."""

    name: str
    owner: str
    filter: Mapping[str, object]
    sort: Sort
    columns: tuple[str, ...]
    shared: bool
    saved_at: datetime
