"""A loan that is being paid back: frozen facts of its schedule, what has been paid, and where it stands.

Amounts are whole fen, rates nominal per year, dates Beijing dates. `on` is always a business date, which is
apart from the clock.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from puhui.cost import DayCount, Method, Terms
from puhui.ground import Mode
from puhui.kernel import Text


class Part(StrEnum):
    """What a repayment pays for."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    FEES = "fees"
    PENALTY = "penalty"


@dataclass(frozen=True, slots=True)
class Amounts:
    """Fen by what they are for.

    >>> (Amounts(principal_fen=100) + Amounts(penalty_fen=5)).total_fen
    105
    """

    principal_fen: int = 0
    interest_fen: int = 0
    fees_fen: int = 0
    penalty_fen: int = 0

    @property
    def total_fen(self) -> int:
        """All parts together."""
        return self.principal_fen + self.interest_fen + self.fees_fen + self.penalty_fen

    def of(self, part: Part) -> int:
        """One part, fen."""
        return int(getattr(self, f"{part.value}_fen"))

    def __add__(self, other: "Amounts") -> "Amounts":
        """Part by part."""
        return Amounts(
            self.principal_fen + other.principal_fen,
            self.interest_fen + other.interest_fen,
            self.fees_fen + other.fees_fen,
            self.penalty_fen + other.penalty_fen,
        )

    def __sub__(self, other: "Amounts") -> "Amounts":
        """Part by part."""
        return Amounts(
            self.principal_fen - other.principal_fen,
            self.interest_fen - other.interest_fen,
            self.fees_fen - other.fees_fen,
            self.penalty_fen - other.penalty_fen,
        )


@dataclass(frozen=True, slots=True)
class Instalment:
    """One due amount and what has become of it.

    Interest is earned from `starts` to `ends`; `due` is the last day to pay, the same as `ends` unless the
    product moves a due date to a working day. `accrued_fen` of the interest is in the books;
    `third_party_fees_fen` of the fees is passed on to others. `overdue_fen_days`
    is overdue money × days, from which the penalty follows without daily rounding. A revolving loan has one
    instalment whose interest grows: `closed_interest_fen` is what was earned before `starts`, the day of its
    last repayment of principal.
    """

    number: int
    starts: date
    ends: date
    due: date
    owed: Amounts
    paid: Amounts = Amounts()
    third_party_fees_fen: int = 0
    accrued_fen: int = 0
    closed_interest_fen: int = 0
    is_billed: bool = False
    overdue_fen_days: int = 0
    counted_to: date | None = None
    """The day up to which overdue money has been counted; None before it is billed."""
    is_cancelled: bool = False
    """Its principal was repaid earlier, by settling; nothing of it is owed."""

    @property
    def unpaid(self) -> Amounts:
        """What is still owed of it."""
        return Amounts() if self.is_cancelled else self.owed - self.paid

    @property
    def is_open(self) -> bool:
        """Whether principal, interest or a fee is unpaid; a penalty alone keeps nobody past due."""
        unpaid = self.unpaid
        return unpaid.total_fen - unpaid.penalty_fen > 0


class LoanState(StrEnum):
    """Where a loan stands."""

    CURRENT = "current"
    OVERDUE = "overdue"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Loan:
    """A drawdown that is being repaid. `terms` is what `cost` quoted the schedule from."""

    drawdown_id: UUID
    institution: str
    mode: Mode
    contract_id: UUID
    product: str
    terms: Terms
    is_revolving: bool
    penalty_uplift_share: Decimal
    prepayment_fee_share: Decimal
    state: LoanState = LoanState.CURRENT
    settled_on: date | None = None
    days_past_due: int = 0
    bucket: str = "C"

    @property
    def grows(self) -> bool:
        """Whether interest follows the balance day by day (随借随还)."""
        return self.terms.method is Method.REVOLVING

    @property
    def day_count(self) -> DayCount:
        """How the contract counts days."""
        return self.terms.day_count


class RepaymentKind(StrEnum):
    """Why money was asked for."""

    INSTALMENT = "instalment"
    """By the borrower, for what is due or for the next instalment."""
    COLLECTED = "collected"
    """By the end of day, on the due date and while overdue."""
    SETTLEMENT = "settlement"


class RepaymentState(StrEnum):
    """Asked first; the rail's word ends it, once."""

    ASKED = "asked"
    POSTED = "posted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Repayment:
    """One repayment. It counts on `value_date`, the business date on which it was asked."""

    id: UUID
    drawdown_id: UUID
    institution: str
    mode: Mode
    key: str
    kind: RepaymentKind
    amount_fen: int
    state: RepaymentState
    value_date: date
    asked_at: datetime
    split: Amounts = Amounts()
    """What it paid for, once posted."""
    ended_at: datetime | None = None
    why: str | None = None
    """The rail's code for a refusal."""


@dataclass(frozen=True, slots=True)
class SettlementQuote:
    """What settles everything on a day, by part; interest runs to that day and no further (民法典 677)."""

    drawdown_id: UUID
    on: date
    principal_fen: int
    interest_fen: int
    fees_fen: int
    penalty_fen: int
    prepayment_fee_fen: int = 0
    """The part of `fees_fen` that is agreed for repaying early."""

    @property
    def total_fen(self) -> int:
        """What the borrower pays."""
        return self.principal_fen + self.interest_fen + self.fees_fen + self.penalty_fen


@dataclass(frozen=True, slots=True)
class Bucket:
    """An arrears bucket: its code and its name."""

    code: str
    to_days: int | None
    name: Text


@dataclass(frozen=True, slots=True)
class Position:
    """Where a loan stands on a business date. `next_due` is the coming instalment, not asked for yet."""

    drawdown_id: UUID
    contract_id: UUID
    state: LoanState
    on: date
    lent_fen: int
    principal_outstanding_fen: int
    due_now: Amounts
    next_due: date | None
    next_due_fen: int
    may_pay_next: bool
    """Whether the coming instalment may be paid before its day."""
    days_past_due: int
    bucket: str
    repaid: Amounts
    settled_on: date | None = None
    is_paying: bool = False
    """A repayment is on its way; nothing else is taken meanwhile."""
    oldest_unpaid_due: date | None = field(default=None)

    @property
    def due_now_fen(self) -> int:
        """What is owed today."""
        return self.due_now.total_fen
