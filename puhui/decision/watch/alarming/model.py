"""What is noticed of a day, and the alarm that lives on from day to day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Rule(StrEnum):
    """What an alarm is about."""

    GONE = "gone"
    """A figure is unknown everywhere today."""
    NULLS = "nulls"
    """A figure is unknown more often than it was."""
    DRIFT = "drift"
    """A figure's distribution has moved."""
    SCORE = "score"
    """The score's has."""
    MIX = "mix"
    """More or fewer are approved, referred or declined."""
    CALIBRATION = "calibration"
    """More or fewer defaulted than were said to."""
    EARLY = "early"
    """A cohort is late sooner than those before it."""
    FAIRNESS = "fairness"
    """A group is approved less often than four fifths of another."""
    OPPORTUNITY = "opportunity"
    """A group's good payers were approved less often."""
    LATENCY = "latency"
    """Decisions take long."""


class Level(StrEnum):
    """Look at it, or do something."""

    WATCH = "watch"
    ACT = "act"


class Why(StrEnum):
    """What somebody says who takes note of an alarm; words of their own stand beside it."""

    LOOKING = "looking"
    KNOWN_CHANGE = "known_change"
    SOURCE_REPAIRED = "source_repaired"
    POLICY_CHANGED = "policy_changed"
    SEASON = "season"
    FALSE_ALARM = "false_alarm"


@dataclass(frozen=True, slots=True)
class Noticed:
    """What one rule says of one thing today. `level` None with `is_calm` False: not enough to begin, too much
    to end. `clear_after` calm days in a row end an alarm."""

    rule: Rule
    about: str
    level: Level | None
    is_calm: bool
    clear_after: int
    numbers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm. `numbers` are those of the day it was last loud."""

    id: UUID
    rule: Rule
    about: str
    level: Level
    raised_on: date
    seen_on: date
    calm_days: int
    cleared_on: date | None
    numbers: Mapping[str, Any]
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    why: Why | None = None
    note: str | None = field(default=None, repr=False)
