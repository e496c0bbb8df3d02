"""A borrower's applications in a list, and what the form allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from puhui.kernel import Text

KINDS: Final = (
    "individual_business",
    "enterprise",
    "unregistered_operator",
    "farm_household",
    "cooperative",
    "person",
)
REGISTERED_KINDS: Final = frozenset({"individual_business", "enterprise", "cooperative"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One application; `status` is open, approve, refer, decline, chosen or withdrawn."""

    href: str
    amount_fen: int
    months: int
    applied_at: datetime
    status: str


@dataclass(frozen=True, slots=True)
class FormLimits:
    """What may be asked for: the span of amounts, the terms, the purposes."""

    amount_low_fen: int
    amount_high_fen: int
    months: tuple[int, ...]
    purposes: Mapping[str, Text]
