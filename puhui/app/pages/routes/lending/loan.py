"""One drawdown on one address: on its way, not arrived, or a loan that is being repaid."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from puhui.app.pages.lending import shown_loan
from puhui.app.pages.page import page, see, typed_form, words_of
from puhui.app.pages.routes.lending.at import contract_here, home, papers
from puhui.app.pages.typed import amount_typed
from puhui.app.pages.views.lending.loan import Loan
from puhui.ground import Work
from puhui.ground.web import Router, answer, borrower_work
from puhui.kernel import Problem, Text
from puhui.loan import Contract, Drawdown, DrawdownState, drawdown
from puhui.servicing import (
    Repayment,
    instalments,
    position,
    repay,
    repayment,
    repayments,
)

router = Router(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawdown of this borrower with its contract."""

    contract: Contract
    one: Drawdown

    @property
    def here(self) -> str:
        """The drawdown's own address."""
        return f"{home(self.contract.application_id)}/drawdowns/{self.one.id}"


@router.get("/lending/{application_id}/drawdowns/{drawdown_id}")
def how_it_stands(
    request: Request,
    application_id: UUID,
    drawdown_id: UUID,
    work: Annotated[Work, Depends(borrower_work("lending.read"))],
    repaid: Annotated[UUID | None, Query()] = None,
) -> HTMLResponse:
    """Waiting, not arrived, or the loan; `repaid` names the repayment that was asked for last."""
    drawn = drawn_here(request, work, application_id, drawdown_id)
    if drawn.one.state is not DrawdownState.POSTED or isinstance(position(work, drawdown_id), Problem):
        shown = shown_loan.payout(drawn.one, papers(work, drawn.contract).account)
        return page(request, "lending/payout.html", here=home(application_id), payout=shown)
    last = repayment(work, repaid) if repaid else None
    return _shown(request, work, drawn, last=last if isinstance(last, Repayment) else None)


@router.post("/lending/{application_id}/drawdowns/{drawdown_id}/repay")
def pay(
    request: Request,
    application_id: UUID,
    drawdown_id: UUID,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("lending.repay"))],
) -> Response:
    """Ask for a repayment; the bank is asked afterwards, and the page says what came of it."""
    drawn, typed = drawn_here(request, work, application_id, drawdown_id), words_of(form)
    amount = amount_typed(typed, "repay_amount")
    if isinstance(amount, Problem):
        return _shown(request, work, drawn, typed=typed.get("repay_amount", ""), wrong=amount)
    asked = repay(work, drawdown_id, amount.fen, typed.get("idempotency_key", ""))
    if isinstance(asked, Problem):
        bare = Problem(asked.code, asked.what, asked.fix)
        return _shown(request, work, drawn, typed=typed.get("repay_amount", ""), wrong=bare)
    return see(f"{drawn.here}?repaid={asked.id}")


@router.get("/lending/{application_id}/drawdowns/{drawdown_id}/statement")
def statement(
    request: Request,
    application_id: UUID,
    drawdown_id: UUID,
    work: Annotated[Work, Depends(borrower_work("lending.read"))],
) -> HTMLResponse:
    """What was lent and what was repaid, line by line."""
    drawn = drawn_here(request, work, application_id, drawdown_id)
    lines = shown_loan.payments(drawn.one, answer(repayments(work, drawdown_id)))
    return page(
        request,
        "lending/statement.html",
        here=drawn.here,
        loan=loan_here(work, drawn),
        payments=lines,
        repaid_fen=sum(it.amount_fen for it in lines if it.kind == "repaid"),
    )


def drawn_here(request: Request, work: Work, application_id: UUID, drawdown_id: UUID) -> Drawn:
    """A drawdown under the contract of this very case."""
    contract = contract_here(request, work, application_id)
    one = answer(drawdown(work, drawdown_id))
    return Drawn(contract, answer(one if one.contract_id == contract.id else _NOT_HERE))


def loan_here(work: Work, drawn: Drawn) -> Loan:
    """The loan that a drawdown has become."""
    at, schedule = answer(position(work, drawn.one.id)), answer(instalments(work, drawn.one.id))
    return shown_loan.loan(papers(work, drawn.contract), drawn.one, at, schedule)


def _shown(
    request: Request,
    work: Work,
    drawn: Drawn,
    *,
    typed: str = "",
    wrong: Problem | None = None,
    last: Repayment | None = None,
) -> HTMLResponse:
    loan = loan_here(work, drawn)
    return page(
        request,
        "lending/loan.html",
        422 if wrong else 200,
        here=drawn.here,
        case=home(drawn.contract.application_id),
        path=drawn.here,
        loan=loan,
        bars=shown_loan.bars(loan),
        told=shown_loan.told(last) if last else None,
        values={"repay_amount": typed},
        errors={"repay_amount": wrong} if wrong else {},
    )


_NOT_HERE = Problem(
    "lending.drawdown.not_found",
    Text("没有找到这笔提款。", "There is no such drawdown."),
    Text("请回到“我的借款”。", "Go back to “My loans”."),
)
