"""Step 2: who asks, for which business, for how much. Sent once, it is registered once."""

from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from puhui.app.pages.application_form import FIELDS, read_application_form
from puhui.app.pages.applying import Applied, apply
from puhui.app.pages.form_file import form_limits, regions, trades
from puhui.app.pages.page import house_of, page, see, typed_form, words_of
from puhui.app.pages.standing import agreed_asks, standing_keys
from puhui.app.pages.views.applications import KINDS
from puhui.app.pages.wording import told
from puhui.ground import Work
from puhui.ground.web import Router, borrower_work, language_of, set_session_cookie
from puhui.kernel import Problem

router = Router(include_in_schema=False)


@router.get("/apply")
def read_form(
    request: Request,
    work: Annotated[Work, Depends(borrower_work("page.read"))],
    agreed: Annotated[list[str] | None, Query(max_length=20)] = None,
) -> Response:
    """The empty form, for somebody who has agreed to what is needed; others read the consents first."""
    shown = agreed or []
    if _lacks_consent(request, work, shown):
        return see("/apply/consent")
    return _form(request, work, shown, {})


@router.post("/apply")
def send_form(
    request: Request,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("page.apply"))],
) -> Response:
    """Register owner, business, consents and application together, or nothing of it."""
    shown = [value for value in form.getlist("agreed") if isinstance(value, str)][:20]
    if _lacks_consent(request, work, shown):
        return see("/apply/consent")
    typed = {name: value for name, value in words_of(form).items() if name in FIELDS}
    read = read_application_form(typed, form_limits(), work.today())
    if isinstance(read, dict):
        return _form(request, work, shown, typed, read)
    applied = apply(
        work,
        read,
        agreed_asks(shown, work.today(), house_of(request)),
        language=language_of(request),
        may_return=request.app.state.is_demo,
    )
    if not isinstance(applied, Applied):
        return _form(request, work, shown, typed, applied)
    response = see(f"/applications/{applied.application_id}/invoices")
    if applied.session is not None:
        set_session_cookie(response, request, applied.session)
    return response


def _lacks_consent(request: Request, work: Work, shown: list[str]) -> bool:
    asked = agreed_asks(None, work.today(), house_of(request))
    agreed = {ask.key for ask in asked if ask.shown in shown} | standing_keys(work)
    return any(ask.required and ask.key not in agreed for ask in asked)


def _form(
    request: Request,
    work: Work,
    shown: list[str],
    values: dict[str, str],
    errors: dict[str, Problem] | None = None,
) -> HTMLResponse:
    language = language_of(request)
    asked = agreed_asks(None, work.today(), house_of(request))
    ticked = {ask.key for ask in asked if ask.shown in shown} | standing_keys(work)
    titles = [told(f"consents.needed.{ask.key}", language) for ask in asked if ask.key in ticked]
    return page(
        request,
        "application.html",
        422 if errors else 200,
        kinds=KINDS,
        limits=form_limits(),
        regions=regions(),
        trades=trades(),
        values=values,
        agreed=shown,
        agreed_titles=told("and_sign", language).join(titles),
        errors=errors or {},
    )
