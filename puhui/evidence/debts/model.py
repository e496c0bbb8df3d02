"""What somebody already owes. Without it over-indebtedness cannot be seen (domain 3).

A report with no debts says that none is known to its source; *no report* says that nobody has looked. The two
are never the same: the second is None everywhere, and a decision without it refers.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class DebtSource(StrEnum):
    """Who says so."""

    DECLARED = "declared"
    """The applicant: complete about the informal, hopeful about the rest."""
    BUREAU = "bureau"
    """A licensed credit bureau (domain 5.6): exact about what is reported to it."""


class DebtKind(StrEnum):
    """What sort of debt; a guarantee is owed only when somebody else does not pay."""

    BUSINESS_LOAN = "business_loan"
    CONSUMER_LOAN = "consumer_loan"
    MORTGAGE = "mortgage"
    CREDIT_CARD = "credit_card"
    INFORMAL = "informal"
    GUARANTEE = "guarantee"


class DebtStatus(StrEnum):
    """Whether it runs as agreed."""

    CURRENT = "current"
    OVERDUE = "overdue"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt on the day of its report. `monthly_payment_fen` is None where the source does not know it."""

    lender: str = field(repr=False)
    kind: DebtKind
    balance_fen: int = field(repr=False)
    status: DebtStatus = DebtStatus.CURRENT
    limit_fen: int | None = field(default=None, repr=False)
    monthly_payment_fen: int | None = field(default=None, repr=False)
    overdue_days: int = 0


@dataclass(frozen=True, slots=True)
class DebtReport:
    """All debts that one source knows of, on one day; possibly none."""

    source: DebtSource
    as_of: date
    debts: tuple[Debt, ...]


@dataclass(frozen=True, slots=True)
class DebtSummary:
    """Everything owed, from all sources together.

    `monthly_service_fen` is what is paid each month on the debts that say so; `service_known` is false when
    some running debt does not, and then the figure is a floor. `working_capital_fen` is everything owed but
    mortgages: a small firm's owner may well turn stock over with a card. `unused_lines_fen` is what business
    loans still allow to be drawn. `oldest_as_of` is the stalest report's day.
    """

    balance_fen: int
    monthly_service_fen: int
    service_known: bool
    limit_fen: int
    working_capital_fen: int
    unused_lines_fen: int
    guarantee_fen: int
    overdue_balance_fen: int
    worst_overdue_days: int
    lenders: int
    sources: frozenset[DebtSource]
    oldest_as_of: date
