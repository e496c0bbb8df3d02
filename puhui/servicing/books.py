"""What the ledger should say about a loan, from its schedule, and what to book when that changes. Pure.

A booking is never thought up: it is the difference between what the accounts should be before and after, so
the sum of all bookings is the schedule itself, and the end of day can compare the two to the fen.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from puhui.loan.ledger import AccountCode, Line, credit, debit
from puhui.servicing.model import Instalment


def accounts(instalments: Iterable[Instalment]) -> Mapping[AccountCode, int]:
    """Debit less credit of every account that servicing moves; `principal` counts down from nothing."""
    told: Counter[AccountCode] = Counter()
    for it in instalments:
        told[AccountCode.PRINCIPAL] -= it.paid.principal_fen
        told[AccountCode.SETTLEMENT_CASH] += it.paid.total_fen
        told[AccountCode.INTEREST_INCOME] -= it.accrued_fen
        interest = AccountCode.INTEREST_DUE if it.is_billed else AccountCode.INTEREST_ACCRUED
        told[interest] += it.accrued_fen - it.paid.interest_fen
        if it.is_billed:
            told[AccountCode.FEES_DUE] += it.owed.fees_fen - it.paid.fees_fen
            told[AccountCode.FEE_PAYABLE] -= it.third_party_fees_fen
            told[AccountCode.FEE_INCOME] -= it.owed.fees_fen - it.third_party_fees_fen
            told[AccountCode.PENALTY_DUE] += it.owed.penalty_fen - it.paid.penalty_fen
            told[AccountCode.PENALTY_INCOME] -= it.owed.penalty_fen
    return told


def difference(
    before: Iterable[Instalment], after: Iterable[Instalment], drawdown_id: UUID
) -> tuple[Line, ...]:
    """The lines that take the books from one schedule to another; none where nothing changed."""
    was, becomes = accounts(before), accounts(after)
    moved = {code: becomes.get(code, 0) - was.get(code, 0) for code in AccountCode}
    return tuple(
        debit(code, fen, drawdown_id) if fen > 0 else credit(code, -fen, drawdown_id)
        for code, fen in moved.items()
        if fen
    )
