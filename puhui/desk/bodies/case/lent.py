"""A loan as the page of an application shows it: an institution's own books, or the platform's mirror."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel

from puhui.ground.web import Said


class DrawdownShown(BaseModel):
    """Money that left. What only the books know is null in a mirror."""

    ref: str
    state: str
    amount_fen: int
    value_date: date | None
    outstanding_fen: int
    principal_repaid_fen: int
    days_past_due: int
    bucket: str
    bucket_name: Said
    next_due: date | None
    next_due_fen: int | None
    due_now_fen: int | None
    settled_on: date | None


class RepaymentShown(BaseModel):
    """Money that came back, by what it paid for."""

    ref: str
    drawdown_ref: str
    on: date
    state: str
    amount_fen: int
    principal_fen: int
    interest_fen: int
    fees_fen: int
    penalty_fen: int


class BreakShown(BaseModel):
    """What an institution told and was not believed, with both values."""

    event_id: UUID
    at: AwareDatetime
    kind: str
    ref: str
    field: str
    ours: int | str | None
    theirs: int | str | None


class LoanShown(BaseModel):
    """One contract with what was drawn and repaid under it."""

    source: Literal["books", "mirror"]
    institution: str
    institution_name: Said
    contract_ref: str | None
    product: str | None
    state: str | None
    limit_fen: int | None
    months: int | None
    annual_rate: str | None
    signed_on: date | None
    drawdowns: list[DrawdownShown]
    repayments: list[RepaymentShown]
    breaks: list[BreakShown]
