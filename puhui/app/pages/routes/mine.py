"""My applications, each with where it stands."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from puhui.app.pages.listing import listed
from puhui.app.pages.page import page
from puhui.ground import Work
from puhui.ground.identity import subject_of
from puhui.ground.web import Router, answer, borrower_work
from puhui.intake import applications

router = Router(include_in_schema=False)


@router.get("/applications")
def my_applications(
    request: Request, work: Annotated[Work, Depends(borrower_work("page.read"))]
) -> HTMLResponse:
    """Empty for somebody who has not applied in this browser."""
    owner_id = subject_of(work.actor)
    mine = answer(applications(work, owner_id)) if owner_id else ()
    return page(request, "applications.html", applications=[listed(work, it) for it in mine])
