"""A drawdown on its way, and a loan that is being repaid."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Line:
    """What may still be drawn under a contract; `received_fen` is what arrives when all of it is drawn."""

    limit_fen: int
    available_fen: int
    received_fen: int
    is_revolving: bool
    apr_simple: Decimal
    card_masked: str


@dataclass(frozen=True, slots=True)
class Payout:
    """One drawdown; `state` is reserved, posted, voided or expired."""

    id: str
    state: str
    amount_fen: int
    asked_at: datetime
    expires_at: datetime | None
    card_masked: str
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class DueRow:
    """One instalment; `state` is paid, part, due, overdue or later. `left_fen` is owed after it."""

    number: int
    due: date
    payment_fen: int
    principal_fen: int
    interest_fen: int
    fees_fen: int
    left_fen: int
    state: str


@dataclass(frozen=True, slots=True)
class Loan:
    """What is owed, what comes next, and every instalment. `state` is current, overdue or settled; while
    `is_paying` an answer of the bank is awaited and nothing else is taken."""

    id: str
    product: Text
    state: str
    lent_fen: int
    lent_on: date
    apr_simple: Decimal
    owed_fen: int
    due_now_fen: int
    next_due: date | None
    next_due_fen: int
    days_past_due: int
    penalty_fen: int
    card_masked: str
    rows: tuple[DueRow, ...]
    on: date
    may_pay_next: bool = False
    is_revolving: bool = False
    is_paying: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the repayment that was asked for last; `state` is asked, posted or refused."""

    state: str
    words: Text


@dataclass(frozen=True, slots=True)
class SettleQuote:
    """Everything owed on one day; `saved_fen` is the interest that then never falls due."""

    on: date
    principal_fen: int
    interest_fen: int
    fees_fen: int
    penalty_fen: int
    total_fen: int
    saved_fen: int
    is_today: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """One line of a statement; `kind` is lent or repaid."""

    on: date
    kind: str
    amount_fen: int
    principal_fen: int = 0
    interest_fen: int = 0
    fees_fen: int = 0
    penalty_fen: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class ListedLoan:
    """One case or loan in the list; `status` is a key of `lending.mine.status.*`."""

    href: str
    product: Text
    amount_fen: int
    status: str
    day: date
    next_due: date | None = None
    next_due_fen: int = 0
