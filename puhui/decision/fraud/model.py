"""What is kept about fraud: hits of rules, findings of people. Frozen."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from puhui.kernel import Outcome


class Finding(StrEnum):
    """What a person found out about an application that a fraud rule hit. No label of default."""

    CONFIRMED = "confirmed"
    FALSE_ALARM = "false_alarm"


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule that spoke in one decision: what it said, and what became of it under its limit."""

    rule: str
    said: Outcome
    became: Outcome


@dataclass(frozen=True, slots=True)
class Label:
    """A person's word about an application; a later one stands in its place and leaves it where it is."""

    id: UUID
    application_id: UUID
    decision_id: UUID
    finding: Finding
    why: str = field(repr=False)
    at: datetime
    by: str
