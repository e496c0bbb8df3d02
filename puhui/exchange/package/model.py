"""The application package, version 1: what an institution is told about one application, and nothing else.

Amounts are whole fen, rates nominal per year as decimals, dates Beijing dates. Credit data (figures, advice)
is not in here: it lies with a licensed bureau, and the package names bureau and parcel (domain 0.6).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

ADVICE_OWNER: Final = "platform_advisory"
"""Whose opinion the parcel holds: advice. The institution decides (domain 0.1)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the borrower asks for."""

    amount_fen: int
    months: int
    purpose: str
    borrower_kind: str


@dataclass(frozen=True, slots=True)
class OfferShown:
    """The offer as the borrower saw it on the platform; `quoted_on` is the day it was reckoned for."""

    amount_fen: int
    months: int
    annual_rate: Decimal
    apr_simple: Decimal
    total_cost_fen: int
    quoted_on: date


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks, in the open: only ever inside a sealed package or a signed request."""

    name: str = field(repr=False)
    resident_id: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    business_name: str | None = field(default=None, repr=False)
    uscc: str | None = field(default=None, repr=False)
    region: str | None = None
    trade: str | None = None


@dataclass(frozen=True, slots=True)
class ConsentShown:
    """The consent under which this leaves: which words were read, what they cover and until when."""

    consent_id: UUID
    text_id: str
    text_version: str
    text_hash: str
    fields: tuple[str, ...]
    purpose: str
    until: datetime


@dataclass(frozen=True, slots=True)
class CreditData:
    """Where the credit data lies: the bureau it passes through, and the number of the parcel there."""

    via_cra_id: str
    parcel: str


@dataclass(frozen=True, slots=True)
class ApplicationPackage:
    """Everything one institution is told. `pseudonym` is the subject's name for this recipient only."""

    package_id: UUID
    version: int
    institution: str
    pseudonym: str
    application: Asked
    product: str
    offer: OfferShown
    identity: Who
    consent: ConsentShown
    credit_data: CreditData | None
    advice_owner: str
    test: bool
