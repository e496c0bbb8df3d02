"""A trial: other tables or another scorecard, beside the ones that decide, from a day to a day. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from puhui.decision.scoring import Rater


class TrialKind(StrEnum):
    """What a trial may do."""

    SHADOW = "shadow"
    """Decides nothing: kept inputs are decided again beside, and both are compared."""
    CHALLENGE = "challenge"
    """Truly decides for a share of subjects, within bounds, until its end."""


class Arm(StrEnum):
    """Who decided, where a challenge was running."""

    CHAMPION = "champion"
    CHALLENGER = "challenger"


@dataclass(frozen=True, slots=True)
class Trial:
    """What people wrote and another person published. `tables` replace those in force by name, everything
    else follows the champion; `scorecard` rates instead of the champion's, or `model`: a registered and
    approved one, by its version. Of a challenge also: the `share` of
    subjects, the highest limit that it may give, and the `salt` of its draw."""

    kind: TrialKind
    purpose: str
    ends_on: date
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    scorecard: Rater | None = None
    model: str | None = None
    share: float = 0.0
    most_limit_fen: int = 0
    salt: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """A trial that a second person approved. `number` counts the publications of the house."""

    id: UUID
    name: str
    number: int
    trial: Trial
    starts_on: date
    published_at: datetime
    submitted_by: str
    approved_by: str

    def runs_on(self, day: date) -> bool:
        """Whether it runs, by its own days; somebody may have ended it early."""
        return self.starts_on <= day <= self.trial.ends_on

    def named(self, arm: str) -> str:
        """As a record names it."""
        return f"{self.name} #{self.number} {arm}"
