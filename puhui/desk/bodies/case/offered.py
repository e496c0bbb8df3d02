"""Offers side by side at their true cost, and hand-overs, as the page of an application shows them."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field

from puhui.ground.web import Said

Rate = Annotated[str, Field(description="a share, written exactly")]


class FeeShown(BaseModel):
    """A fee, who receives it and when; `share` is of its basis."""

    name: Said
    payee: Said
    timing: str
    basis: str
    amount_fen: int
    share: Rate


class DueShown(BaseModel):
    """One instalment."""

    due: date
    principal_fen: int
    interest_fen: int
    fees_fen: int


class OfferShown(BaseModel):
    """One offer with its whole quote; rank 1 has the lowest expected cost."""

    id: UUID
    rank: int
    product: str
    product_name: Said
    institution: str
    institution_name: Said
    amount_fen: int
    months: int
    method: str
    annual_rate: Rate
    received_fen: int
    interest_fen: int
    fees_fen: int
    total_cost_fen: int
    apr_simple: Rate
    apr_effective: Rate
    xirr: Rate
    cap_basis: str
    approval_chance: Rate
    expected_rate: Rate
    fees: list[FeeShown]
    schedule: list[DueShown]
    chosen_at: AwareDatetime | None


class WhyNotShown(BaseModel):
    """One reason why a product fell out."""

    code: str
    text: Said


class FellOutShown(BaseModel):
    """A product that is not offered, with every reason."""

    product: str
    product_name: Said
    institution_name: Said
    reasons: list[WhyNotShown]


class ToldShown(BaseModel):
    """One thing that an institution told."""

    at: AwareDatetime
    kind: str
    what: Said


class HandoverShown(BaseModel):
    """An application at an institution, as far as it has told; at the institution, what came in."""

    id: str
    institution: str
    institution_name: Said
    status: str
    status_name: Said
    why: str | None
    reference: str | None
    begun_at: AwareDatetime
    changed_at: AwareDatetime
    told: list[ToldShown]
