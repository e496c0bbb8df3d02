"""A borrower's cases and loans at this lender, and the way in for somebody who comes without a platform."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response

from puhui.app.pages.lending.listed import listed
from puhui.app.pages.lending.own_offer import own_products
from puhui.app.pages.page import page, see
from puhui.app.pages.routes.lending.at import case_here, home
from puhui.app.party import party_now
from puhui.ground import Work
from puhui.ground.identity import subject_of
from puhui.ground.web import Router, answer, borrower_work
from puhui.intake import applications

router = Router(include_in_schema=False)


@router.get("/")
def start(request: Request, work: Annotated[Work, Depends(borrower_work("page.read"))]) -> HTMLResponse:
    """What this lender offers by itself, the yearly rate first."""
    party = party_now(work, request.app.state.party)
    return page(request, "lending/start.html", products=own_products(party, work.today()))


@router.get("/lending")
def my_loans(request: Request, work: Annotated[Work, Depends(borrower_work("page.read"))]) -> HTMLResponse:
    """Newest first; empty for somebody who is new in this browser."""
    owner_id = subject_of(work.actor)
    mine = answer(applications(work, owner_id)) if owner_id else ()
    loans = [listed(work, case_here(request, work, asked.id)) for asked in mine]
    return page(request, "lending/mine.html", loans=loans)


@router.get("/help")
def help_page(request: Request, _: Annotated[Work, Depends(borrower_work("page.read"))]) -> HTMLResponse:
    """Whom to tell, and what one has a right to."""
    return page(request, "help.html")


@router.get("/applications")
def applications_are_here(_: Annotated[Work, Depends(borrower_work("page.read"))]) -> Response:
    """The same list under the name that the application's own steps know."""
    return see("/lending")


@router.get("/applications/{application_id}")
def application_is_here(
    application_id: UUID, _: Annotated[Work, Depends(borrower_work("page.read"))]
) -> Response:
    """A lender shows an application as a case."""
    return see(home(application_id))


@router.post("/applications/{application_id}/assess")
def on_to_the_case(
    application_id: UUID, _: Annotated[Work, Depends(borrower_work("page.decide", moves=False))]
) -> Response:
    """After the invoices comes the one inquiry: nothing is decided before it is confirmed."""
    return see(home(application_id))
