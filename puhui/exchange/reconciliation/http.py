"""Exchanging the daily files with a partner, and what staff see of them. The same routes on both sides.

`app.state.books` is wired by app: `(work, institution, business_date) -> rows` of our own books (the mirror
on the platform, the positions at an institution). `app.state.latest_business_date`, where it is set, says up
to which day there can be books; otherwise the clock does.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any, Final

from fastapi import Depends, Query, Request, Response
from starlette.responses import JSONResponse

from puhui.exchange.partners import record_refusal
from puhui.exchange.partners.door import content_of, partner_work
from puhui.exchange.reconciliation import service
from puhui.exchange.reconciliation.model import Break, Direction, Reconciled, Row
from puhui.exchange.reconciliation.problems import BOOKS_UNAVAILABLE, INSTITUTION_MISSING
from puhui.ground import Ground, Work
from puhui.ground.web import ProblemResponse, Router, problem_answer, work_for
from puhui.ground.web.problems import status_of
from puhui.kernel import Problem

Books = Callable[[Work, str, date], Iterable[Row]]

router = Router(tags=["reconciliation"])

_CSV: Final = "text/csv"
_FILE: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": {_CSV: {"schema": {"type": "string"}}}}
}
_ACTION: Final = "reconciliation.exchange"


@router.post("/partner/v1/reconciliation/{on}", status_code=201, openapi_extra=_FILE, response_model=None)
def take_file(
    request: Request, on: date, work: Annotated[Work, Depends(partner_work(_ACTION))]
) -> dict[str, Any] | JSONResponse:
    """Take the other side's file of one day and compare it with our books at once."""
    theirs, _ = _directions(request)
    kept = service.keep_file(work, theirs, on, content_of(request).body, today=_latest(request, work))
    if isinstance(kept, Problem):
        record_refusal(work, work.institution, _ACTION, kept.code, body=content_of(request).body)
        return problem_answer(request, kept, status_of(kept))
    shown = {"sha256": kept.sha256, "rows": kept.rows, "is_known": kept.is_known, "breaks": None}
    books = _books(request)
    if books is not None:
        compared = service.reconcile(work, theirs, on, books(work, work.institution or "", on))
        shown |= {"breaks": len(compared.breaks)} if isinstance(compared, Reconciled) else {}
    return shown


@router.get(
    "/partner/v1/reconciliation/{on}", response_class=Response, responses={200: {"content": {_CSV: {}}}}
)
def give_file(request: Request, on: date, work: Annotated[Work, Depends(partner_work(_ACTION))]) -> Response:
    """Our own books of one day, as the file the other side compares with."""
    books = _books(request)
    if books is None:
        raise ProblemResponse(BOOKS_UNAVAILABLE)
    _, ours = _directions(request)
    return Response(
        service.our_file(work, ours, on, books(work, work.institution or "", on)), media_type=_CSV
    )


@router.get("/partner/v1/reconciliation/{on}/breaks")
def give_breaks(
    request: Request, on: date, work: Annotated[Work, Depends(partner_work(_ACTION))]
) -> dict[str, Any]:
    """What we found when we compared your file of that day with our books; `ours` are this side's values."""
    theirs, _ = _directions(request)
    return _shown(service.reconciled(work, on, theirs))


@router.get("/api/v1/reconciliation/{on}")
def read_day(
    request: Request,
    on: date,
    work: Annotated[Work, Depends(work_for("reconciliation.read"))],
    institution: Annotated[str | None, Query(max_length=40)] = None,
) -> dict[str, Any]:
    """某一日的对账：收到的文件、被拒绝的文件、逐条差异。One day: files, refused files, every break."""
    whose = work.institution or institution
    if whose is None:
        raise ProblemResponse(INSTITUTION_MISSING)
    theirs, _ = _directions(request)
    file = service.file_of(work, on, theirs, whose)
    return {
        "institution": whose,
        "file": None if file is None else {"sha256": file.sha256, "rows": len(file.rows), "sums": file.sums},
        "refused": [
            {"at": it.at.isoformat(), "code": it.code, "where": it.place}
            for it in service.refused_files(work, on, whose)
        ],
        **_shown(service.reconciled(work, on, theirs, whose)),
    }


def _directions(request: Request) -> tuple[Direction, Direction]:
    """Their files' direction and ours."""
    ground: Ground = request.app.state.ground
    pair = (Direction.FROM_INSTITUTION, Direction.FROM_PLATFORM)
    return pair if ground.institution is None else (pair[1], pair[0])


def _books(request: Request) -> Books | None:
    found: Books | None = getattr(request.app.state, "books", None)
    return found


def _latest(request: Request, work: Work) -> date:
    asked = getattr(request.app.state, "latest_business_date", None)
    return max(work.today(), asked(work)) if asked else work.today()


def _shown(compared: Reconciled | None) -> dict[str, Any]:
    if compared is None:
        return {"compared_at": None, "breaks": []}
    return {
        "compared_at": compared.compared_at.isoformat(),
        "our_rows": compared.our_rows,
        "their_rows": compared.their_rows,
        "breaks": [_break(it) for it in compared.breaks],
    }


def _break(found: Break) -> dict[str, Any]:
    return {
        "kind": found.kind.value,
        "ref": found.ref,
        "field": found.field,
        "ours": found.ours,
        "theirs": found.theirs,
    }
