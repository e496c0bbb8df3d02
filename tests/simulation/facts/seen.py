"""What an onlooker sees at the end of a day: plain facts read from every database, the rail and the bureau.

Nothing here was computed by the rooms under test where a row could be read instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ContractSeen:
    """A contract and what the borrower did before it was signed. Missing steps are None."""

    ref: str
    reference: str
    """Under which the platform knows it; the application's own id for a borrower of the institution."""
    channel: str
    state: str
    limit_fen: int
    is_suitable: bool
    shown_at: datetime | None
    confirmed_at: datetime | None
    reading_seconds: int
    """What the law's table asked for, in force when it was shown."""
    table_hash_shown: str | None
    table_hash_confirmed: str | None
    account_verified_at: datetime | None
    signed_at: datetime | None
    is_revolving: bool = False


@dataclass(frozen=True, slots=True)
class DrawdownSeen:
    """A drawdown and when it ended. `paid_out_fen` is what reaches the account: the amount less fees.

    `is_flagged`: the rail confirmed another amount than asked, and somebody has to look.
    """

    ref: str
    contract_ref: str
    state: str
    amount_fen: int
    paid_out_fen: int
    reserved_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    is_flagged: bool = False


@dataclass(frozen=True, slots=True)
class FacilitySeen:
    """A line of credit; `contract_ref` is None for a programme's."""

    ref: str
    channel: str
    contract_ref: str | None
    limit_fen: int | None
    reserved_fen: int
    drawn_fen: int


@dataclass(frozen=True, slots=True)
class RepaymentSeen:
    """Money asked from a borrower, and what became of it."""

    ref: str
    drawdown_ref: str
    state: str
    key: str
    amount_fen: int
    principal_fen: int
    interest_fen: int
    fees_fen: int
    penalty_fen: int


@dataclass(frozen=True, slots=True)
class LoanSeen:
    """A loan as a position says it, or as the mirror does: what the reconciliation file carries."""

    drawdown_ref: str
    contract_ref: str
    state: str
    lent_fen: int
    principal_outstanding_fen: int
    principal_repaid_fen: int
    interest_repaid_fen: int
    fees_repaid_fen: int
    penalty_repaid_fen: int
    days_past_due: int


@dataclass(frozen=True, slots=True)
class MovementSeen:
    """Money that really moved on the rail."""

    key: str
    is_out: bool
    amount_fen: int


@dataclass(frozen=True, slots=True)
class EventSeen:
    """An event as its sender or its receiver kept it. `state`: sent/waiting on one side, applied/waiting on
    the other."""

    event_id: str
    reference: str
    sequence: int
    kind: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class BreakSeen:
    """A difference that somebody wrote down."""

    ref: str
    field: str


@dataclass(frozen=True, slots=True)
class HouseSeen:
    """One institution."""

    institution: str
    trial: Mapping[str, int]
    """Debits less credits of every account, fen."""
    loan_books: Mapping[str, Mapping[str, int]]
    """Debits less credits by drawdown and account."""
    unbalanced_entries: tuple[str, ...] = ()
    contracts: tuple[ContractSeen, ...] = ()
    drawdowns: tuple[DrawdownSeen, ...] = ()
    facilities: tuple[FacilitySeen, ...] = ()
    repayments: tuple[RepaymentSeen, ...] = ()
    positions: tuple[LoanSeen, ...] = ()
    movements: tuple[MovementSeen, ...] = ()
    events: tuple[EventSeen, ...] = ()
    confirmations: tuple[str, ...] = ()
    """Ids under which a borrower agreed to one hard inquiry."""
    inquiries: tuple[str, ...] = ()
    """Confirmation ids under which the bureau was asked by this house, each as often as it counted."""
    breaks: tuple[BreakSeen, ...] = ()
    dead_messages: tuple[str, ...] = ()
    surprised_messages: tuple[str, ...] = ()
    waiting_messages: int = 0
    trail_broken: str | None = None


@dataclass(frozen=True, slots=True)
class PlatformSeen:
    """The platform: mirrors and events by institution."""

    mirrors: Mapping[str, tuple[LoanSeen, ...]] = field(default_factory=dict)
    events: Mapping[str, tuple[EventSeen, ...]] = field(default_factory=dict)
    breaks: Mapping[str, tuple[BreakSeen, ...]] = field(default_factory=dict)
    handovers: Mapping[str, str] = field(default_factory=dict)
    """Application → status."""
    dead_messages: tuple[str, ...] = ()
    surprised_messages: tuple[str, ...] = ()
    """Messages whose handler raised: an expected failure is a value, so this is a mistake of the program."""
    waiting_messages: int = 0
    trail_broken: str | None = None


RAIL = "the rail"
"""Who lied, where it was no event but the confirmation of a payment."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the simulation itself did, as it did it: the only other witness."""

    withdrawn_at: Mapping[str, datetime] = field(default_factory=dict)
    """Reference → when the borrower took consent or application back."""
    lies: Mapping[str, str] = field(default_factory=dict)
    """Drawdown ref → which kind of event lied about its amount, or `RAIL`."""
    rail_quiet_since: datetime | None = None
    """Since when the rail has answered every question; None while there is trouble on it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The whole town at one instant. `is_quiet`: nothing is on its way any more."""

    now: datetime
    is_quiet: bool
    houses: tuple[HouseSeen, ...]
    platform: PlatformSeen
    told: Told


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that does not hold: which, where, and both figures."""

    invariant: str
    where: str
    said: str

    def __str__(self) -> str:
        return f"{self.invariant} · {self.where} · {self.said}"
