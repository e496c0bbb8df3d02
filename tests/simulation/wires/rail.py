"""The payment rail in bad weather: what of its answers reaches the caller.

A rail that is slow or silent may have moved money all the same, which is the whole difficulty.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from puhui.loan import Account, Cancelled, Paid, PaymentRail, Refused, Unclear
from tests.simulation.faults.weather import Link, Trouble, Weather

_T = TypeVar("_T")
_SLOW = timedelta(seconds=20)


@dataclass(slots=True)
class WeatheredRail:
    """A `PaymentRail` whose answers may be late, lost, repeated, or about another amount."""

    rail: PaymentRail
    weather: Weather
    wait: Callable[[timedelta], None]
    lied: Callable[[str], None]
    """Told the key about which another amount was confirmed."""

    def pay(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """Pay out, if the weather lets the question through."""
        return self._ask(key, lambda: self.rail.pay(key, account, amount_fen))

    def collect(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """Debit the account."""
        return self._ask(key, lambda: self.rail.collect(key, account, amount_fen))

    def status(self, key: str) -> Paid | Refused | Cancelled | Unclear:
        """What became of a key."""
        return self._ask(key, lambda: self.rail.status(key))

    def cancel(self, key: str) -> Cancelled | Paid | Unclear:
        """Make sure that this key never moves money."""
        return self._ask(key, lambda: self.rail.cancel(key))

    def _ask(self, key: str, question: Callable[[], _T]) -> _T | Unclear:
        match self.weather.strikes(Link.PAYMENTS):
            case Trouble.REFUSE:
                return Unclear("status_503")
            case Trouble.SILENT_BEFORE:
                return Unclear("unreachable")
            case Trouble.SILENT_AFTER:
                question()
                return Unclear("timeout")
            case Trouble.TWICE:
                question()
            case Trouble.SLOW:
                self.wait(_SLOW)
            case Trouble.LIE:
                return self._another_amount(key, question())
        return question()

    def _another_amount(self, key: str, said: _T) -> _T | Unclear:
        if not isinstance(said, Paid):
            return said
        self.lied(key)
        return Paid(said.amount_fen + 100, said.reference)  # type: ignore[return-value]
