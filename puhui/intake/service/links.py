"""Which person operates which business."""

from datetime import date
from uuid import UUID

from puhui.ground import Work
from puhui.intake import events, store
from puhui.intake.model import BUSINESSES, Operates, SubjectKind
from puhui.intake.service.access import SUBJECT_NOT_FOUND, known_subject, may_see
from puhui.kernel import Problem, Text


def link_business(
    work: Work, owner_id: UUID, business_id: UUID, since: date | None = None
) -> Operates | Problem:
    """Say that a person operates a business. Said twice, it stays one link."""
    if problem := not_an_owner(work, owner_id) or _not_a_business(work, business_id):
        return problem
    if since is not None and since > work.today():
        return _LINK_IN_FUTURE
    if _is_somebody_elses(work, business_id):
        return _NOT_YOURS
    new = Operates(owner_id, business_id, since, work.now())
    if store.link(work.connection, work.actor.mode, new):
        work.audit("subject.linked", f"subject:{business_id}", owner=str(owner_id))
        payload = {"owner_id": str(owner_id), "business_id": str(business_id)}
        work.post(events.BUSINESS_LINKED, payload, f"{events.BUSINESS_LINKED}:{owner_id}:{business_id}")
        return new
    known = store.links_of(work.connection, work.actor.mode, business_id)
    return next(it for it in known if it.owner_id == owner_id)


def links_of(work: Work, subject_id: UUID) -> tuple[Operates, ...] | Problem:
    """The ownership links at either end of a subject."""
    if problem := known_subject(work, subject_id):
        return problem
    return store.links_of(work.connection, work.actor.mode, subject_id)


def not_an_owner(work: Work, owner_id: UUID) -> Problem | None:
    """Why this subject cannot be said to operate a business; None where it can."""
    row = store.get_subject(work.connection, work.actor.mode, owner_id)
    if row is None or not may_see(work, owner_id):
        return SUBJECT_NOT_FOUND
    return None if row.kind == SubjectKind.PERSON else _OWNER_IS_A_PERSON


def _not_a_business(work: Work, business_id: UUID) -> Problem | None:
    row = store.get_subject(work.connection, work.actor.mode, business_id)
    if row is None:
        return SUBJECT_NOT_FOUND
    return None if SubjectKind(row.kind) in BUSINESSES else _NOT_A_BUSINESS


def _is_somebody_elses(work: Work, business_id: UUID) -> bool:
    """Whether a borrower reaches for a business that they neither operate nor registered themselves."""
    row = store.get_subject(work.connection, work.actor.mode, business_id)
    return row is None or not (may_see(work, business_id) or row.registered_by == work.actor.id)


_NOT_YOURS = Problem(
    "subject.business.forbidden",
    Text("这个经营主体是由别人登记的。", "Somebody else registered this business."),
    Text("如果是您的，请联系人工核实。", "If it is yours, ask a person to check."),
)
_OWNER_IS_A_PERSON = Problem(
    "subject.owner.kind",
    Text("经营者应是自然人。", "The owner must be a person."),
    Text("请先登记经营者本人。", "Register the owner first."),
)
_NOT_A_BUSINESS = Problem(
    "subject.business.kind",
    Text("自然人不能作为经营主体。", "A person cannot be the business."),
    Text("请登记为个体工商户或未登记经营者。", "Register an individual business or unregistered operator."),
)
_LINK_IN_FUTURE = Problem(
    "subject.since.future",
    Text("开始经营的日期在将来。", "The date when it began is in the future."),
    Text("请改正日期。", "Correct the date."),
    "since",
)
