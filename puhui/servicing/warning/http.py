"""Warnings over HTTP, for an institution's staff: the last night's list, and a night by hand."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from puhui.ground import Ground, Work
from puhui.ground.web import Router, answer, work_for
from puhui.intake import names_of
from puhui.servicing.service.dates import business_date
from puhui.servicing.warning.bodies import WarnedBody, WarningNightBody
from puhui.servicing.warning.listing import last_night, night_on, warnings_of
from puhui.servicing.warning.nightly import warn_night

router = Router(prefix="/api/v1/warnings", tags=["warning"])

Skip = Annotated[int, Query(ge=0, le=100_000, description="how many to leave out")]
AtMost = Annotated[int, Query(ge=1, le=200, description="how many")]


@router.get("")
def read_warnings(
    work: Annotated[Work, Depends(work_for("warning.read"))],
    on: Annotated[date | None, Query(description="Which night; the last whole one where not said.")] = None,
    skip: Skip = 0,
    at_most: AtMost = 50,
) -> WarningNightBody:
    """贷后预警：先看谁。Whom to talk to first: signals, figures and what to do; no borrower is told."""
    night = last_night(work) if on is None else night_on(work, on)
    rows = warnings_of(work, night.on, skip=skip, at_most=at_most) if night else ()
    names = names_of(work, [it.subject_id for it in rows])
    return WarningNightBody.of(night, [WarnedBody.of(it, names) for it in rows])


@router.post("/nights", status_code=201)
def run_night(request: Request, work: Annotated[Work, Depends(work_for("warning.run"))]) -> WarningNightBody:
    """跑今晚的预警；跑过就不再跑。Look at every customer for the business date; once done it stays."""
    ground: Ground = request.app.state.ground
    night = answer(warn_night(ground, work.actor, work.actor.mode, business_date(work)))
    return WarningNightBody.of(night, [])
