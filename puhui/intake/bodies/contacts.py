"""The contact register, as the API receives and shows it."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel, StrictBool

from puhui.intake.bodies.shapes import Body
from puhui.intake.contact import Channel, ContactPurpose


class ContactBody(Body):
    """An attempt that was made."""

    subject_id: UUID
    channel: Channel
    purpose: ContactPurpose
    answered: StrictBool
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
    wanted: StrictBool
    channel: Channel | None = None
    purpose: ContactPurpose | None = None
