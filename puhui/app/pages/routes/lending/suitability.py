"""Does the loan suit the borrower: a few questions; an answer that does not suit stops politely."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from puhui.app.pages.lending.shown_contract import questions
from puhui.app.pages.page import page, see, typed_form, words_of
from puhui.app.pages.routes.lending.at import contract_here, home
from puhui.app.pages.wording import texts
from puhui.ground import Work
from puhui.ground.web import Router, answer, borrower_work
from puhui.kernel import Problem
from puhui.loan import ContractState, answer_suitability

router = Router(include_in_schema=False)


@router.get("/lending/{application_id}/suitability")
def ask(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("lending.read"))]
) -> Response:
    """The questions; answered ones are not asked again."""
    contract = contract_here(request, work, application_id)
    if contract.state is not ContractState.DRAFT:
        return see(home(application_id))
    return _shown(request, work, application_id, {})


@router.post("/lending/{application_id}/suitability")
def answered(
    request: Request,
    application_id: UUID,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("lending.confirm"))],
) -> Response:
    """On to the costs, or why this loan does not suit. Somebody who chose by mistake answers again."""
    contract, asked = contract_here(request, work, application_id), questions(work.today())
    if contract.state is not ContractState.DRAFT:
        return see(home(application_id))
    codes = {it.code: {value for value, _ in it.options} for it in asked}
    typed = {code: value for code, value in words_of(form).items() if value in codes.get(code, ())}
    missing = {
        it.code: Problem("form.suitability", texts()["lending.suitability.missing"])
        for it in asked
        if it.code not in typed
    }
    if missing:
        return _shown(request, work, application_id, typed, errors=missing)
    told = answer_suitability(work, contract.id, typed)
    if isinstance(told, Problem):
        if not told.code.startswith("suitability."):
            answer(told)
        return _shown(request, work, application_id, typed, stopped=told)
    return see(home(application_id))


def _shown(
    request: Request,
    work: Work,
    application_id: UUID,
    values: dict[str, str],
    *,
    errors: dict[str, Problem] | None = None,
    stopped: Problem | None = None,
) -> HTMLResponse:
    here = home(application_id)
    return page(
        request,
        "lending/suitability.html",
        422 if errors or stopped else 200,
        here=here,
        path=f"{here}/suitability",
        questions=questions(work.today()),
        values=values,
        errors=errors or {},
        stopped=stopped,
    )
