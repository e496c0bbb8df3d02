"""What a repayment does to a schedule. Pure: instalments in, instalments out.

Between asking the payment rail and booking its answer the loan stands still, so what was checked when the
money was asked is what is paid.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from puhui.servicing.allocation import AllocationRule, allocate, rule_for
from puhui.servicing.arrears import days_past_due
from puhui.servicing.falling_due import bill
from puhui.servicing.model import Amounts, Instalment, Loan
from puhui.servicing.payable import payable
from puhui.servicing.settlement import closed_on


def paid(
    loan: Loan,
    instalments: Sequence[Instalment],
    amount_fen: int,
    on: date,
    rules: Sequence[AllocationRule],
) -> tuple[Instalment, ...]:
    """The schedule after a repayment that `payable` takes, from instalments as they stand on `on`."""
    may = payable(instalments, loan.grows, on)
    rule = rule_for(rules, days_past_due(instalments, on))
    due_fen = min(amount_fen, may.due_now.total_fen)
    ahead = may.ahead if amount_fen > may.due_now.total_fen else None
    ready = tuple(bill(it) if ahead and it.number == ahead.number else it for it in instalments)
    if loan.grows and amount_fen > due_fen:
        return _at_will(ready, amount_fen, on)
    got = allocate(amount_fen, [it for it in ready if it.is_billed], rule)
    return _with(ready, got)


def settled(loan: Loan, instalments: Sequence[Instalment], on: date) -> tuple[Instalment, ...]:
    """The schedule after everything was paid on the day."""
    closing = closed_on(loan, instalments, on)
    return tuple(replace(it, paid=it.owed) if not it.is_cancelled else it for it in closing.instalments)


def is_settled(instalments: Sequence[Instalment]) -> bool:
    """Whether nothing is owed any more, a penalty included."""
    return all(it.unpaid.total_fen == 0 for it in instalments)


def _at_will(instalments: Sequence[Instalment], amount_fen: int, on: date) -> tuple[Instalment, ...]:
    """随借随还: interest earned so far first, then principal; what is left earns anew from today."""
    (line,) = instalments
    interest_fen = min(amount_fen, line.unpaid.interest_fen)
    principal_fen = amount_fen - interest_fen
    after = replace(line, paid=line.paid + Amounts(principal_fen, interest_fen))
    if principal_fen == 0:
        return (after,)
    return (replace(after, starts=min(on, line.ends), closed_interest_fen=line.owed.interest_fen),)


def _with(instalments: Sequence[Instalment], got: Mapping[int, Amounts]) -> tuple[Instalment, ...]:
    return tuple(replace(it, paid=it.paid + got.get(it.number, Amounts())) for it in instalments)
