"""The API of this room for staff: at an institution its contracts and books, on the platform the mirror."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from puhui.ground import Work
from puhui.ground.web import Router, answer, work_for
from puhui.kernel import Problem, Text
from puhui.loan import shown
from puhui.loan.drawing import DrawdownState, FacilityKind
from puhui.loan.ledger import entries, trial_balance
from puhui.loan.mirror import mirror_breaks, mirrored
from puhui.loan.model import Channel
from puhui.loan.ports import PaymentRail
from puhui.loan.service.checking import check_books
from puhui.loan.service.contracts import contract, contracts
from puhui.loan.service.facilities import facilities, set_programme
from puhui.loan.service.looking import drawdown, drawdowns, drawdowns_of
from puhui.loan.service.paying import recheck_drawdown, void_drawdown

router = Router(prefix="/api/v1", tags=["loan"])
"""What an institution's process serves."""
mirror_router = Router(prefix="/api/v1/mirror", tags=["loan"])
"""What the platform's process serves."""

AtMost = Annotated[int, Query(ge=1, le=200, description="how many")]
_MOST_FEN = 10**15


class ProgrammeBody(BaseModel):
    """A limit in fen, null for none."""

    model_config = ConfigDict(extra="forbid", strict=True)
    limit_fen: int | None = Field(ge=0, le=_MOST_FEN)


@router.get("/contracts")
def read_contracts(
    work: Annotated[Work, Depends(work_for("contract.read"))],
    before: datetime | None = None,
    at_most: AtMost = 50,
) -> list[shown.ContractBody]:
    """合同列表，最新在前。Contracts, newest first."""
    return [shown.contract_body(one) for one in contracts(work, before, at_most)]


@router.get("/contracts/{contract_id}")
def read_contract(
    contract_id: UUID, work: Annotated[Work, Depends(work_for("contract.read"))]
) -> shown.ContractBody:
    """一份合同。One contract."""
    return shown.contract_body(answer(contract(work, contract_id)))


@router.get("/contracts/{contract_id}/drawdowns")
def read_drawdowns_of(
    contract_id: UUID, work: Annotated[Work, Depends(work_for("contract.read"))]
) -> list[shown.DrawdownBody]:
    """一份合同的提款。The drawdowns of a contract."""
    answer(contract(work, contract_id))
    return [shown.drawdown_body(one) for one in drawdowns_of(work, contract_id)]


@router.get("/drawdowns")
def read_drawdowns(
    work: Annotated[Work, Depends(work_for("drawdown.read"))],
    state: DrawdownState | None = None,
    at_most: AtMost = 50,
) -> list[shown.DrawdownBody]:
    """提款列表，最新在前。Drawdowns, newest first."""
    return [shown.drawdown_body(one) for one in drawdowns(work, state, at_most)]


@router.get("/drawdowns/{drawdown_id}")
def read_drawdown(
    drawdown_id: UUID, work: Annotated[Work, Depends(work_for("drawdown.read"))]
) -> shown.DrawdownBody:
    """一笔提款。One drawdown."""
    return shown.drawdown_body(answer(drawdown(work, drawdown_id)))


@router.post("/drawdowns/{drawdown_id}/recheck")
def recheck(
    drawdown_id: UUID, request: Request, work: Annotated[Work, Depends(work_for("drawdown.recheck"))]
) -> shown.DrawdownBody:
    """再向付款通道核对一次；金额一致才入账。Ask the rail anew about a flagged drawdown."""
    return shown.drawdown_body(answer(recheck_drawdown(work, drawdown_id, _rail(request))))


@router.post("/drawdowns/{drawdown_id}/void")
def void(
    drawdown_id: UUID, request: Request, work: Annotated[Work, Depends(work_for("drawdown.void"))]
) -> shown.DrawdownBody:
    """撤销一笔还没付的提款，先在付款通道撤销。Take a reservation back, the rail first."""
    return shown.drawdown_body(answer(void_drawdown(work, drawdown_id, "staff", _rail(request))))


@router.get("/facilities")
def read_facilities(
    work: Annotated[Work, Depends(work_for("facility.read"))],
    kind: FacilityKind = FacilityKind.PROGRAMME,
    at_most: AtMost = 50,
) -> list[shown.FacilityBody]:
    """额度及其使用。Limits and what is used of them."""
    return [shown.facility_body(one) for one in facilities(work, kind, at_most)]


@router.put("/facilities/programmes/{channel}")
def put_programme(
    channel: Channel, body: ProgrammeBody, work: Annotated[Work, Depends(work_for("facility.set"))]
) -> shown.FacilityBody:
    """设置一个渠道的放款总额度。Set what is lent through a channel in all."""
    return shown.facility_body(answer(set_programme(work, channel, body.limit_fen)))


@router.get("/ledger/entries")
def read_entries(
    work: Annotated[Work, Depends(work_for("ledger.read"))],
    drawdown_id: UUID | None = None,
    at_most: AtMost = 50,
) -> list[shown.EntryBody]:
    """分录，最新在前。Entries of the books, newest first."""
    return [shown.entry_body(one) for one in entries(work, drawdown_id, at_most)]


@router.get("/ledger/trial-balance")
def read_trial_balance(
    work: Annotated[Work, Depends(work_for("ledger.read"))], on: date | None = None
) -> list[shown.BalanceBody]:
    """试算平衡表：借方减贷方，合计为零。Every account, debit less credit; the sum is nothing."""
    return [shown.balance_body(code, fen) for code, fen in trial_balance(work, on).items()]


@router.get("/ledger/differences")
def read_differences(work: Annotated[Work, Depends(work_for("ledger.read"))]) -> list[shown.DifferenceBody]:
    """自查：额度、提款、账簿是否一致；没有差异为空。Does everything that is kept twice agree?"""
    return [shown.difference_body(one) for one in check_books(work)]


@mirror_router.get("/applications/{application_id}")
def read_mirror(
    application_id: UUID, work: Annotated[Work, Depends(work_for("mirror.read"))]
) -> shown.MirrorBody:
    """一笔申请的镜像台账。What institutions have told about an application's loan."""
    return shown.mirror_body(answer(mirrored(work, application_id) or _NOTHING_TOLD))


@mirror_router.get("/breaks")
def read_breaks(
    work: Annotated[Work, Depends(work_for("mirror.read"))],
    institution: Annotated[str | None, Query(max_length=100)] = None,
    at_most: AtMost = 50,
) -> list[shown.BreakBody]:
    """与机构所报不一致之处。What was told and not believed."""
    return [shown.break_body(one) for one in mirror_breaks(work, institution, at_most=at_most)]


def _rail(request: Request) -> PaymentRail:
    rail: PaymentRail | None = request.app.state.rail
    return answer(rail or _NO_RAIL)


_NO_RAIL = Problem(
    "drawdown.rail.unavailable",
    Text("没有配置付款通道。", "No payment rail is configured."),
    Text("请设置 PUHUI_PAYMENTS_URL。", "Set PUHUI_PAYMENTS_URL."),
)
_NOTHING_TOLD = Problem(
    "mirror.not_found",
    Text("这笔申请还没有机构回报的借款。", "No institution has told of a loan for this application."),
    Text("签约后会自动出现。", "It appears once a contract is signed."),
)
