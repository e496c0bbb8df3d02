"""Where an application is that was handed over, as its borrower sees it on the platform."""

from dataclasses import dataclass
from decimal import Decimal

from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Answered:
    """What the institution decided: terms where it approved, and its own reasons."""

    limit_fen: int = 0
    months: int = 0
    annual_rate: Decimal | None = None
    is_counter_offer: bool = False
    reasons: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Mirrored:
    """The loan as the institution told it; its own pages hold the truth."""

    lent_fen: int
    outstanding_fen: int
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """`state` is one of the hand-over's, or `preparing` (not begun), `absent` (not connected).

    `entry_url` leads to the institution's own page once; `may_renew` says that a fresh one can be asked for.
    """

    state: str
    entry_url: str | None = None
    host: str = ""
    may_renew: bool = False
    answered: Answered | None = None
    mirrored: Mirrored | None = None

    @property
    def is_moving(self) -> bool:
        """Whether the page should look again by itself."""
        return self.state in {"preparing", "sending", "received", "offered", "deciding", "signed"}

    @property
    def is_over(self) -> bool:
        """Nothing was borrowed there; another offer may be chosen."""
        return self.state in {"refused", "closed", "expired", "absent"}
