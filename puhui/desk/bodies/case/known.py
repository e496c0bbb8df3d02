"""Who asks, and what is known of them from where, as the page of an application shows it."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from puhui.ground.web import Said


class PartyShown(BaseModel):
    """A subject as it may be shown: numbers masked, the name whole."""

    id: UUID
    kind: str
    name: str
    id_masked: str
    phone_masked: str | None
    region: str | None
    region_name: Said
    place: str | None
    trade: str | None
    trade_name: Said | None
    since: date | None
    registered_at: AwareDatetime
    erased: bool


class DebtsShown(BaseModel):
    """Everything owed as far as somebody has looked; `service_known` false: the monthly sum is a floor."""

    balance_fen: int
    monthly_service_fen: int
    service_known: bool
    guarantee_fen: int
    overdue_balance_fen: int
    worst_overdue_days: int
    lenders: int
    sources: list[Said]
    oldest_as_of: date


class EvidenceShown(BaseModel):
    """One source: what came of it, over which days, how many rows, and under which consent.

    `told`: another house has it and gave figures worked out of it.
    """

    model_config = ConfigDict(populate_by_name=True)

    source: str
    name: Said
    state: Literal["present", "partly", "missing", "told", "error", "withdrawn", "erased"]
    from_: Annotated[date | None, Field(alias="from")]
    to: date | None
    rows: int | None
    told: Said
    is_public: bool
    consent_id: UUID | None
    learned_at: AwareDatetime | None


class ConsentShown(BaseModel):
    """A consent of the owner or of the business, and whether it stands now."""

    id: UUID
    party: Literal["owner", "business"]
    source: str
    name: Said
    fields: list[str]
    purpose: str
    recipient: str
    recipient_name: str
    signed_at: AwareDatetime
    until: AwareDatetime
    revoked_at: AwareDatetime | None
    stands: bool
