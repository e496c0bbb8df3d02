"""What arrived at the lender, what is asked before it looks, and what it decided."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from puhui.app.pages.views.decision import AskedAbout
from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Arrived:
    """An application as it lies at the lender. `reference` is the platform's, None for its own borrower."""

    product: Text
    amount_fen: int
    months: int
    purpose: Text
    owner: str
    owner_id_masked: str
    phone_masked: str | None
    business: str | None
    reference: str | None


@dataclass(frozen=True, slots=True)
class Asking:
    """One consent before the decision: the lender's own words, unticked. `is_inquiry`: about the bureau."""

    key: str
    shown: str
    title: Text
    words: Text
    fields: tuple[str, ...]
    period_days: int
    is_inquiry: bool = False


@dataclass(frozen=True, slots=True)
class Price:
    """What the approved terms would cost; every figure is a quote of `cost`."""

    amount_fen: int
    months: int
    method: str
    apr_simple: Decimal
    apr_effective: Decimal
    total_cost_fen: int
    first_payment_fen: int
    received_fen: int


@dataclass(frozen=True, slots=True)
class Result:
    """`outcome` is approved, counter_offer, referred, refused or closed."""

    outcome: str
    asked: Arrived
    price: Price | None = None
    reasons: tuple[Text, ...] = ()
    why: Text | None = None
    decided_on: date | None = None
    number: str = ""
    asked_about: tuple[AskedAbout, ...] = ()
