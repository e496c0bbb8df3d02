"""What the register knows: a model as it was handed in, what it is used for, and where each stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

HOUSE = ""
"""The product of what a whole house decides by."""


class ModelKind(StrEnum):
    """A table of points, or many small trees."""

    SCORECARD = "scorecard"
    BOOSTED = "boosted"


class Fallback(StrEnum):
    """What rates where a source that a model needs is missing."""

    REFER = "refer"
    JUDGEMENT = "judgement"


class Settled(StrEnum):
    """What another person made of a proposal."""

    APPROVED = "approved"
    REJECTED = "rejected"


class UseKind(StrEnum):
    """What may be proposed about a product: which model rates it, and how its log odds are moved there."""

    CHAMPION = "champion"
    RECALIBRATION = "recalibration"


class State(StrEnum):
    """Where a model stands on a day."""

    WAITING = "waiting"
    REJECTED = "rejected"
    APPROVED = "approved"
    CHAMPION = "champion"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Recalibration:
    """A product's own: its log odds are `shift + slope ×` the model's."""

    shift: float
    slope: float


@dataclass(frozen=True, slots=True)
class Registered:
    """One model in the register. `version` is the SHA-256 of its sealed content; people are ids of accounts.

    `card` is its card as plain JSON; the content itself is read when it has to rate.
    """

    id: UUID
    name: str
    version: str
    product: str
    kind: ModelKind
    grade: str
    needs: tuple[str, ...]
    fallback: Fallback
    valid_from: date
    expires_on: date
    card: Mapping[str, Any]
    note: str
    registered_by: str
    registered_at: datetime
    settled: Settled | None = None
    settled_by: str | None = None
    settled_at: datetime | None = None
    settled_note: str = ""
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""

    @property
    def is_approved(self) -> bool:
        """Whether another person approved it, withdrawn since or not."""
        return self.settled is Settled.APPROVED

    @property
    def calibration(self) -> tuple[float, float]:
        """Shift and slope that were fitted on its out-of-fold sample."""
        quality = self.card["quality"]
        return float(quality["calibration_shift"]), float(quality["calibration_slope"])


@dataclass(frozen=True, slots=True)
class Use:
    """Something proposed about a product, and what became of it. `model_id` None: the judgement scorecard."""

    id: UUID
    kind: UseKind
    product: str
    model_id: UUID | None
    recalibration: Recalibration | None
    effective_from: date
    note: str
    proposed_by: str
    proposed_at: datetime
    settled: Settled | None = None
    settled_by: str | None = None
    settled_at: datetime | None = None
    settled_note: str = ""
    number: int | None = None


def state_of(model: Registered, is_champion: bool, day: date) -> State:
    """Where a model stands on a day."""
    if model.settled is None:
        return State.WAITING
    if model.settled is Settled.REJECTED:
        return State.REJECTED
    if model.withdrawn_at is not None:
        return State.WITHDRAWN
    if day >= model.expires_on:
        return State.EXPIRED
    return State.CHAMPION if is_champion else State.APPROVED
