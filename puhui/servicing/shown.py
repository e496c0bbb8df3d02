"""What staff see over the API: positions, instalments, repayments and days, without anybody's name."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from puhui.servicing.closing import EndOfDay
from puhui.servicing.conventions import buckets, names
from puhui.servicing.model import Amounts, Instalment, Position, Repayment, SettlementQuote


class AmountsBody(BaseModel):
    """Fen by what they are for."""

    principal_fen: int
    interest_fen: int
    fees_fen: int
    penalty_fen: int


class PositionBody(BaseModel):
    """Where a loan stands on the business date `on`."""

    drawdown_id: UUID
    contract_id: UUID
    on: date
    state: str
    lent_fen: int
    principal_outstanding_fen: int
    due_now: AmountsBody
    next_due: date | None
    next_due_fen: int
    days_past_due: int
    oldest_unpaid_due: date | None
    bucket: str
    repaid: AmountsBody
    settled_on: date | None
    is_paying: bool


class InstalmentBody(BaseModel):
    """One due amount and what has been paid of it."""

    number: int
    due: date
    owed: AmountsBody
    paid: AmountsBody
    accrued_fen: int
    is_billed: bool
    is_cancelled: bool


class RepaymentBody(BaseModel):
    """One repayment; `split` is what it paid for, once posted."""

    id: UUID
    drawdown_id: UUID
    kind: str
    state: str
    amount_fen: int
    split: AmountsBody
    value_date: date
    asked_at: datetime
    ended_at: datetime | None
    why: str | None


class SettlementBody(BaseModel):
    """What settles a loan on a day; `prepayment_fee_fen` is within `fees_fen`."""

    on: date
    principal_fen: int
    interest_fen: int
    fees_fen: int
    prepayment_fee_fen: int
    penalty_fen: int
    total_fen: int


class BucketBody(BaseModel):
    """How many loans are how late, and what they owe in all."""

    bucket: str
    zh: str
    en: str
    loans: int
    principal_outstanding_fen: int


class StepBody(BaseModel):
    """One step of a day, and how far it has come."""

    on: date
    step: str
    mode: str
    chunks: int
    loans: int
    began_at: datetime
    done_at: datetime | None


class DayBody(BaseModel):
    """The business date, apart from the clock's, and the newest steps."""

    business_date: date
    clock_date: date
    steps: list[StepBody]


class ClosedBody(BaseModel):
    """What a run closed."""

    business_date: date
    days: list[date]


def position_body(at: Position) -> PositionBody:
    """A position as staff see it."""
    return PositionBody(
        drawdown_id=at.drawdown_id,
        contract_id=at.contract_id,
        on=at.on,
        state=at.state.value,
        lent_fen=at.lent_fen,
        principal_outstanding_fen=at.principal_outstanding_fen,
        due_now=_amounts(at.due_now),
        next_due=at.next_due,
        next_due_fen=at.next_due_fen,
        days_past_due=at.days_past_due,
        oldest_unpaid_due=at.oldest_unpaid_due,
        bucket=at.bucket,
        repaid=_amounts(at.repaid),
        settled_on=at.settled_on,
        is_paying=at.is_paying,
    )


def instalment_body(it: Instalment) -> InstalmentBody:
    """An instalment as staff see it."""
    return InstalmentBody(
        number=it.number,
        due=it.due,
        owed=_amounts(it.owed),
        paid=_amounts(it.paid),
        accrued_fen=it.accrued_fen,
        is_billed=it.is_billed,
        is_cancelled=it.is_cancelled,
    )


def repayment_body(one: Repayment) -> RepaymentBody:
    """A repayment as staff see it."""
    return RepaymentBody(
        id=one.id,
        drawdown_id=one.drawdown_id,
        kind=one.kind.value,
        state=one.state.value,
        amount_fen=one.amount_fen,
        split=_amounts(one.split),
        value_date=one.value_date,
        asked_at=one.asked_at,
        ended_at=one.ended_at,
        why=one.why,
    )


def settlement_body(quote: SettlementQuote) -> SettlementBody:
    """A settlement quote as staff see it."""
    return SettlementBody(
        on=quote.on,
        principal_fen=quote.principal_fen,
        interest_fen=quote.interest_fen,
        fees_fen=quote.fees_fen,
        prepayment_fee_fen=quote.prepayment_fee_fen,
        penalty_fen=quote.penalty_fen,
        total_fen=quote.total_fen,
    )


def bucket_bodies(many: tuple[Position, ...]) -> list[BucketBody]:
    """Every bucket, empty ones too, in their order."""
    told = names(buckets())
    return [
        BucketBody(
            bucket=code,
            zh=name.zh,
            en=name.en,
            loans=sum(at.bucket == code for at in many),
            principal_outstanding_fen=sum(at.principal_outstanding_fen for at in many if at.bucket == code),
        )
        for code, name in told.items()
    ]


def step_body(row: Row[Any]) -> StepBody:
    """A step as staff see it."""
    return StepBody(
        on=row.on,
        step=row.step,
        mode=row.mode,
        chunks=row.chunks,
        loans=row.loans,
        began_at=row.began_at,
        done_at=row.done_at,
    )


def closed_body(done: EndOfDay) -> ClosedBody:
    """A run as staff see it."""
    return ClosedBody(business_date=done.business_date, days=list(done.days))


def _amounts(fen: Amounts) -> AmountsBody:
    return AmountsBody(
        principal_fen=fen.principal_fen,
        interest_fen=fen.interest_fen,
        fees_fen=fen.fees_fen,
        penalty_fen=fen.penalty_fen,
    )
