"""Draw under a signed contract: one press draws once, and its own page says what became of it."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from puhui.app.pages.lending.shown_loan import line
from puhui.app.pages.page import page, see, typed_form, words_of
from puhui.app.pages.routes.lending.at import contract_here, home, papers
from puhui.app.pages.typed import amount_typed
from puhui.app.pages.views.lending.loan import Line
from puhui.app.pages.wording import texts
from puhui.app.pages.writing import exact_yuan, plain_yuan
from puhui.ground import Work
from puhui.ground.web import Router, borrower_work
from puhui.kernel import Problem
from puhui.loan import Contract, ContractState, DrawdownState, drawdowns_of, facility_of, reserve_drawdown
from puhui.servicing import LoanState, business_date, loans_of

router = Router(include_in_schema=False)


@router.get("/lending/{application_id}/loan")
def the_loan(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("lending.read"))]
) -> Response:
    """The drawdown that is on its way or being repaid; without one, the page to draw on."""
    contract = contract_here(request, work, application_id)
    here = home(application_id)
    drawn = drawdowns_of(work, contract.id)
    if not drawn:
        return see(f"{here}/draw" if contract.state is ContractState.SIGNED else here)
    settled = {it.drawdown_id for it in loans_of(work, contract.id) if it.state is LoanState.SETTLED}
    alive = {DrawdownState.RESERVED, DrawdownState.POSTED}
    live = [it for it in drawn if it.state in alive and it.id not in settled]
    return see(f"{here}/drawdowns/{(live or drawn)[-1].id}")


@router.get("/lending/{application_id}/draw")
def ask(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("lending.read"))]
) -> Response:
    """The whole line is filled in, because the contract was signed for it; it may be less."""
    contract = contract_here(request, work, application_id)
    if contract.state is not ContractState.SIGNED:
        return see(home(application_id))
    now = _line(work, contract)
    return _shown(request, contract, now, {"draw_amount": plain_yuan(now.available_fen)})


@router.post("/lending/{application_id}/draw")
def draw(
    request: Request,
    application_id: UUID,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("lending.draw"))],
) -> Response:
    """Reserve and hand to the bank. The form's own key is the drawdown's, so two presses draw once."""
    contract, typed = contract_here(request, work, application_id), words_of(form)
    now, amount = _line(work, contract), amount_typed(typed, "draw_amount")
    if isinstance(amount, Problem):
        return _shown(request, contract, now, typed, amount)
    drawn = reserve_drawdown(
        work, contract.id, amount.fen, typed.get("idempotency_key", ""), business_date(work)
    )
    if isinstance(drawn, Problem):
        if amount.fen > now.available_fen:
            said = texts()["lending.draw.too_much"].fill(most=exact_yuan(now.available_fen))
            drawn = Problem("form.draw_amount", said)
        return _shown(request, contract, now, typed, Problem(drawn.code, drawn.what, drawn.fix))
    return see(f"{home(application_id)}/drawdowns/{drawn.id}")


def _line(work: Work, contract: Contract) -> Line:
    return line(papers(work, contract), facility_of(work, contract.id))


def _shown(
    request: Request, contract: Contract, now: Line, values: dict[str, str], wrong: Problem | None = None
) -> HTMLResponse:
    here = home(contract.application_id)
    return page(
        request,
        "lending/draw.html",
        422 if wrong else 200,
        here=here,
        path=f"{here}/draw",
        line=now,
        values={"draw_amount": values.get("draw_amount", "")},
        errors={"draw_amount": wrong} if wrong else {},
    )
