"""Settling early: look at any day, settle on the day itself."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from puhui.app.pages.lending import shown_loan
from puhui.app.pages.page import page, see, typed_form, words_of
from puhui.app.pages.routes.lending.at import papers
from puhui.app.pages.routes.lending.loan import Drawn, drawn_here
from puhui.app.pages.wording import texts
from puhui.ground import Work
from puhui.ground.web import Router, answer, borrower_work
from puhui.kernel import Problem
from puhui.servicing import business_date, instalments, settle, settlement_quote

router = Router(include_in_schema=False)


@router.get("/lending/{application_id}/drawdowns/{drawdown_id}/settle")
def look(
    request: Request,
    application_id: UUID,
    drawdown_id: UUID,
    work: Annotated[Work, Depends(borrower_work("lending.read"))],
    settle_on: Annotated[str | None, Query(max_length=20)] = None,
) -> HTMLResponse:
    """Today's figures until another day is chosen; looking pays nothing."""
    drawn = drawn_here(request, work, application_id, drawdown_id)
    return _shown(request, work, drawn, settle_on or business_date(work).isoformat())


@router.post("/lending/{application_id}/drawdowns/{drawdown_id}/settle")
def pay_it_all(
    request: Request,
    application_id: UUID,
    drawdown_id: UUID,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("lending.repay"))],
) -> Response:
    """Ask for exactly what settles the loan today."""
    drawn = drawn_here(request, work, application_id, drawdown_id)
    asked = answer(settle(work, drawdown_id, words_of(form).get("idempotency_key", "")))
    return see(f"{drawn.here}?repaid={asked.id}")


def _shown(request: Request, work: Work, drawn: Drawn, typed: str) -> HTMLResponse:
    today, quote, wrong = business_date(work), None, None
    try:
        on = date.fromisoformat(typed.strip())
    except ValueError:
        said = texts()["lending.settle.date"].fill(example=today.isoformat())
        wrong = Problem("form.settle_on", said)
    else:
        found = settlement_quote(work, drawn.one.id, on)
        if isinstance(found, Problem):
            wrong = Problem(found.code, found.what, found.fix)
        else:
            schedule = answer(instalments(work, drawn.one.id))
            quote = shown_loan.settle_quote(found, schedule, today)
    return page(
        request,
        "lending/settle.html",
        422 if wrong else 200,
        here=drawn.here,
        quote=quote,
        values={"settle_on": typed},
        card_masked=papers(work, drawn.contract).account.card_masked,
        errors={"settle_on": wrong} if wrong else {},
    )
