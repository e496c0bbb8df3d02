"""What is inferred about the borrower, shown to them whole, and their own word about it."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from puhui.app.pages.page import page, see, typed_form, words_of
from puhui.app.pages.shown_known import shown_inference, shown_word
from puhui.ground import Work
from puhui.ground.identity import subject_of
from puhui.ground.web import Router, answer, borrower_work
from puhui.identify import OwnWord, correct, known, take_word_back
from puhui.identify.owner import Kind
from puhui.kernel import Problem

router = Router(include_in_schema=False)
_DONE = frozenset({"saved", "taken_back"})


@router.get("/known")
def read(
    request: Request, work: Annotated[Work, Depends(borrower_work("page.read"))], done: str = ""
) -> HTMLResponse:
    """The newest inference and the borrower's own word."""
    return _page(request, work, done=done if done in _DONE else "")


@router.post("/known")
def say(
    request: Request,
    form: Annotated[FormData, Depends(typed_form)],
    work: Annotated[Work, Depends(borrower_work("page.correct"))],
) -> Response:
    """Keep what the borrower says; it holds from now on."""
    words = words_of(form)
    kind, note = words.get("kind", ""), words.get("note", "")
    if kind not in set(Kind):
        return _page(request, work, problem="choose", note=note)
    word = OwnWord(kind != Kind.NONE, Kind(kind), note=note)
    told = correct(work, _own(work), word)
    if isinstance(told, Problem):
        return _page(request, work, problem=told, note=note)
    return see("/known?done=saved")


@router.post("/known/withdraw")
def take_back(work: Annotated[Work, Depends(borrower_work("page.correct"))]) -> Response:
    """Take the own word back."""
    answer(take_word_back(work, _own(work)))
    return see("/known?done=taken_back")


def _page(
    request: Request, work: Work, *, done: str = "", problem: Problem | str = "", note: str = ""
) -> HTMLResponse:
    owner_id = subject_of(work.actor)
    held = answer(known(work, owner_id)) if owner_id else None
    inferred = shown_inference(held.inferred) if held and held.inferred else None
    word = shown_word(held.own_word) if held and held.own_word else None
    return page(
        request,
        "known.html",
        422 if problem else 200,
        known_person=owner_id is not None,
        inferred=inferred,
        word=word,
        kinds=[kind.value for kind in Kind],
        done=done,
        problem=problem,
        note=note or (word.note if word else ""),
    )


def _own(work: Work) -> UUID:
    owner_id = subject_of(work.actor)
    assert owner_id is not None  # noqa: S101 - the table lets nobody in who is not known
    return owner_id
