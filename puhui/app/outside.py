"""Everything beyond this process that it may reach; what is not configured is not there, and says so."""

from dataclasses import dataclass, field
from typing import Final

from puhui.evidence import HttpProvider
from puhui.exchange import Courier
from puhui.exchange.bureau import BureauRelay
from puhui.exchange.faults import NO_FAULTS, FaultSwitch
from puhui.loan import Account, Cancelled, Paid, PaymentRail, Refused, Unclear

NOT_CONFIGURED: Final = "not_configured"
"""Why a rail that is not there says nothing."""


@dataclass(frozen=True, slots=True)
class NoRail:
    """No payment rail: a drawdown waits. It never says that money moved, nor that it never will."""

    def pay(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """Nothing is known."""
        return Unclear(NOT_CONFIGURED)

    def collect(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """Nothing is known."""
        return Unclear(NOT_CONFIGURED)

    def status(self, key: str) -> Paid | Refused | Cancelled | Unclear:
        """Nothing is known."""
        return Unclear(NOT_CONFIGURED)

    def cancel(self, key: str) -> Cancelled | Paid | Unclear:
        """Nothing is known: a rail may have been configured yesterday."""
        return Unclear(NOT_CONFIGURED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Ports of one process. `courier` carries signed requests to the other party; `faults` is what this
    process is told to do wrong, nothing unless somebody says so."""

    provider: HttpProvider | None = None
    bureau: BureauRelay | None = None
    rail: PaymentRail | None = None
    courier: Courier | None = field(default=None, repr=False)
    faults: FaultSwitch = field(default_factory=lambda: FaultSwitch(NO_FAULTS), repr=False, compare=False)

    @property
    def payments(self) -> PaymentRail:
        """The rail, or one that knows nothing."""
        return self.rail or NoRail()
