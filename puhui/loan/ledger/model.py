"""Double entry: every amount leaves one account and comes into another. Frozen facts."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID


class AccountCode(StrEnum):
    """Every account there is; names and sides are told in `chart.yaml`."""

    PRINCIPAL = "principal"
    INTEREST_ACCRUED = "interest_accrued"
    INTEREST_DUE = "interest_due"
    FEES_DUE = "fees_due"
    PENALTY_DUE = "penalty_due"
    SETTLEMENT_CASH = "settlement_cash"
    FEE_PAYABLE = "fee_payable"
    UNALLOCATED = "unallocated"
    INTEREST_INCOME = "interest_income"
    FEE_INCOME = "fee_income"
    PENALTY_INCOME = "penalty_income"


class Side(StrEnum):
    """The two sides of an entry."""

    DEBIT = "debit"
    CREDIT = "credit"

    @property
    def other(self) -> "Side":
        """The side that undoes this one."""
        return Side.CREDIT if self is Side.DEBIT else Side.DEBIT


@dataclass(frozen=True, slots=True)
class Line:
    """One amount on one side of one account, above nothing; whose loan it concerns, where it concerns one."""

    account: AccountCode
    side: Side
    amount_fen: int
    drawdown_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking. `key` is unique in an institution's books, `on` the business date it belongs to."""

    kind: str
    key: str
    on: date
    lines: tuple[Line, ...]

    def __post_init__(self) -> None:
        """Raise ValueError for what no book would take; the database would refuse it too."""
        if len(self.lines) < 2 or any(line.amount_fen <= 0 for line in self.lines):
            raise ValueError(f"{self.kind}: an entry has two lines or more, each above nothing")
        if difference_fen(self.lines):
            raise ValueError(f"{self.kind}: debit and credit differ")

    def digest(self) -> str:
        """SHA-256 of the content, by which the same entry is known again; in any order of lines."""
        lines = sorted(
            [line.account.value, line.side.value, line.amount_fen, str(line.drawdown_id or "")]
            for line in self.lines
        )
        told = json.dumps([self.kind, self.on.isoformat(), lines], separators=(",", ":"))
        return hashlib.sha256(told.encode()).hexdigest()


def debit(account: AccountCode, amount_fen: int, drawdown_id: UUID | None = None) -> Line:
    """A line on the debit side."""
    return Line(account, Side.DEBIT, amount_fen, drawdown_id)


def credit(account: AccountCode, amount_fen: int, drawdown_id: UUID | None = None) -> Line:
    """A line on the credit side."""
    return Line(account, Side.CREDIT, amount_fen, drawdown_id)


def difference_fen(lines: Iterable[Line]) -> int:
    """Debit less credit.

    >>> difference_fen([debit(AccountCode.PRINCIPAL, 100), credit(AccountCode.SETTLEMENT_CASH, 40)])
    60
    """
    return sum(line.amount_fen * _SIGN[line.side] for line in lines)


_SIGN: Final = {Side.DEBIT: 1, Side.CREDIT: -1}
