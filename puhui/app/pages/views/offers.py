"""Offers as they stand side by side; every figure comes from a quote of `cost`, none is computed here."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from puhui.kernel import Text

_ROUNDING_FEN: Final = 100


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment."""

    due: date
    payment_fen: int
    principal_fen: int
    interest_fen: int
    fees_fen: int


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee: what it is called, how it is charged, who receives it."""

    name: Text
    how: Text
    payee: Text


@dataclass(frozen=True, slots=True)
class OfferCard:
    """One product of one lender for the amount and the months that were asked for."""

    id: str
    lender: Text
    product: Text
    method: str
    apr_simple: Decimal
    apr_effective: Decimal
    total_cost_fen: int
    interest_fen: int
    fees_fen: int
    received_fen: int
    fees: tuple[FeeLine, ...]
    schedule: tuple[Due, ...]
    lender_contact: str
    is_lowest_cost: bool = False

    @property
    def first_payment_fen(self) -> int:
        """What the first month asks for."""
        return self.schedule[0].payment_fen

    @property
    def last_payment_fen(self) -> int:
        """What the last month asks for, which may be much more."""
        return self.schedule[-1].payment_fen

    @property
    def ends_differently(self) -> bool:
        """Whether the last payment differs by more than the rounding that it absorbs."""
        return abs(self.last_payment_fen - self.first_payment_fen) > _ROUNDING_FEN


@dataclass(frozen=True, slots=True)
class NotListed:
    """A product that does not fit, and why."""

    lender: Text
    product: Text
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RateRange:
    """The lowest and the highest yearly rate of all products, with their lenders, for the start page."""

    low: Decimal
    high: Decimal
    lenders: tuple[str, ...]
