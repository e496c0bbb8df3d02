"""What passes between a platform and an institution, beside the package itself. Frozen facts.

`institution` is always the institution's code, on both sides; `reference` is what the institution calls an
application and every event about it carries it. Bodies are plain JSON: amounts whole fen, rates decimals
written as text, dates ISO.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from puhui.ground import Mode
from puhui.kernel import Text

VERSION: Final = 1
"""The version of the partner protocol that this program speaks."""
SUPPORTED: Final = (1,)

PLATFORM: Final = "platform"
"""How the platform is addressed in `X-Puhui-To`."""


@dataclass(frozen=True, slots=True)
class NewPartner:
    """The other side as its printed card describes it; nothing in it has been checked yet.

    `public_key` is the base64 of the 32 raw bytes of an Ed25519 key. `page_host` is the only host (with its
    port, where it has one) that a borrower is ever sent to; `cra_ids` are the licensed bureaus through which
    credit data may pass (domain 0.6).
    """

    institution: str
    name: Text
    base_url: str
    page_host: str
    public_key: str
    cra_ids: tuple[str, ...]
    valid_from: date
    valid_to: date
    is_platform: bool = False


@dataclass(frozen=True, slots=True)
class Partner:
    """A registered other side. `key_id` and `public_key` are its newest key that still holds.

    On the platform there is one for each institution; in an institution's process the one row is the
    platform, under the institution's own code and with `is_platform`.
    """

    institution: str
    name: Text
    base_url: str
    page_host: str
    key_id: str | None
    public_key: str | None
    cra_ids: tuple[str, ...]
    valid_from: date
    valid_to: date
    is_platform: bool
    revoked_at: datetime | None = None

    def stands(self, on: date) -> bool:
        """Whether it may be talked with on that day."""
        return self.revoked_at is None and self.valid_from <= on <= self.valid_to

    @property
    def address(self) -> str:
        """How it is named in `X-Puhui-To`."""
        return PLATFORM if self.is_platform else self.institution


class EventKind(StrEnum):
    """Everything an institution tells about one application, version 1."""

    APPLICATION_RECEIVED = "application.received"
    APPLICATION_DECIDED = "application.decided"
    APPLICATION_CLOSED = "application.closed"
    CONTRACT_SIGNED = "contract.signed"
    DRAWDOWN_RESERVED = "drawdown.reserved"
    DRAWDOWN_POSTED = "drawdown.posted"
    DRAWDOWN_VOIDED = "drawdown.voided"
    DRAWDOWN_EXPIRED = "drawdown.expired"
    REPAYMENT_POSTED = "repayment.posted"
    LOAN_SETTLED = "loan.settled"
    ARREARS_CHANGED = "arrears.changed"


@dataclass(frozen=True, slots=True)
class PartnerEvent:
    """One thing that happened at an institution. `sequence` counts 1, 2, 3 … within its reference.

    `application_id` is the platform's own, known where the event is heard.
    """

    event_id: UUID
    institution: str
    mode: Mode
    reference: str
    sequence: int
    kind: EventKind
    at: datetime
    body: Mapping[str, Any] = field(hash=False, repr=False)
    application_id: UUID | None = None


class Heard(StrEnum):
    """What became of an event that came in."""

    APPLIED = "applied"
    """It is next in its order and is handed on."""
    KNOWN = "known"
    """It was here before; nothing follows."""
    WAITING = "waiting"
    """One before it is missing; it is kept and handed on when the gap closes."""


class HandoverStatus(StrEnum):
    """Where a hand-over is, as the borrower may see it on the platform."""

    SENDING = "sending"
    RECEIVED = "received"
    DECIDING = "deciding"
    """A person at the institution has to look."""
    OFFERED = "offered"
    REFUSED = "refused"
    SIGNED = "signed"
    DRAWN = "drawn"
    CLOSED = "closed"
    """Withdrawn, or given up at the institution, before a signature."""
    EXPIRED = "expired"
    """The institution stayed silent; nothing was borrowed, and the next offer may be chosen."""


OPEN: Final = frozenset(
    {HandoverStatus.SENDING, HandoverStatus.RECEIVED, HandoverStatus.DECIDING, HandoverStatus.OFFERED}
)
"""Nothing is signed yet, and something may still come."""
BINDING: Final = frozenset({HandoverStatus.SIGNED, HandoverStatus.DRAWN})
"""A contract stands: it lives on whatever is withdrawn on the platform."""


@dataclass(frozen=True, slots=True)
class Handover:
    """One application handed to one institution. `entry_url` is a secret for the borrower alone.

    `told` are the institution's events that were applied, in their order; `why` a code where it ended.
    """

    id: UUID
    mode: Mode
    institution: str
    application_id: UUID
    offer_id: UUID
    package_id: UUID
    status: HandoverStatus
    reference: str | None
    entry_url: str | None = field(repr=False)
    entry_until: datetime | None
    begun_at: datetime
    changed_at: datetime
    why: str | None = None
    told: tuple[PartnerEvent, ...] = ()


class ReceivedStatus(StrEnum):
    """Where a received package is, as far as this room knows."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"
    SIGNED = "signed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Received:
    """A package that an institution accepted. `application_id` is the institution's own, once it has one."""

    reference: str
    mode: Mode
    institution: str
    package_id: UUID
    status: ReceivedStatus
    received_at: datetime
    application_id: UUID | None = None
    entered_at: datetime | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A one-time ticket in the open: shown once, only its hash is kept."""

    ticket: str = field(repr=False)
    until: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that was not accepted, or an answer of a partner that was not. No content is kept."""

    institution: str
    at: datetime
    action: str
    code: str
    key_id: str
    digest: str
    times: int
