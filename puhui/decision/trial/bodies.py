"""What goes in and out of the routes about trials."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from puhui.decision.challenge.comparing import Arms, ArmSeen, Both
from puhui.decision.challenge.intervals import Estimate
from puhui.decision.what_if.bodies import BesideBody
from puhui.ground.publishing.bodies import DraftBody, DraftLine

KindWord = Literal["shadow", "challenge"]
StateWord = Literal["draft", "coming", "running", "ended", "stopped", "replaced"]


class StopIn(BaseModel):
    """Why it ends early."""

    model_config = ConfigDict(extra="forbid")

    why: Annotated[str, Field(min_length=1, max_length=500)]


class TrialLine(BaseModel):
    """One trial in the list: its newest publication, or the draft alone. People by their work names."""

    name: str
    kind: KindWord | None
    purpose: str
    state: StateWord
    number: int | None
    starts_on: date | None
    ends_on: date | None
    tables: list[str]
    has_model: bool
    share: float | None
    most_limit_fen: int | None
    submitted_by: str | None
    approved_by: str | None
    approved_at: datetime | None
    stopped_by: str | None
    stopped_at: datetime | None
    stopped_why: str | None
    decisions: int
    draft: DraftLine | None


class TrialBody(TrialLine):
    """One trial, whole: what is published, every publication of the name, the draft."""

    content: dict[str, Any] | None
    history: list[TrialLine]
    draft: DraftBody | None


class EstimateBody(BaseModel):
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float

    @classmethod
    def of(cls, found: Estimate | None) -> "EstimateBody | None":
        """None of nothing."""
        if found is None:
            return None
        return cls(value=found.value, low=found.low, high=found.high)


class ArmBody(BaseModel):
    """One arm. `limit_fen` and `rate` are means of those approved."""

    n: int
    approved: int
    referred: int
    approval: EstimateBody | None
    limit_fen: EstimateBody | None
    rate: EstimateBody | None

    @classmethod
    def of(cls, arm: ArmSeen) -> "ArmBody":
        """As it goes out."""
        return cls(
            n=arm.n,
            approved=arm.approved,
            referred=arm.referred,
            approval=EstimateBody.of(arm.approval),
            limit_fen=EstimateBody.of(arm.limit_fen),
            rate=EstimateBody.of(arm.rate),
        )


class BothBody(BaseModel):
    """Both arms of a segment, and how much more the challenger does."""

    segment: str
    value: str
    champion: ArmBody
    challenger: ArmBody
    approval: EstimateBody | None
    limit_fen: EstimateBody | None
    rate: EstimateBody | None

    @classmethod
    def of(cls, segment: str, value: str, both: Both) -> "BothBody":
        """As it goes out."""
        return cls(
            segment=segment,
            value=value,
            champion=ArmBody.of(both.champion),
            challenger=ArmBody.of(both.challenger),
            approval=EstimateBody.of(both.approval),
            limit_fen=EstimateBody.of(both.limit_fen),
            rate=EstimateBody.of(both.rate),
        )


class ArmsBody(BaseModel):
    """Champion and challenger by who was drawn. `why` counts why each arm decided; `held_back` were drawn and
    decided by the champion all the same."""

    whole: BothBody
    sides: list[BothBody]
    why: dict[str, int]
    held_back: int
    erased: int

    @classmethod
    def of(cls, found: Arms) -> "ArmsBody":
        """As it goes out."""
        return cls(
            whole=BothBody.of("", "", found.whole),
            sides=[BothBody.of(*where, both) for where, both in sorted(found.sides.items())],
            why=dict(found.why),
            held_back=found.held_back,
            erased=found.erased,
        )


class ComparisonBody(BaseModel):
    """What a trial has shown so far: pairs of a shadow, or the arms of a challenge."""

    shadow: BesideBody | None = None
    arms: ArmsBody | None = None
