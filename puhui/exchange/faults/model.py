"""What can be told to go wrong, and where."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final


class FaultKind(StrEnum):
    """How a process misbehaves."""

    SLOW = "slow"
    """It answers late."""
    REFUSE = "refuse"
    """Nobody is there: nothing is done."""
    SILENT = "silent"
    """No answer comes; whether the thing was done before that, chance decides."""
    TWICE = "twice"
    """It happens twice."""
    REORDERED = "reordered"
    """It happens after what comes next, and whoever asked hears nothing in time."""
    LIE = "lie"
    """An amount is told wrongly, by one yuan."""


class Where(StrEnum):
    """On which way between two processes."""

    APPLICATIONS = "applications"
    EVENTS = "events"
    RECONCILIATION = "reconciliation"
    PAYMENTS = "payments"
    BUREAU = "bureau"
    ANYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong: with a `share` of the chances there are, or the first `times` only."""

    kind: FaultKind
    where: Where = Where.ANYWHERE
    share: Decimal = Decimal(1)
    times: int | None = None
    seconds: float | None = None
    """How long it is slow, silent or held back; None is the way's own default."""

    def is_at(self, where: Where) -> bool:
        """Whether it concerns this way."""
        return self.where in {where, Where.ANYWHERE}


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """Everything that goes wrong, and the seed from which every chance is drawn."""

    faults: tuple[Fault, ...] = ()
    seed: int = 0

    def __bool__(self) -> bool:
        return bool(self.faults)


NO_FAULTS: Final = FaultPlan()
