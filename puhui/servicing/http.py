"""The API of this room for an institution's staff: loans, arrears, repayments, and closing the day."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request

from puhui.ground import Ground, Work
from puhui.ground.web import Router, answer, work_for
from puhui.kernel import Problem, Text
from puhui.loan import PaymentRail
from puhui.servicing import shown
from puhui.servicing.closing import end_of_day
from puhui.servicing.service.arrears import arrears, arrears_by_bucket, loans_after
from puhui.servicing.service.dates import business_date
from puhui.servicing.service.standing import (
    instalments,
    position,
    repayments,
    settlement_quote,
    waiting_repayments,
)
from puhui.servicing.store import days
from puhui.servicing.store.whose import whose

router = Router(prefix="/api/v1", tags=["servicing"])
"""What an institution's process serves."""

AtMost = Annotated[int, Query(ge=1, le=200, description="how many")]
Bucket = Annotated[str | None, Query(max_length=10, description="C, M1 … M7+")]


@router.get("/loans")
def read_loans(
    work: Annotated[Work, Depends(work_for("loan.read"))], after: UUID | None = None, at_most: AtMost = 50
) -> list[shown.PositionBody]:
    """贷款现状，按编号分页。Where loans stand, in the order of their ids."""
    return [shown.position_body(at) for at in loans_after(work, after, at_most)]


@router.get("/loans/{drawdown_id}")
def read_loan(drawdown_id: UUID, work: Annotated[Work, Depends(work_for("loan.read"))]) -> shown.PositionBody:
    """一笔贷款的现状。Where one loan stands on the business date."""
    return shown.position_body(answer(position(work, drawdown_id)))


@router.get("/loans/{drawdown_id}/instalments")
def read_instalments(
    drawdown_id: UUID, work: Annotated[Work, Depends(work_for("loan.read"))]
) -> list[shown.InstalmentBody]:
    """还款计划。The schedule as it stands."""
    return [shown.instalment_body(it) for it in answer(instalments(work, drawdown_id))]


@router.get("/loans/{drawdown_id}/repayments")
def read_repayments(
    drawdown_id: UUID, work: Annotated[Work, Depends(work_for("loan.read"))]
) -> list[shown.RepaymentBody]:
    """还款记录，包括失败的。Every repayment, refused ones too."""
    return [shown.repayment_body(one) for one in answer(repayments(work, drawdown_id))]


@router.get("/loans/{drawdown_id}/settlement")
def read_settlement(
    drawdown_id: UUID, work: Annotated[Work, Depends(work_for("loan.read"))], on: date | None = None
) -> shown.SettlementBody:
    """提前结清试算。What settles the loan today, or on a later day if nothing is paid before."""
    return shown.settlement_body(answer(settlement_quote(work, drawdown_id, on)))


@router.get("/repayments/waiting")
def read_waiting(
    work: Annotated[Work, Depends(work_for("loan.read"))], at_most: AtMost = 50
) -> list[shown.RepaymentBody]:
    """已发起、等待付款通道结果的还款。Repayments the rail has not answered clearly."""
    return [shown.repayment_body(one) for one in waiting_repayments(work, at_most)]


@router.get("/arrears")
def read_arrears(
    work: Annotated[Work, Depends(work_for("arrears.read"))], bucket: Bucket = None, at_most: AtMost = 50
) -> list[shown.PositionBody]:
    """逾期贷款，最久的在前。Loans past due today, the latest first."""
    return [shown.position_body(at) for at in arrears(work, bucket, at_most)]


@router.get("/arrears/buckets")
def read_buckets(work: Annotated[Work, Depends(work_for("arrears.read"))]) -> list[shown.BucketBody]:
    """各逾期分档的笔数和余额。How many loans are in each bucket, and what they owe."""
    return shown.bucket_bodies(arrears_by_bucket(work))


@router.get("/days")
def read_days(
    work: Annotated[Work, Depends(work_for("day.read"))], on: date | None = None, at_most: AtMost = 50
) -> shown.DayBody:
    """会计日和日终各步骤。The business date, and the steps of a day or the newest ones."""
    kept = days.steps(work.connection, whose(work).institution, on, at_most)
    steps = [shown.step_body(row) for row in kept]
    return shown.DayBody(business_date=business_date(work), clock_date=work.today(), steps=steps)


@router.post("/days/close")
def close_days(request: Request, work: Annotated[Work, Depends(work_for("day.close"))]) -> shown.ClosedBody:
    """运行日终，直到会计日等于今天。Close every business date before the clock's."""
    ground: Ground = request.app.state.ground
    rail: PaymentRail | None = request.app.state.rail
    return shown.closed_body(answer(end_of_day(ground, answer(rail or _NO_RAIL), work.actor)))


_NO_RAIL = Problem(
    "day.rail.unavailable",
    Text("没有配置付款通道，日终没有运行。", "No payment rail is configured; the day was not closed."),
    Text("请设置 PUHUI_PAYMENTS_URL。", "Set PUHUI_PAYMENTS_URL."),
)
