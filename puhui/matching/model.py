"""Institutions, their products, what a borrower asks for, and what comes of it. Frozen facts.

Amounts are whole fen, rates nominal per year, shares fractions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from puhui.cost import DayCount, Fee, Method, Quote
from puhui.decision import Band
from puhui.intake import SubjectKind
from puhui.kernel import Outcome, Text
from puhui.rulebook import Basis


class InstitutionKind(StrEnum):
    """What licence an institution lends under; it decides about territory (domain 3)."""

    LOCAL_BANK = "local_bank"
    ONLINE_BANK = "online_bank"
    """Branchless; may lend online outside the place of its registration."""
    MICROLOAN = "microloan"


class Scheme(StrEnum):
    """Which population of inclusive finance a product is for (domain 1.2)."""

    NONE = "none"
    NFRA = "NFRA"
    FARM = "FARM"


@dataclass(frozen=True, slots=True)
class PartnerList:
    """The institution's published list that names this platform, and until when it is good (domain 0.2)."""

    published: date
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Concentration:
    """What the institution has out through partners: with this platform and with all, beside what the law
    measures them against (domain 3)."""

    with_platform_fen: int
    net_tier1_capital_fen: int
    with_all_partners_fen: int
    all_loans_fen: int


@dataclass(frozen=True, slots=True)
class Institution:
    """Somebody who may lend. `page` is its own address, the only place a borrower is ever sent to."""

    code: str
    name: Text
    kind: InstitutionKind
    regions: tuple[str, ...]
    page: str
    contact: str
    partner_list: PartnerList
    concentration: Concentration


@dataclass(frozen=True, slots=True)
class NamedFee:
    """A fee as `cost` counts it, with its name and who receives it in both languages."""

    charged: Fee
    name: Text
    payee: Text


@dataclass(frozen=True, slots=True)
class Product:
    """One product as its institution published it. What the platform earns is not in here (see `ranking`)."""

    code: str
    institution: str
    name: Text
    active_from: date
    active_to: date
    borrower_kinds: frozenset[SubjectKind]
    scheme: Scheme
    industries_excluded: tuple[str, ...]
    purposes: frozenset[str]
    amount_least_fen: int
    amount_most_fen: int
    months: frozenset[int]
    method: Method
    day_count: DayCount
    rates: Mapping[Band, Decimal]
    appetite: Mapping[Band, Decimal]
    fees: tuple[NamedFee, ...]
    required_data: frozenset[str]
    channel: str
    cap_basis: Basis
    partner_share: Decimal = Decimal(0)
    """What a co-lending partner of the institution contributes to each loan; zero where it lends alone."""

    @property
    def charged_fees(self) -> tuple[Fee, ...]:
        """The fees as terms of a loan carry them."""
        return tuple(fee.charged for fee in self.fees)


@dataclass(frozen=True, slots=True)
class MatchRequest:
    """What is known about one borrower when offers are looked for. Ids and codes, no names.

    `limit_fen` and `band` are the advice of `decision`; `data` are the sources a standing consent or the law
    covers; `household_credit_fen` is everything the household already owes at banks, None when unknown.
    """

    application_id: UUID
    outcome: Outcome
    limit_fen: int
    band: Band | None
    amount_fen: int
    months: int
    purpose: str
    borrower_kind: SubjectKind
    region: str | None
    industry: str | None
    data: frozenset[str]
    household_credit_fen: int | None = None
    is_small_or_micro: bool | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """One product for this borrower at its true cost, and where it stands among the others.

    `expected_rate` is what ranks (see `ranking`); `features` is everything the ranking looked at.
    """

    rank: int
    product: Product
    institution: Institution
    amount_fen: int
    months: int
    quote: Quote
    approval_chance: Decimal
    expected_rate: Decimal
    features: Mapping[str, str] = field(hash=False)
    partner_list_hash: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a product fell out: `code` for machines, the sentence with figures for people."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class FellOut:
    """A product that is not offered, with every reason, in the order of the filters."""

    product: Product
    institution: Institution
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """All that came of it: offers best first, what fell out, and a sentence when there is nothing."""

    offers: tuple[Offer, ...]
    fell_out: tuple[FellOut, ...]
    said: Text | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that can be offered: products beside the institutions they belong to."""

    institutions: Mapping[str, Institution]
    products: tuple[Product, ...]
