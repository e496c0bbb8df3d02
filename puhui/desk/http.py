"""The desk over HTTP: the queue, one application, notes, who looks after it, saved views, the overview."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Query, Request

from puhui.desk import bodies
from puhui.desk.service.assigning import assign
from puhui.desk.service.noting import add_note, pin_note
from puhui.desk.service.overview import overview_of
from puhui.desk.service.page import Reader, case_page, fraud_of
from puhui.desk.service.people import colleagues
from puhui.desk.service.relations import relations_of
from puhui.desk.service.searching import search
from puhui.desk.service.viewing import NewView, drop_view, keep_view, views
from puhui.desk.showing.naming import Names, names_for
from puhui.desk.showing.rows import fraud_of_rows, page_body
from puhui.desk.showing.settled import note_body, view_body
from puhui.ground import Work
from puhui.ground.web import Router, answer, work_for
from puhui.matching import Catalogue, shipped_catalogue

router = Router(prefix="/api/v1/desk", tags=["desk"])

_ViewName = Annotated[str, Path(min_length=1, max_length=60)]


@router.post("/applications/search")
def find(
    request: Request,
    body: bodies.CaseSearch,
    work: Annotated[Work, Depends(work_for("desk.read", moves=False))],
) -> bodies.CasesFound:
    """申请队列：筛选、排序、分页；姓名和证件号要完整，放在正文里。

    The queue: filtered, ordered, by page. A name or identifier is a whole one and travels in the body.
    """
    found = answer(search(work, body.wanted(), body.text, body.sort, after=body.after, at_most=body.at_most))
    fraud = fraud_of_rows(work, found.rows) if _reader(request, work).fraud else {}
    return page_body(found, _names(request, work, {it.assignee or "" for it in found.rows}), fraud)


@router.get("/applications/{application_id}")
def read(
    request: Request, application_id: UUID, work: Annotated[Work, Depends(work_for("desk.read"))]
) -> bodies.CaseBody:
    """一笔申请的全部情况。Everything about one application."""
    return answer(case_page(work, application_id, _catalogue(request), _reader(request, work)))


@router.get("/applications/{application_id}/fraud")
def read_fraud(
    application_id: UUID, work: Annotated[Work, Depends(work_for("desk.fraud"))]
) -> bodies.FraudBody:
    """反欺诈规则的结果，只给有权的人。What the fraud table said, for those who may see it."""
    return answer(fraud_of(work, application_id))


@router.get("/applications/{application_id}/relations")
def read_relations(
    application_id: UUID,
    work: Annotated[Work, Depends(work_for("desk.read"))],
    hops: Annotated[int, Query(ge=1, le=3)] = 2,
    as_of: date | None = None,
) -> bodies.RelationsBody:
    """关系图；除申请人自己以外不出现姓名。Who stands around it; nobody but its own parties is named."""
    return answer(relations_of(work, application_id, hops, as_of))


@router.post("/applications/{application_id}/notes", status_code=201)
def write_note(
    request: Request,
    application_id: UUID,
    body: bodies.NoteWritten,
    work: Annotated[Work, Depends(work_for("desk.note"))],
) -> bodies.NoteBody:
    """写备注。Write a note."""
    made = answer(add_note(work, application_id, body.text))
    return note_body(made, _names(request, work, {made.by}))


@router.post("/applications/{application_id}/notes/{note_id}/pin")
def pin(
    request: Request,
    application_id: UUID,
    note_id: UUID,
    body: bodies.NotePin,
    work: Annotated[Work, Depends(work_for("desk.note"))],
) -> bodies.NoteBody:
    """置顶或取消置顶。Pin a note, or let it go."""
    made = answer(pin_note(work, application_id, note_id, pinned=body.pinned))
    return note_body(made, _names(request, work, {made.by}))


@router.put("/applications/{application_id}/assignee")
def give(
    request: Request,
    application_id: UUID,
    body: bodies.AssigneeChange,
    work: Annotated[Work, Depends(work_for("desk.assign"))],
) -> bodies.AssigneeBody:
    """认领、转交或放回；别人先了一步时 409。Take, hand over or put back; 409 when somebody was quicker."""
    made = answer(assign(work, application_id, body.assignee, body.seen))
    names = _names(request, work, {made.assignee or ""})
    who = None if made.assignee is None else names.person(made.assignee)
    return bodies.AssigneeBody(application_id=application_id, assignee=who)


@router.get("/people")
def people(work: Annotated[Work, Depends(work_for("desk.assign"))]) -> list[bodies.PersonBody]:
    """可以转交给谁。Whom an application can be given to."""
    return [bodies.PersonBody(id=str(it.id), login=it.login) for it in colleagues(work)]


@router.get("/views")
def read_views(
    request: Request, work: Annotated[Work, Depends(work_for("desk.view"))]
) -> list[bodies.ViewBody]:
    """自己保存的和同事共享的视图。One's own views and those that colleagues share."""
    found = views(work)
    names = _names(request, work, {it.owner for it in found})
    return [view_body(it, names, work.actor.id) for it in found]


@router.put("/views/{name}")
def write_view(
    request: Request,
    name: _ViewName,
    body: bodies.ViewWritten,
    work: Annotated[Work, Depends(work_for("desk.view"))],
) -> bodies.ViewBody:
    """保存视图；同名的被替换。Keep a view; one's own of that name is replaced."""
    plain = body.filter.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    kept = answer(keep_view(work, NewView(name, plain, body.sort, body.columns, body.shared)))
    return view_body(kept, _names(request, work, {kept.owner}), work.actor.id)


@router.delete("/views/{name}", status_code=204)
def forget_view(name: _ViewName, work: Annotated[Work, Depends(work_for("desk.view"))]) -> None:
    """删除自己的视图。Forget a view of one's own."""
    answer(drop_view(work, name))


@router.get("/overview")
def overview(
    work: Annotated[Work, Depends(work_for("desk.overview"))],
    days: Annotated[int, Query(ge=1, le=92)] = 14,
) -> bodies.OverviewBody:
    """总览：今天、近况、等待、资金、逾期。Today, the last days, what waits, money, arrears."""
    return overview_of(work, days)


def _names(request: Request, work: Work, actors: set[str]) -> Names:
    return names_for(work, _catalogue(request), actors)


def _catalogue(request: Request) -> Catalogue:
    return getattr(request.app.state, "catalogue", None) or shipped_catalogue()


def _reader(request: Request, work: Work) -> Reader:
    """What the permission table lets this reader do on the page."""
    table = request.app.state.permissions
    may = {
        name: action in table.actions and table.allows(action, work.actor.roles)
        for name, action in _ON_THE_PAGE.items()
    }
    return Reader(**may)


_ON_THE_PAGE = {
    "note": "desk.note",
    "assign": "desk.assign",
    "verdict": "referral.decide",
    "fraud": "desk.fraud",
}
