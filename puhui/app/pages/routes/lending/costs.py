"""综合融资成本明示表: shown whole, read for as long as the rule asks by our clock, then confirmed."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from puhui.app.pages.lending.shown_contract import cost_sheet
from puhui.app.pages.page import page, see, typed_form, words_of
from puhui.app.pages.routes.lending.at import contract_here, home
from puhui.ground import Work
from puhui.ground.web import Router, answer, borrower_work, language_of
from puhui.kernel import Problem
from puhui.loan import Contract, ContractState, Disclosure, confirm_cost_table, disclosure_of, show_cost_table

router = Router(include_in_schema=False)


@router.get("/lending/{application_id}/costs")
def read(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("lending.read"))]
) -> Response:
    """The first look starts the reading time; loading the page again does not start it anew."""
    contract = contract_here(request, work, application_id)
    if contract.state is ContractState.DRAFT:
        return see(home(application_id))
    return _shown(request, work, contract, _disclosure(request, work, contract))


@router.get("/lending/{application_id}/costs/print")
def read_on_paper(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("lending.read"))]
) -> Response:
    """The same table on a page of its own; after the signature, the one that was signed on."""
    contract = contract_here(request, work, application_id)
    shown = answer(disclosure_of(work, contract.id))
    if shown is None:
        return see(home(application_id))
    sheet = cost_sheet(contract, shown, work.now())
    return page(request, "lending/costs_print.html", here=home(application_id), cost=sheet)


@router.post("/lending/{application_id}/costs")
def confirm(
    request: Request,
    application_id: UUID,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("lending.confirm"))],
) -> Response:
    """Too early is refused by the server's clock, whatever the browser shows."""
    contract = contract_here(request, work, application_id)
    told = confirm_cost_table(work, contract.id, words_of(form).get("document_hash", ""))
    if isinstance(told, Problem):
        shown = answer(disclosure_of(work, contract.id))
        if shown is not None and shown.confirmed_at is None and work.now() < shown.readable_at:
            return _shown(request, work, contract, shown, too_early=True)
        answer(told)
    return see(home(application_id))


def _disclosure(request: Request, work: Work, contract: Contract) -> Disclosure:
    shown = answer(disclosure_of(work, contract.id))
    if shown is not None and contract.state is not ContractState.SUITABLE:
        return shown
    return answer(show_cost_table(work, contract.id, language_of(request)))


def _shown(
    request: Request, work: Work, contract: Contract, shown: Disclosure, *, too_early: bool = False
) -> HTMLResponse:
    here = home(contract.application_id)
    return page(
        request,
        "lending/costs.html",
        409 if too_early else 200,
        here=here,
        path=f"{here}/costs",
        cost=cost_sheet(contract, shown, work.now()),
        too_early=too_early,
    )
