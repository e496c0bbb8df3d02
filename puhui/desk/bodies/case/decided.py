"""A decision step by step, as the page of an application shows it."""

from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel

from puhui.decision import WaterfallBody
from puhui.ground.web import Said

Outcome = Literal["approve", "refer", "decline"]


class RuleShown(BaseModel):
    """One row of a table: whether it spoke, and if not, which column did not hold."""

    id: str
    description: Said
    taken: bool
    stopped_at_column: str | None
    stopped_at_name: Said | None
    outcome: Outcome | None


class MeasureShown(BaseModel):
    """A figure that a table looked at: its name in words, its value, and the value in words."""

    label: Said
    value: float | int | str | bool | None
    shown: Said


class StepShown(BaseModel):
    """One table's part. Rows after the first that held were not looked at and are not here."""

    step: str
    name: Said
    outcome: Outcome | None
    table: str
    rows: list[RuleShown]
    measures: dict[str, MeasureShown]


class ContributionShown(BaseModel):
    """What one figure did to the score: points gained (above the usual) or lost (below it)."""

    feature: str
    label: Said
    value: float | None
    shown: Said
    points: float


class VersionShown(BaseModel):
    """By what it was made, and since when that has been in use."""

    kind: str
    version: str
    since: AwareDatetime | None


class DecisionListed(BaseModel):
    """One of an application's decisions, the newest first."""

    id: UUID
    decided_at: AwareDatetime
    outcome: Outcome


class DecisionShown(BaseModel):
    """The newest decision with everything that made it. Rates are shares a year, written exactly."""

    id: UUID
    decided_at: AwareDatetime
    outcome: Outcome
    owner: str
    by_person: bool
    band: Literal["A", "B", "C", "D"] | None
    limit_fen: int
    annual_rate: Decimal | None
    apr_simple: Decimal | None
    probability: float | None
    points: float | None
    reasons: list[Said]
    hints: list[Said]
    limit_path: WaterfallBody | None
    """How the limit came about; null where none was reckoned."""
    steps: list[StepShown]
    contributions: list[ContributionShown]
    versions: list[VersionShown]
    inputs_hash: str
    record_hash: str
    timings: dict[str, float]
