"""What may be paid on a day, and what is refused before anybody's account is touched. Pure.

A scheduled loan takes any part of what is due, or all of it together with the whole coming instalment. It
takes nothing more: who wants to repay more settles, which costs interest to that day only. The last
instalment is never paid ahead, because settling is cheaper. A revolving loan takes any amount on any day, at
most what settles it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from puhui.kernel import Problem, Text
from puhui.servicing.model import Amounts, Instalment


@dataclass(frozen=True, slots=True)
class Payable:
    """What is owed on a day. `ahead` is the coming instalment where it may be paid before its day."""

    due_now: Amounts
    ahead: Instalment | None
    at_most_fen: int
    """The most that is taken without settling."""

    def takes(self, amount_fen: int) -> bool:
        """Whether this amount is taken."""
        due_fen = self.due_now.total_fen
        if self.ahead is None:
            return 0 < amount_fen <= self.at_most_fen
        return 0 < amount_fen <= due_fen or amount_fen == self.at_most_fen


def payable(instalments: Sequence[Instalment], grows: bool, on: date) -> Payable:
    """From instalments as they stand on `on`."""
    due_now = total(it.unpaid for it in instalments if it.is_billed)
    coming = [it for it in instalments if not it.is_billed and not it.is_cancelled]
    if grows:
        unpaid = total(it.unpaid for it in coming)
        return Payable(due_now, None, due_now.total_fen + unpaid.principal_fen + unpaid.interest_fen)
    if len(coming) > 1 and coming[0].starts <= on:
        ahead = coming[0]
        return Payable(due_now, ahead, due_now.total_fen + ahead.unpaid.total_fen)
    return Payable(due_now, None, due_now.total_fen)


def total(amounts: Iterable[Amounts]) -> Amounts:
    """Everything together."""
    return sum(amounts, Amounts())


@dataclass(frozen=True, slots=True)
class NotTaken(Problem):
    """More, or another amount, than is owed. The figures are for the borrower's own eyes, never for a log."""

    due_now_fen: int = 0
    at_most_fen: int = 0
    settles_fen: int = 0
    """What would settle everything today."""


def not_taken(may: Payable, settles_fen: int) -> NotTaken:
    """Refused before anybody's account is touched, with what is owed instead."""
    return NotTaken(
        "repayment.more_than_owed",
        Text(
            "这个金额和今天可以还的金额不符，没有扣款。",
            "This is not an amount that can be repaid today; nothing was collected.",
        ),
        Text(
            "请按显示的应还金额还款；想多还，可以提前结清。",
            "Repay what is shown as due; to repay more, settle early.",
        ),
        due_now_fen=may.due_now.total_fen,
        at_most_fen=may.at_most_fen,
        settles_fen=settles_fen,
    )
