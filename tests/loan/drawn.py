"""What tests of a drawdown do again and again, and a rail that says what it is told to."""

from puhui.ground import Work
from puhui.loan import (
    Account,
    Cancelled,
    Contract,
    Drawdown,
    DrawdownState,
    Facility,
    Paid,
    Refused,
    Unclear,
    drawdown,
    facility_of,
    programme,
    reserve_drawdown,
)
from puhui.loan.standin import MemoryRail
from tests.loan.lending import later


def reserved(work: Work, made: Contract, amount_fen: int = 4_000_000, key: str = "k-1") -> Drawdown:
    """A drawdown that is expected to be accepted."""
    one = reserve_drawdown(later(work), made.id, amount_fen, key)
    assert isinstance(one, Drawdown), one
    assert one.state is DrawdownState.RESERVED
    return one


def seen(work: Work, one: Drawdown) -> Drawdown:
    """The drawdown as it now stands."""
    now = drawdown(work, one.id)
    assert isinstance(now, Drawdown)
    return now


def used(work: Work, made: Contract) -> tuple[int, int, int, int]:
    """Reserved and drawn of the line, reserved and drawn of the programme, in fen."""
    line, whole = facility_of(work, made.id), programme(work, made.channel)
    assert isinstance(line, Facility)
    assert isinstance(whole, Facility)
    return line.reserved_fen, line.drawn_fen, whole.reserved_fen, whole.drawn_fen


class ToldRail(MemoryRail):
    """A rail that says what it is told to, in this order, and then what its till says."""

    def __init__(self, *answers: Paid | Refused | Unclear, cancels: tuple[object, ...] = ()) -> None:
        super().__init__()
        object.__setattr__(self, "answers", list(answers))
        object.__setattr__(self, "cancels", list(cancels))

    def pay(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """The next answer."""
        return self.answers.pop(0) if self.answers else super().pay(key, account, amount_fen)  # type: ignore[attr-defined]

    def cancel(self, key: str) -> Cancelled | Paid | Unclear:
        """The next answer."""
        return self.cancels.pop(0) if self.cancels else super().cancel(key)  # type: ignore[attr-defined]
