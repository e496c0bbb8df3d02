"""A person's word on a case and a second person's: bodies in, bodies out."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from puhui.decision.model import Band
from puhui.decision.people.saying import LONGEST_REASON, PersonSays
from puhui.decision.people.verdict import LONGEST_NOTE
from puhui.kernel import Outcome, Text


class VerdictAsked(BaseModel):
    """A person's word. The reason is told to the borrower word for word."""

    model_config = ConfigDict(extra="forbid")

    seen_decision_id: UUID
    outcome: Literal["approve", "decline"]
    limit_fen: Annotated[int, Field(strict=True, ge=0, le=10**13)] = 0
    band: Literal["A", "B", "C"] | None = None
    reason_zh: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]
    reason_en: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]

    def says(self) -> PersonSays:
        """As the room takes it."""
        band = Band(self.band) if self.band else None
        return PersonSays(Outcome(self.outcome), Text(self.reason_zh, self.reason_en), self.limit_fen, band)


class VerdictBody(BaseModel):
    """What came of it: decided, waiting for a second person, or given back by one."""

    state: Literal["decided", "waits_for_second", "given_back"]
    decision_id: UUID | None = None
    proposal_id: UUID | None = None


class ConfirmationAsked(BaseModel):
    """The second person's word; a no needs a note."""

    model_config = ConfigDict(extra="forbid")

    agrees: StrictBool
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
