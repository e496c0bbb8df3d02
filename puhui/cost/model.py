"""What is lent, on which terms, and what comes back: frozen facts of the price of one loan.

Amounts are whole fen, rates nominal per year unless the name says otherwise, dates are Beijing dates.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from puhui.kernel import Problem, YearDays


class Method(StrEnum):
    """How a loan is paid back (domain 2.3).

    无还本续贷 is no method of its own: it is a *new* loan, usually `interest_only`, whose drawdown repays the
    old principal, and it is quoted as such.
    """

    EQUAL_INSTALMENT = "equal_instalment"
    EQUAL_PRINCIPAL = "equal_principal"
    INTEREST_ONLY = "interest_only"
    BULLET = "bullet"
    FLAT = "flat"
    REVOLVING = "revolving"


class DayCount(StrEnum):
    """How a period becomes a share of a year.

    `30/360` is 对年对月对日: a whole month is a twelfth, days left over are 360ths. The others count days.
    """

    THIRTY_360 = "30/360"
    ACTUAL_360 = "actual/360"
    ACTUAL_365 = "actual/365"

    @property
    def year_days(self) -> YearDays:
        """What a yearly rate is divided by to become a daily one."""
        return YearDays.D365 if self is DayCount.ACTUAL_365 else YearDays.D360


class PayeeType(StrEnum):
    """Who receives a fee. All of them count in the all-in cost (domain 0.3)."""

    LENDER = "lender"
    GUARANTOR = "guarantor"
    INSURER = "insurer"
    NOTARY = "notary"
    APPRAISER = "appraiser"
    PLATFORM = "platform"
    OTHER = "other"


class Payer(StrEnum):
    """Who pays a fee. Only what the borrower pays is the borrower's cost."""

    BORROWER = "borrower"
    LENDER = "lender"
    PLATFORM = "platform"


class FeeTiming(StrEnum):
    """When a fee falls due. `contingent`: only on a breach, and never in a normal-performance figure."""

    UPFRONT = "upfront"
    EACH = "each"
    END = "end"
    CONTINGENT = "contingent"


class FeeBasis(StrEnum):
    """What a fee is a share of: nothing (a fixed amount), the original principal, or what is still owed."""

    AMOUNT = "amount"
    PRINCIPAL = "principal"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee of the contract; upfront ones are deducted, so the borrower receives less (民法典 670)."""

    name: str
    payee: str
    payee_type: PayeeType
    timing: FeeTiming
    basis: FeeBasis = FeeBasis.AMOUNT
    amount_fen: int = 0
    share: Decimal = Decimal(0)
    payer: Payer = Payer.BORROWER


@dataclass(frozen=True, slots=True)
class Repayment:
    """A repayment of principal on a day, for a loan drawn and repaid at will (随借随还)."""

    on: date
    principal_fen: int


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that decides what a loan costs.

    `first_due` (monthly methods) allows a broken first period; without it dues fall monthly on the day of
    `drawdown`, at month's end where the month is shorter. `days` and `repayments` are for `revolving` only:
    without repayments everything comes back at once after `days`, or after `months`.
    """

    principal_fen: int
    months: int
    method: Method
    annual_rate: Decimal
    drawdown: date
    fees: tuple[Fee, ...] = ()
    day_count: DayCount = DayCount.THIRTY_360
    first_due: date | None = None
    days: int | None = None
    repayments: tuple[Repayment, ...] = ()


@dataclass(frozen=True, slots=True)
class Instalment:
    """One due amount. Fen, so `interest_fen=149_999` is ¥1,499.99."""

    due: date
    principal_fen: int
    interest_fen: int
    fees_fen: int = 0

    @property
    def total_fen(self) -> int:
        """What leaves the borrower's account that day."""
        return self.principal_fen + self.interest_fen + self.fees_fen


@dataclass(frozen=True, slots=True)
class Quote:
    """What a loan truly costs. Upfront fees are in `fees_fen` and missing from `received_fen`.

    `apr_simple` (单利), `apr_effective` (复利) and `xirr` are fractions to ten decimals; see `yearly` for how
    each is measured. Contingent fees and those the borrower does not pay are in none of the figures.
    """

    terms: Terms
    schedule: tuple[Instalment, ...]
    received_fen: int
    interest_fen: int
    fees_fen: int
    total_cost_fen: int
    apr_simple: Decimal
    apr_effective: Decimal
    xirr: Decimal


class Unquotable(ValueError):  # noqa: N818 - it reads as the sentence it is
    """Terms that no lender could mean, with the sentence to tell the person who wrote them."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence())
        self.problem = problem
