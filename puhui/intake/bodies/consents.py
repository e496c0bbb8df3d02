"""Consents and the texts that are signed, as the API receives and shows them."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StrictBool

from puhui.intake.bodies.shapes import Body, Code
from puhui.intake.consent import PLATFORM, Consent, NewConsent
from puhui.intake.texts import ConsentText
from puhui.kernel import Language


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
    separate: StrictBool = False
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
