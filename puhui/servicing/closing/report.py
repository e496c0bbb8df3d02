"""What an end of day did: frozen facts for a page, a log and a person at the terminal."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Step(StrEnum):
    """The steps of closing one business date, in their order."""

    RESOLVE = "resolve"
    """Repayments that were asked for and not answered."""
    ACCRUE = "accrue"
    """Interest earned, what falls due, the penalty of what is late; what to debit is written down."""
    COLLECT = "collect"
    """Debit it, and book the answers."""
    AGE = "age"
    """Days past due and buckets."""
    EXPIRE = "expire"
    """Reservations whose time has run out."""
    RECONCILE = "reconcile"
    """Schedules and ledger compared to the fen; positions of the day kept."""
    ADVANCE = "advance"
    """The next business date."""


@dataclass(frozen=True, slots=True)
class StepDone:
    """One step of one day: how many loans it looked at, in how many transactions, in how much time."""

    on: date
    step: Step
    loans: int
    chunks: int
    seconds: float


@dataclass(frozen=True, slots=True)
class EndOfDay:
    """Every step that ran, and the business date afterwards."""

    business_date: date
    days: tuple[date, ...]
    steps: tuple[StepDone, ...]
