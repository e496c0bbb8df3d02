"""What institutions have told about loans that began here: a copy, never the books. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from puhui.loan.drawing import DrawdownState


@dataclass(frozen=True, slots=True)
class MirroredContract:
    """A contract as it was told."""

    contract_ref: str
    product: str
    limit_fen: int
    months: int
    annual_rate: Decimal
    cost_table_hash: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class MirroredRepayment:
    """One repayment as it was told."""

    repayment_ref: str
    drawdown_ref: str
    principal_fen: int
    interest_fen: int
    fees_fen: int
    penalty_fen: int
    value_date: date


@dataclass(frozen=True, slots=True)
class MirroredDrawdown:
    """One drawdown as it was told, with what has come back of it.

    `days_past_due` stood on `arrears_on`; a day later it is one more, until told otherwise.
    """

    drawdown_ref: str
    contract_ref: str
    amount_fen: int
    state: DrawdownState
    expires_at: datetime
    value_date: date | None = None
    principal_repaid_fen: int = 0
    days_past_due: int = 0
    bucket: str = "C"
    arrears_on: date | None = None
    settled_on: date | None = None

    @property
    def outstanding_fen(self) -> int:
        """Principal that is reserved or owed."""
        if self.state not in {DrawdownState.RESERVED, DrawdownState.POSTED}:
            return 0
        return self.amount_fen - self.principal_repaid_fen


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that was told about one application and agrees with itself."""

    contract: MirroredContract | None = None
    drawdowns: Mapping[str, MirroredDrawdown] = field(default_factory=dict)
    repayments: Mapping[str, MirroredRepayment] = field(default_factory=dict)

    @property
    def outstanding_fen(self) -> int:
        """Principal reserved or owed under the contract."""
        return sum(one.outstanding_fen for one in self.drawdowns.values())


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What was told does not agree with what is known: both values, and nothing booked.

    `ref` is the contract, drawdown or repayment; values are fen where `field` ends in `_fen`, else codes.
    """

    ref: str
    field: str
    ours: int | str | None
    theirs: int | str | None


@dataclass(frozen=True, slots=True)
class MirrorBreak:
    """A disagreement as it is kept for people."""

    institution: str
    application_id: UUID | None
    event_id: UUID
    kind: str
    at: datetime
    about: Disagreement


@dataclass(frozen=True, slots=True)
class MirroredLoan:
    """The mirror of one application: what was told and agrees, and what does not."""

    application_id: UUID
    institution: str
    reference: str
    contract: MirroredContract | None
    drawdowns: tuple[MirroredDrawdown, ...]
    repayments: tuple[MirroredRepayment, ...]
    breaks: tuple[MirrorBreak, ...]
