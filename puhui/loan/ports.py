"""What this room needs from the world: somebody who moves money, and answers for it.

Every question is idempotent by its key: asked again with the same key, the rail does nothing new and says the
same. `Unclear` is no answer: whoever gets it must assume neither that money moved nor that it did not.
"""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Account:
    """Where money goes to or comes from, in the open: only between the vault and the rail."""

    holder: str = field(repr=False)
    bank_card: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Paid:
    """Money has moved: this much, and how the rail calls it."""

    amount_fen: int
    reference: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The rail has not moved money for this key; `reason` is a code (`account_closed`, `no_funds` …)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """No money has moved for this key and none ever will."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """There was no usable answer, and why, as a code: `timeout`, `unreachable`, `unknown` …"""

    reason: str


class PaymentRail(Protocol):
    """A bank's payment rail. Never raises; what fails is `Unclear`."""

    def pay(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """Pay out to the account."""
        ...

    def collect(self, key: str, account: Account, amount_fen: int) -> Paid | Refused | Unclear:
        """Debit the account."""
        ...

    def status(self, key: str) -> Paid | Refused | Cancelled | Unclear:
        """What became of a key; `Unclear("unknown")` where the rail has never heard of it."""
        ...

    def cancel(self, key: str) -> Cancelled | Paid | Unclear:
        """Make sure that this key never pays, even one never heard of yet; `Paid` is too late."""
        ...
