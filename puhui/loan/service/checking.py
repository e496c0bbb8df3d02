"""Does everything that is kept twice agree? For the end of the day, for staff, and for anybody who doubts."""

from dataclasses import dataclass

from puhui.ground import Work
from puhui.loan.ledger import AccountCode, trial_balance
from puhui.loan.lender import lender_of
from puhui.loan.store import checks as store


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is not what it adds up to. `what` is a code, `name` a contract's id or a channel."""

    what: str
    name: str
    is_fen: int
    should_fen: int


def check_books(work: Work) -> tuple[Difference, ...]:
    """Limits against their drawdowns, principal in the books against what is owed, the books in themselves.

    Always nothing, unless the program has a mistake or somebody has written into the database by hand.
    """
    lender, mode = lender_of(work), work.actor.mode
    found: list[Difference] = []
    for row in store.limits_off(work.connection, lender, mode):
        said = f"{row.kind}.reserved", row.name, row.reserved_fen, int(row.should_reserved_fen)
        drawn = f"{row.kind}.drawn", row.name, row.drawn_fen, int(row.should_drawn_fen)
        found += [Difference(*said), Difference(*drawn)]
    balances = trial_balance(work)
    owed_fen = store.principal_owed_fen(work.connection, lender, mode)
    found.append(Difference("books.principal", lender, balances[AccountCode.PRINCIPAL], owed_fen))
    found.append(Difference("books.balance", lender, sum(balances.values()), 0))
    return tuple(one for one in found if one.is_fen != one.should_fen)
