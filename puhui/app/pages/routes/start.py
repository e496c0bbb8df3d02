"""The start page: what this is, what it costs, what it is not; and where to complain."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from puhui.app.pages.page import page
from puhui.app.pages.shown_offers import rate_range
from puhui.app.pages.views.applications import KINDS
from puhui.app.party import party_now
from puhui.ground import Work
from puhui.ground.identity import subject_of
from puhui.ground.web import Router, borrower_work, language_of
from puhui.intake import applications

router = Router(include_in_schema=False)


@router.get("/")
def start(request: Request, work: Annotated[Work, Depends(borrower_work("page.read"))]) -> HTMLResponse:
    """Open to everybody."""
    owner_id, party = subject_of(work.actor), party_now(work, request.app.state.party)
    return page(
        request,
        "start.html",
        has_open=bool(owner_id and applications(work, owner_id, at_most=1)),
        kinds=KINDS,
        range=rate_range(work.today(), language_of(request), party.catalogue),
    )


@router.get("/help")
def help_page(request: Request, _: Annotated[Work, Depends(borrower_work("page.read"))]) -> HTMLResponse:
    """Whom to tell, and what one has a right to."""
    return page(request, "help.html")
