"""Money leaving, in two phases, and the limits it stays under: frozen facts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from puhui.ground import Mode


class DrawdownState(StrEnum):
    """A drawdown is reserved first; then the rail's word ends it, once."""

    RESERVED = "reserved"
    POSTED = "posted"
    VOIDED = "voided"
    """Refused or taken back, and the rail has said that its key can never pay."""
    EXPIRED = "expired"
    """The time of the reservation ran out, and the rail has said that its key can never pay."""


@dataclass(frozen=True, slots=True)
class Drawdown:
    """One drawdown. `amount_fen` is the principal, `paid_out_fen` what reaches the account: less the fees
    that the cost table says are deducted.

    `flagged`: the rail has confirmed another amount than it was asked for; nothing is booked and the
    reservation stays until a person has had it looked at again (`recheck_drawdown`).
    """

    id: UUID
    institution: str
    mode: Mode
    contract_id: UUID
    key: str
    amount_fen: int
    fees_fen: int
    state: DrawdownState
    reserved_at: datetime
    expires_at: datetime
    flagged: bool = False
    value_date: date | None = None
    ended_at: datetime | None = None
    why: str | None = None
    released_fen: int = 0
    """Principal that has been repaid."""

    @property
    def paid_out_fen(self) -> int:
        """What the rail is asked to pay."""
        return self.amount_fen - self.fees_fen


class FacilityKind(StrEnum):
    """A borrower's own line, or what an institution lends through one channel in all."""

    BORROWER = "borrower"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Facility:
    """A limit and what is used of it; the database itself keeps reserved + drawn ≤ limit.

    `limit_fen` is None for a programme without one. `name` is the contract's id or the channel.
    """

    id: UUID
    institution: str
    mode: Mode
    kind: FacilityKind
    name: str
    limit_fen: int | None
    reserved_fen: int
    drawn_fen: int

    @property
    def free_fen(self) -> int | None:
        """What may still be drawn; None where there is no limit."""
        return None if self.limit_fen is None else self.limit_fen - self.reserved_fen - self.drawn_fen
