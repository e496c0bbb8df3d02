"""A customer seen in a night: figures, signals, what may be lost. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from puhui.decision.jdm import Value


class Sight(StrEnum):
    """Whether a source may be looked at now."""

    VISIBLE = "visible"
    WITHDRAWN = "withdrawn"
    """It was covered once and is no longer: nothing is guessed."""
    NEVER = "never"
    """Nobody ever consented to it for this purpose."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who owes: their loans together. `business_id` is theirs or the owner's own."""

    subject_id: UUID
    business_id: UUID
    contract_id: UUID
    signed_at: datetime
    exposure_fen: int
    days_past_due: int
    late_days_90d: int
    refused_debits_30d: int


@dataclass(frozen=True, slots=True)
class Signal:
    """A row of the table that spoke: by how much it multiplies the odds of default, and what to do."""

    code: str
    odds: float
    do: str


@dataclass(frozen=True, slots=True)
class Warned:
    """One line of a night's list. `figures` is everything that was looked at; null is unknown."""

    subject_id: UUID
    contract_id: UUID
    application_id: UUID
    on: date
    exposure_fen: int
    expected_loss_fen: int
    default_probability: Decimal
    signals: tuple[str, ...]
    table_version: str
    figures: Mapping[str, Value] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Night:
    """How far a night has come: how many customers were looked at, and of how many something was seen."""

    on: date
    customers: int
    warned: int
    is_done: bool
