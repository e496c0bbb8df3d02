"""A draft, and what was published: frozen facts. People are ids of accounts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class DraftState(StrEnum):
    """Where a draft stands. `CLOSED` is kept for its revision number alone: there is no draft."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REJECTED = "rejected"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being changed. `revision` rises with every change and never comes twice; `editors` is everybody
    who changed it since it was begun; `note` is what was said with the last submission or rejection."""

    kind: str
    name: str
    revision: int
    state: DraftState
    content: bytes
    editors: frozenset[str]
    edited_by: str
    edited_at: datetime
    submitted_by: str | None
    submitted_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What the house works by from `effective_from` on. `number` counts the publications of the house."""

    id: UUID
    number: int
    kind: str
    name: str
    content: bytes
    hash: str
    effective_from: date
    editors: frozenset[str]
    submitted_by: str
    submitted_at: datetime
    submitted_note: str
    published_by: str
    published_at: datetime
    note: str
