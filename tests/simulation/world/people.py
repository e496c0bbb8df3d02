"""Who borrows in a simulated quarter and how they are with money; plain facts drawn from a seed elsewhere."""

from dataclasses import dataclass
from enum import StrEnum


class Habit(StrEnum):
    """How a borrower repays."""

    HONEST = "honest"
    """The money is there on every due date."""
    LATE = "late"
    """The money comes some days after every due date."""
    PARTIAL = "partial"
    """Pays a part by hand now and then; the rest is not there."""
    NEVER = "never"
    EARLY = "early"
    """Settles the whole loan some days after drawing it."""


class Step(StrEnum):
    """What a borrower does on the way to money, in this order."""

    APPLY = "apply"
    CHOOSE = "choose"
    ENTER = "enter"
    INQUIRE = "inquire"
    ACCEPT = "accept"
    SUIT = "suit"
    READ = "read"
    CONFIRM = "confirm"
    BIND = "bind"
    SIGN = "sign"
    DRAW = "draw"


STEPS = tuple(Step)


class Leaving(StrEnum):
    """How a borrower changes their mind."""

    TAKES_CONSENT_BACK = "takes_consent_back"
    TAKES_APPLICATION_BACK = "takes_application_back"
    WALKS_AWAY = "walks_away"


class Card(StrEnum):
    """What kind of account the borrower names."""

    GOOD = "good"
    CLOSED = "closed"
    """The bank refuses every payment to it."""
    SOMEBODY_ELSES = "somebody_elses"
    """The four-factor check does not match; nothing may ever be paid to it."""


@dataclass(frozen=True, slots=True)
class Leaves:
    """The borrower leaves just before this step; a stubborn one takes it back and goes on all the same."""

    how: Leaving
    before: Step
    is_stubborn: bool


@dataclass(frozen=True, slots=True)
class Borrower:
    """One made-up borrower of the quarter; `number` is unique in it. `late_days` speaks for late and early.

    `own` names the institution they go to by themselves; None comes through the platform.
    """

    number: int
    arrives_day: int
    own: str | None
    amount_fen: int
    months: int
    habit: Habit
    late_days: int
    steps_a_tick: int
    choice: int
    draws: tuple[float, ...]
    taps: int
    """How many times the borrower presses the drawdown button."""
    reads_too_fast: bool
    card: Card
    leaves: Leaves | None
