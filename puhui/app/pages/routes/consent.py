"""Step 1: each consent on its own, read before anything about the borrower is typed."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from puhui.app.pages.page import house_of, page, see, typed_form
from puhui.app.pages.views.consent import asks
from puhui.app.pages.wording import texts
from puhui.ground import Work
from puhui.ground.web import Router, borrower_work
from puhui.kernel import Problem

router = Router(include_in_schema=False)


@router.get("/apply/consent")
def read_consents(
    request: Request, work: Annotated[Work, Depends(borrower_work("page.read"))]
) -> HTMLResponse:
    """Nothing is ticked."""
    return page(request, "consent.html", asks=asks(work.today(), house_of(request)), agreed=())


@router.post("/apply/consent")
def agree(
    request: Request,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("page.consent", moves=False))],
) -> Response:
    """On to the application with what was ticked; it is recorded there, when it is known whose it is."""
    asked = asks(work.today(), house_of(request))
    ticked = [value for value in form.getlist("agreed") if isinstance(value, str)]
    agreed = [ask for ask in asked if ask.shown in ticked]
    missing = [ask for ask in asked if ask.required and ask not in agreed]
    if missing:
        errors = {
            f"agree_{ask.key}": Problem("consent.needed", texts()["consent.missing"]) for ask in missing
        }
        return page(
            request,
            "consent.html",
            422,
            asks=asked,
            agreed=[ask.key for ask in agreed],
            errors=errors,
        )
    return see("/apply?" + urlencode([("agreed", ask.shown) for ask in agreed]))
