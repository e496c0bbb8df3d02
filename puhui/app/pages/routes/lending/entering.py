"""The door: a one-time ticket is used by a press, not by a look; the preview of a link uses nothing."""

from typing import Annotated, Final

from fastapi import Depends, Path, Request
from fastapi.responses import HTMLResponse, Response

from puhui.app.institution.desk import enter
from puhui.app.pages.page import page, see
from puhui.ground import Work
from puhui.ground.web import Router, answer, borrower_work, set_session_cookie
from puhui.kernel import Problem

router = Router(include_in_schema=False)
_TICKET: Final = "entry."
Ticket = Annotated[str, Path(max_length=200)]


@router.get("/enter/{ticket}")
def at_the_door(
    request: Request, ticket: Ticket, _: Annotated[Work, Depends(borrower_work("lending.enter"))]
) -> HTMLResponse:
    """Whose page this is, before anything about the borrower is shown."""
    return page(request, "lending/enter.html", here=f"/enter/{ticket}")


@router.post("/enter/{ticket}")
def go_in(
    request: Request,
    ticket: Ticket,
    work: Annotated[Work, Depends(borrower_work("lending.enter", moves=False))],
) -> Response:
    """Use the ticket: a session of this lender's own, and on to the case. A used one says what to do; where
    the case itself cannot be opened, the ticket stays good."""
    entered = enter(work, ticket)
    if isinstance(entered, Problem) and entered.code.startswith(_TICKET):
        return page(request, "lending/ticket.html", 410)
    entered = answer(entered)
    response = see(f"/lending/{entered.application_id}")
    set_session_cookie(response, request, entered.session)
    return response
