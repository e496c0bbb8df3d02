"""What goes in and out of the routes about models."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from puhui.ground.web import Said

Note = Annotated[str, Field(max_length=1000)]
Product = Annotated[str, Field(max_length=64, pattern="^[A-Za-z0-9_.-]*$")]
StateName = Literal["waiting", "rejected", "approved", "champion", "expired", "withdrawn"]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NoteIn(_Body):
    """A word to the other person."""

    note: Note = ""


class WhyIn(_Body):
    """Why a model is taken out of use."""

    why: Annotated[str, Field(min_length=2, max_length=1000)]


class ChampionIn(_Body):
    """What rates a product from a day on. `product` "" is the whole house; `model_id` null the judgement
    scorecard."""

    product: Product = ""
    model_id: UUID | None
    effective_from: date
    note: Note = ""


class RecalibrationIn(_Body):
    """A product's own: its log odds are `shift + slope ×` the model's."""

    product: Product = ""
    model_id: UUID
    shift: Annotated[float, Field(ge=-10, le=10, allow_inf_nan=False)]
    slope: Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)]
    effective_from: date
    note: Note = ""


class ActBody(BaseModel):
    """What somebody did, when, and their word."""

    by: str
    at: datetime
    note: str


class SourceBody(BaseModel):
    """A source that a model needs."""

    name: str
    title: Said


class ModelLine(BaseModel):
    """One model in the list. `champion_of` are the products it rates today ("" the house); `may_settle`: the
    reader is another person than the one who handed it in."""

    id: UUID
    name: str
    title: Said
    version: str
    product: str
    kind: Literal["scorecard", "boosted"]
    grade: Literal["table", "parts", "opaque"]
    state: StateName
    champion_of: list[str]
    auc: float
    auc_low: float
    auc_high: float
    valid_from: date
    expires_on: date
    expires_in_days: int
    registered: ActBody
    settled: ActBody | None
    withdrawn: ActBody | None
    may_settle: bool


class CalibrationGroup(BaseModel):
    """Rows of like probability, out of fold: what was said and what happened."""

    rows: int
    said: float
    happened: float


class PartBody(BaseModel):
    """One column and its share in what the score adds up from."""

    name: str
    title: Said
    share: float
    direction: Literal["rises", "falls", "either"]
    is_told: bool


class ModelBody(ModelLine):
    """One model with its card: what it learnt from, how good, how calibrated, of which parts, its limits."""

    needs: list[SourceBody]
    fallback: Literal["refer", "judgement"]
    target: str
    rows: int
    bad_rows: int
    period: str | None
    source: str
    ks: float
    brier: float
    brier_of_average: float
    shift: float
    slope: float
    calibration: list[CalibrationGroup]
    parts: list[PartBody]
    warnings: list[Said]
    limits: list[Said]
    forbidden: list[Said]


class UseBody(BaseModel):
    """A proposal about a product, and what became of it."""

    id: UUID
    kind: Literal["champion", "recalibration"]
    product: str
    model_id: UUID | None
    model_name: str | None
    shift: float | None
    slope: float | None
    effective_from: date
    state: Literal["waiting", "approved", "rejected"]
    in_force: bool
    proposed: ActBody
    settled: ActBody | None
    may_settle: bool
