"""What the API of this room receives and shows."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from puhui.intake.consent import PLATFORM, Consent, NewConsent
from puhui.intake.contact import Channel, ContactPurpose
from puhui.intake.model import Application, NewApplication, NewSubject, Status, Subject, SubjectKind
from puhui.intake.texts import ConsentText
from puhui.kernel import Language

Words = Annotated[str, Field(max_length=20_000)]
"""Bounded by what a request may hold; how long a name may be is said by the room, in its own sentence."""
Code = Annotated[str, Field(max_length=200)]
Amount = Annotated[int, Field(ge=-(2**62), le=2**62)]
Months = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]


class Body(BaseModel):
    """A body with nothing in it that the room does not know."""

    model_config = ConfigDict(extra="forbid")


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
    evidence: Annotated[list[Words], Field(max_length=100)] = []
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


class NewApplicationBody(Body):
    """What is asked for; `amount_fen` is whole fen."""

    owner_id: UUID
    amount_fen: Amount
    months: Months
    purpose: Code
    enterprise_id: UUID | None = None

    def to_new(self) -> NewApplication:
        """As the room takes it."""
        return NewApplication(**self.model_dump())


class ApplicationBody(BaseModel):
    """An application and where it is."""

    id: UUID
    owner_id: UUID
    enterprise_id: UUID | None
    amount_fen: int
    months: int
    purpose: str
    status: Status
    created_at: AwareDatetime
    status_at: AwareDatetime

    @classmethod
    def of(cls, application: Application) -> "ApplicationBody":
        """The body of one application."""
        return cls(**{name: getattr(application, name) for name in cls.model_fields})


class TextBody(BaseModel):
    """A consent text as it must be shown, and the hash that signing it sends back."""

    text_id: str
    text_version: str
    text_hash: str
    source: str
    purpose: str
    fields: list[str]
    separate: bool
    zh: str
    en: str

    @classmethod
    def of(cls, text: ConsentText, recipient_name: str, recipient_contact: str) -> "TextBody":
        """The body of one text, the recipient named in it."""
        said = text.said(recipient_name, recipient_contact)
        return cls(
            text_id=text.id,
            text_version=text.version,
            text_hash=text.hash(recipient_name, recipient_contact),
            source=text.source,
            purpose=text.purpose,
            fields=list(text.fields),
            separate=text.separate,
            zh=said.zh,
            en=said.en,
        )


class NewConsentBody(Body):
    """What somebody signed."""

    subject_id: UUID
    source: Code
    fields: Annotated[list[Code], Field(max_length=100)]
    purpose: Code
    text_id: Code
    text_version: Code
    text_hash: Code
    until: AwareDatetime
    recipient: Code = PLATFORM
    recipient_name: Code = ""
    recipient_contact: Code = ""
    separate: bool = False
    language: Language = Language.ZH

    def to_new(self) -> NewConsent:
        """As the room takes it."""
        return NewConsent(**self.model_dump(exclude={"fields"}), fields=tuple(self.fields))


class ConsentBody(BaseModel):
    """A consent that was given, and when it was taken back."""

    id: UUID
    subject_id: UUID
    source: str
    fields: list[str]
    purpose: str
    recipient: str
    recipient_name: str
    recipient_contact: str
    sensitivity: str
    separate: bool
    text_id: str
    text_version: str
    text_hash: str
    signed_at: AwareDatetime
    until: AwareDatetime
    revoked_at: AwareDatetime | None

    @classmethod
    def of(cls, consent: Consent) -> "ConsentBody":
        """The body of one consent."""
        return cls(
            **{name: getattr(consent, name) for name in cls.model_fields} | {"fields": sorted(consent.fields)}
        )


class ContactBody(Body):
    """An attempt that was made."""

    subject_id: UUID
    channel: Channel
    purpose: ContactPurpose
    answered: bool
    at: AwareDatetime | None = None


class ContactedBody(BaseModel):
    """An attempt as it was kept."""

    id: UUID
    subject_id: UUID
    channel: Channel
    purpose: ContactPurpose
    answered: bool
    at: AwareDatetime


class MayBody(BaseModel):
    """Whether somebody may be contacted; if not, why and from when on."""

    allowed: bool
    code: str | None = None
    why_not: str | None = None
    from_when: AwareDatetime | None = None


class WishBody(Body):
    """Whether the subject wants to be contacted; about everything unless said."""

    subject_id: UUID
    wanted: bool
    channel: Channel | None = None
    purpose: ContactPurpose | None = None
