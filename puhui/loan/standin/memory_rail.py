"""The till as a `PaymentRail` in this very process, for the simulator and for tests."""

from dataclasses import dataclass, field

from puhui.loan.ports import Account, Cancelled, Paid, Refused, Unclear
from puhui.loan.standin.till import Deed, Movement, Till


@dataclass(frozen=True, slots=True)
class MemoryRail:
    """A rail that forgets everything when the process ends, unless its till keeps a journal.

    >>> rail = MemoryRail()
    >>> rail.pay("D1", Account("测试一", "9999000000000012"), 100)
    Paid(amount_fen=100, reference='RAIL-00000001')
    >>> rail.pay("D1", Account("测试一", "9999000000000012"), 100) == rail.status("D1")
    True
    """

    till: Till = field(default_factory=Till)

    def pay(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """Pay out to the account."""
        return self.till.move(Deed.PAY, key, account, amount_fen)

    def collect(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """Debit the account."""
        return self.till.move(Deed.COLLECT, key, account, amount_fen)

    def status(self, key: str) -> Paid | Refused | Cancelled | Unclear:
        """What became of a key."""
        return self.till.status(key)

    def cancel(self, key: str) -> Cancelled | Paid | Unclear:
        """Make sure that this key never pays."""
        return self.till.cancel(key)

    def movements(self) -> tuple[Movement, ...]:
        """Everything that was asked, oldest first."""
        return self.till.movements()
