"""ledger: the books of an institution, double entry, enforced by the database."""

from puhui.loan.ledger.balances import balances_of, balances_of_all, trial_balance
from puhui.loan.ledger.booking import (
    BookedOtherwiseError,
    NotInTheBooksError,
    book,
    book_all,
    entries,
    entry_under,
    reverse,
)
from puhui.loan.ledger.chart import chart
from puhui.loan.ledger.model import AccountCode, Entry, Line, Side, credit, debit

__all__ = [
    "AccountCode",
    "BookedOtherwiseError",
    "Entry",
    "Line",
    "NotInTheBooksError",
    "Side",
    "balances_of",
    "balances_of_all",
    "book",
    "book_all",
    "chart",
    "credit",
    "debit",
    "entries",
    "entry_under",
    "reverse",
    "trial_balance",
]
