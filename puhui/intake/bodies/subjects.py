"""Subjects and their links, as the API receives and shows them."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from puhui.intake.bodies.shapes import Body, Code, Words
from puhui.intake.model import NewSubject, Subject, SubjectKind


class NewSubjectBody(Body):
    """A subject as somebody wrote it down."""

    kind: SubjectKind
    name: Words
    resident_id: Words | None = None
    uscc: Words | None = None
    phone: Words | None = None
    region: Code | None = None
    place: Words | None = None
    trade: Words | None = None
    since: date | None = None
    evidence: list[Words] = Field([], max_length=100)
    operated_by: UUID | None = None

    def to_new(self) -> NewSubject:
        """As the room takes it."""
        return NewSubject(**self.model_dump(exclude={"evidence"}), evidence=tuple(self.evidence))


class SubjectBody(BaseModel):
    """A subject as it may be shown; numbers are masked."""

    id: UUID
    kind: SubjectKind
    name: str
    id_masked: str
    phone_masked: str | None
    region: str | None
    place: str | None
    trade: str | None
    since: date | None
    evidence: list[str]
    registered_at: AwareDatetime
    erased: bool

    @classmethod
    def of(cls, subject: Subject) -> "SubjectBody":
        """The body of one subject."""
        return cls(
            **{name: getattr(subject, name) for name in cls.model_fields}
            | {"evidence": list(subject.evidence)}
        )


class SearchBody(Body):
    """A whole resident identity number or credit code."""

    identifier: Annotated[str, Field(max_length=64)]


class LinkBody(Body):
    """Which person operates the business."""

    owner_id: UUID
    since: date | None = None


class LinkedBody(BaseModel):
    """An ownership link."""

    owner_id: UUID
    business_id: UUID
    since: date | None
    recorded_at: AwareDatetime
