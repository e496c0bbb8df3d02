"""A case on one address: the inquiry, the wait, the result; from a contract on, the step that comes next."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from puhui.app.institution.case import Case, Stage
from puhui.app.institution.desk import accept_terms, confirm_inquiry, inquiry_asks, leave
from puhui.app.pages.lending.shown_case import arrived, asking, result
from puhui.app.pages.page import page, see, typed_form
from puhui.app.pages.routes.lending.at import NEXT, case_here, home
from puhui.app.pages.wording import texts
from puhui.ground import Work
from puhui.ground.web import Router, answer, borrower_work, language_of
from puhui.kernel import Problem

router = Router(include_in_schema=False)


@router.get("/lending/{application_id}")
def where_it_stands(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("lending.read"))]
) -> Response:
    """Each stage has its page; nothing is skipped and nothing comes twice."""
    case = case_here(request, work, application_id)
    here = home(application_id)
    if case.contract is not None and case.stage in {Stage.CONTRACT, Stage.LOAN}:
        return see(f"{here}/{NEXT[case.contract.state]}")
    if case.stage is Stage.INQUIRY:
        return _inquiry(request, work, case)
    if case.stage is Stage.DECIDING:
        return page(request, "lending/deciding.html", here=here, asked=arrived(work, case))
    return page(request, "lending/result.html", here=here, made=result(work, case))


@router.post("/lending/{application_id}/inquiry")
def confirm(
    request: Request,
    application_id: UUID,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("lending.confirm"))],
) -> Response:
    """One confirmation, at most one inquiry. What is not ticked is asked for again, with nothing done."""
    case = case_here(request, work, application_id)
    if case.stage is not Stage.INQUIRY:
        return see(home(application_id))
    agreed = {value for value in form.getlist("agreed") if isinstance(value, str)}
    asks = [asking(ask) for ask in answer(inquiry_asks(work, request.app.state.party, application_id))]
    missing = {
        f"agree_{ask.key}": Problem("consent.needed", texts()["lending.inquiry.missing"])
        for ask in asks
        if ask.shown not in agreed
    }
    if missing:
        return _inquiry(request, work, case, agreed, missing)
    party, language = request.app.state.party, language_of(request)
    answer(confirm_inquiry(work, party, application_id, agreed, language))
    return see(home(application_id))


@router.post("/lending/{application_id}/accept")
def accept(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("lending.confirm"))]
) -> Response:
    """Go on with the terms; nothing is signed by it."""
    answer(accept_terms(work, request.app.state.party, application_id))
    return see(home(application_id))


@router.post("/lending/{application_id}/leave")
def walk_away(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("lending.confirm"))]
) -> Response:
    """Before a signature everybody may leave, and it costs nothing."""
    answer(leave(work, request.app.state.party, application_id))
    return see(home(application_id))


def _inquiry(
    request: Request,
    work: Work,
    case: Case,
    agreed: set[str] | None = None,
    errors: dict[str, Problem] | None = None,
) -> HTMLResponse:
    asks = answer(inquiry_asks(work, request.app.state.party, case.application.id))
    here = home(case.application.id)
    return page(
        request,
        "lending/inquiry.html",
        422 if errors else 200,
        here=here,
        path=here,
        asked=arrived(work, case),
        asks=[asking(ask) for ask in asks],
        agreed=agreed or set(),
        errors=errors or {},
    )
