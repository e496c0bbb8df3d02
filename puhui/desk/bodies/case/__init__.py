"""One application on one page, over the API."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from puhui.desk.bodies.case.decided import DecisionListed, DecisionShown, StepShown
from puhui.desk.bodies.case.known import ConsentShown, DebtsShown, EvidenceShown, PartyShown
from puhui.desk.bodies.case.lent import LoanShown
from puhui.desk.bodies.case.offered import FellOutShown, HandoverShown, OfferShown
from puhui.desk.bodies.queue import CaseRow
from puhui.desk.bodies.shapes import Body, PersonBody
from puhui.ground.web import Said


class MomentBody(BaseModel):
    """One line of the timeline. `ref` is the id of what it is about."""

    at: AwareDatetime
    what: Said
    who: Said
    kind: str
    ref: str | None


class NoteBody(BaseModel):
    """A colleague's note; without its text once the borrower's data was erased."""

    id: UUID
    at: AwareDatetime
    by: PersonBody
    text: str | None
    pinned: bool


class NoteWritten(Body):
    """A note to be kept, sealed under the borrower's key."""

    text: Annotated[str, Field(min_length=1, max_length=2000)]


class NotePin(Body):
    """Whether a note stays on top."""

    pinned: bool


class ReferralShown(BaseModel):
    """Where a person's part of it is; the rest is at `/api/v1/referrals/{application_id}`."""

    decision_id: UUID | None
    proposal_id: UUID | None
    request_ids: list[UUID]


class MayBody(BaseModel):
    """What the reader may do here now."""

    note: bool
    assign: bool
    verdict: bool
    fraud: bool


class FraudBody(BaseModel):
    """The fraud table's part in the newest decision, for those who may see it."""

    decision_id: UUID
    step: StepShown | None


class CaseBody(BaseModel):
    """Everything on one page."""

    row: CaseRow
    owner: PartyShown
    business: PartyShown | None
    debts: DebtsShown | None
    evidence: list[EvidenceShown]
    consents: list[ConsentShown]
    decision: DecisionShown | None
    decisions: list[DecisionListed]
    offers: list[OfferShown]
    offers_said: Said | None
    offers_valid_until: AwareDatetime | None
    fell_out: list[FellOutShown]
    handovers: list[HandoverShown]
    loans: list[LoanShown]
    referral: ReferralShown | None
    timeline: list[MomentBody]
    notes: list[NoteBody]
    may: MayBody


__all__ = [
    "CaseBody",
    "ConsentShown",
    "DebtsShown",
    "DecisionListed",
    "DecisionShown",
    "EvidenceShown",
    "FellOutShown",
    "FraudBody",
    "HandoverShown",
    "LoanShown",
    "MayBody",
    "MomentBody",
    "NoteBody",
    "NotePin",
    "NoteWritten",
    "OfferShown",
    "PartyShown",
    "ReferralShown",
    "StepShown",
]
