"""What two parties agree on, and how far they have come: frozen facts of one contract.

Amounts are whole fen, rates nominal per year, shares fractions, instants UTC. A name, a card or a phone
never appears in a `repr`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from puhui.cost import Audience, CostTable, DayCount, Method
from puhui.ground import Mode
from puhui.kernel import Text
from puhui.matching import NamedFee
from puhui.rulebook import Basis


class ContractState(StrEnum):
    """How far a contract has come; which step may follow which is told in `lifecycle`."""

    DRAFT = "draft"
    SUITABLE = "suitable"
    DISCLOSED = "disclosed"
    """The cost table has been shown; the borrower is reading it."""
    CONFIRMED = "confirmed"
    ACCOUNT_BOUND = "account_bound"
    SIGNED = "signed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Channel(StrEnum):
    """Where the borrower came from; each has a programme facility of its own."""

    PLATFORM = "platform"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class AgreedTerms:
    """Everything about money that both sides agree on. Nothing about it is looked up again later.

    `cap_basis` is the basis on which this product's cost is measured against the law's cap.
    """

    limit_fen: int
    months: int
    method: Method
    annual_rate: Decimal
    day_count: DayCount
    fees: tuple[NamedFee, ...] = ()
    penalty_uplift_share: Decimal = Decimal("0.5")
    prepayment_fee_share: Decimal = Decimal(0)
    is_revolving: bool = False
    cap_basis: Basis = Basis.APR_SIMPLE


@dataclass(frozen=True, slots=True)
class NewContract:
    """A contract to be drafted. `subject_id` is the person who signs, owes and receives the money.

    `reference` is how the platform knows the application, None for the institution's own borrower.
    `price_channel` names the price cap (see `rulebook`), `use` the rules for the use of money (business or
    consumer), `lender_contact` where a complaint goes first.
    """

    application_id: UUID
    subject_id: UUID
    product: str
    product_name: Text
    lender_name: Text
    lender_contact: str
    terms: AgreedTerms
    reference: str | None = None
    audience: Audience = Audience.PERSON
    purpose: str = "turnover"
    use: str = "business"
    price_channel: str = "facilitation"


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract as it stands. `agreed` is what it was drafted with and never changes."""

    id: UUID
    institution: str
    mode: Mode
    agreed: NewContract
    state: ContractState
    drafted_at: datetime
    state_at: datetime
    signed_on: date | None = None
    ends_on: date | None = None
    """The last day of the term, counted from the signature."""

    @property
    def terms(self) -> AgreedTerms:
        """What was agreed about money."""
        return self.agreed.terms

    @property
    def application_id(self) -> UUID:
        """The application it answers."""
        return self.agreed.application_id

    @property
    def subject_id(self) -> UUID:
        """Who signs, owes and receives."""
        return self.agreed.subject_id

    @property
    def reference(self) -> str | None:
        """How the platform knows it, None for the institution's own borrower."""
        return self.agreed.reference

    @property
    def channel(self) -> Channel:
        """Where the borrower came from."""
        return Channel.OWN if self.reference is None else Channel.PLATFORM


@dataclass(frozen=True, slots=True)
class ContractStep:
    """One step of a contract: where it came to, when, who took it; `why` is a code where it ended."""

    id: UUID
    to: ContractState
    at: datetime
    actor: str
    why: str | None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One showing of the cost table. Nothing can be confirmed before `readable_at`, by the server's clock."""

    contract_id: UUID
    table: CostTable
    document_hash: str
    shown_at: datetime
    readable_at: datetime
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Where the borrower wants the money, as they wrote it; nothing in it has been checked yet."""

    holder: str = field(repr=False)
    bank_card: str = field(repr=False)
    phone: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BoundAccount:
    """An account that four factors said is the borrower's own, as it may be shown."""

    contract_id: UUID
    card_masked: str
    verified_at: datetime
    provider: str


@dataclass(frozen=True, slots=True)
class ContractText:
    """The whole contract in both languages; `hash` is SHA-256 over both."""

    text: Text = field(repr=False)
    hash: str
    version: str


Answers = Mapping[str, str]
"""Suitability: code of the question → code of the answer."""
