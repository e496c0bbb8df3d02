"""Settling early: all that is due, the rest of the principal, interest to the day (民法典 677). Pure.

The interest and the fee are `cost.settle_early`'s own figures, so what the borrower was quoted is what the
borrower pays. Where the running instalment was paid ahead, its agreed interest has been paid and no more is
asked for the period.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from puhui.cost import quote, settle_early
from puhui.kernel import round_fen
from puhui.servicing.falling_due import bill
from puhui.servicing.model import Amounts, Instalment, Loan, SettlementQuote
from puhui.servicing.payable import total


@dataclass(frozen=True, slots=True)
class Closing:
    """The schedule as settling would leave it: everything billed on the day, the rest cancelled."""

    instalments: tuple[Instalment, ...]
    prepayment_fee_fen: int

    @property
    def unpaid(self) -> Amounts:
        """What is to be paid."""
        return total(it.unpaid for it in self.instalments)


def settlement_quote(loan: Loan, instalments: Sequence[Instalment], on: date) -> SettlementQuote:
    """What settles the loan on a day, from instalments as they stand on it."""
    closing = closed_on(loan, instalments, on)
    owed = closing.unpaid
    return SettlementQuote(
        loan.drawdown_id,
        on,
        owed.principal_fen,
        owed.interest_fen,
        owed.fees_fen,
        owed.penalty_fen,
        closing.prepayment_fee_fen,
    )


def closed_on(loan: Loan, instalments: Sequence[Instalment], on: date) -> Closing:
    """Bill everything: the first instalment not due yet takes all principal left, the rest fall away."""
    due = tuple(bill(it) if not it.is_billed and it.ends <= on else it for it in instalments)
    coming = [it for it in due if not it.is_billed and not it.is_cancelled]
    if not coming:
        return Closing(due, 0)
    interest_fen, fee_fen = _early(loan, coming, on)
    principal_fen = sum(it.owed.principal_fen for it in coming)
    last = _last(coming[0], Amounts(principal_fen, interest_fen, fee_fen), on)
    fallen = {it.number: replace(it, is_cancelled=True) for it in coming[1:]} | {last.number: last}
    return Closing(tuple(fallen.get(it.number, it) for it in due), fee_fen)


def _early(loan: Loan, coming: Sequence[Instalment], on: date) -> tuple[int, int]:
    """Interest of the running period to the day, and the agreed fee on what is repaid early."""
    running = coming[0]
    if loan.grows:
        return running.owed.interest_fen, 0
    fee_fen = round_fen(sum(it.owed.principal_fen for it in coming) * loan.prepayment_fee_share)
    if on <= running.starts:
        return 0, fee_fen
    return settle_early(quote(loan.terms), on).interest_fen, fee_fen


def _last(running: Instalment, owed: Amounts, on: date) -> Instalment:
    """The running instalment, cut on the day and carrying everything."""
    return replace(
        running,
        starts=min(running.starts, on),
        ends=on,
        due=on,
        owed=owed,
        third_party_fees_fen=0,
        accrued_fen=owed.interest_fen,
        is_billed=True,
        counted_to=on,
    )
