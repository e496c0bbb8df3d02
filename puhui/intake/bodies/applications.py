"""Applications, as the API receives and shows them."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel

from puhui.intake.bodies.shapes import Amount, Body, Code, Months
from puhui.intake.model import Application, NewApplication, Status


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
