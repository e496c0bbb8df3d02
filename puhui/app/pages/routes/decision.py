"""Step 4: ask for the assessment, read it with its reasons, ask for a person."""

from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from puhui.app.pages.assessing import assess
from puhui.app.pages.page import page, see, typed_form, words_of
from puhui.app.pages.shown_decision import made
from puhui.decision import Kept, ReviewKind, ask_review, decision_of
from puhui.ground import Erased, Work
from puhui.ground.web import Router, answer, borrower_work
from puhui.intake import application
from puhui.kernel import Problem, Text

router = Router(include_in_schema=False)
T = TypeVar("T")


@router.post("/applications/{application_id}/assess")
def ask_for_it(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("page.decide"))]
) -> Response:
    """Decide on what is known now; then read the result on its own page."""
    asked = answer(application(work, application_id))
    answer(_alive(assess(work, asked, request.app.state.party, request.app.state.provider)))
    return see(f"/applications/{application_id}")


@router.get("/applications/{application_id}")
def read_result(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(borrower_work("page.read"))]
) -> Response:
    """The newest result; without one, the step that comes before it."""
    asked = answer(application(work, application_id))
    kept = decision_of(work, application_id)
    if isinstance(kept, Problem):
        return see(f"/applications/{application_id}/invoices")
    return _shown(request, made(work, asked, answer(_alive(kept))), application_id)


@router.post("/applications/{application_id}/review")
def ask_for_a_person(
    application_id: UUID,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("page.review"))],
) -> Response:
    """Ask for a person, an explanation or a correction. Asked twice, it waits once."""
    kept: Kept = answer(_alive(decision_of(work, application_id)))
    words = words_of(form)
    answer(_alive(ask_review(work, kept.id, _kind(words.get("kind", "")), words.get("note", "").strip())))
    return see(f"/applications/{application_id}#asked")


def _kind(written: str) -> ReviewKind:
    """What is asked for; a person where nothing else was chosen."""
    return ReviewKind(written) if written in set(ReviewKind) else ReviewKind.PERSON


def _shown(request: Request, result: object, application_id: UUID) -> HTMLResponse:
    return page(request, "decision.html", here=f"/applications/{application_id}", made=result, note="")


def _alive(result: T | Erased | Problem) -> T | Problem:
    return _GONE if isinstance(result, Erased) else result


_GONE = Problem(
    "decision.gone",
    Text("这份资料已按你的要求删除。", "These data were erased, as you asked."),
    Text("可以重新申请。", "You can apply again."),
)
