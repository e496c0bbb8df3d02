"""A decision as its borrower reads it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """What a borrower asked about a result, and the answer once there is one. `kind` ends a key of texts."""

    kind: str
    at: datetime
    due_at: datetime | None = None
    answered_at: datetime | None = None
    answer: Text | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """Outcome, reasons and what they rest on. `outcome` is approve, refer or decline."""

    id: str
    outcome: str
    at: datetime
    reasons: tuple[Text, ...]
    data_used: tuple[Text, ...]
    versions: tuple[tuple[str, str], ...]
    hints: tuple[Text, ...] = ()
    limit_fen: int = 0
    rates: tuple[Decimal, ...] = ()
    """Lowest and highest simple APR of its offers, all fees included."""
    valid_until: date | None = None
    review_asked_at: datetime | None = None
    asked_about: tuple[AskedAbout, ...] = ()
    by_person: bool = False
    """Whether a person's word decided, and not a program alone."""
