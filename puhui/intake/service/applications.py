"""Apply, look, and move an application along its legal steps."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from puhui.ground import Work
from puhui.intake import events, store
from puhui.intake.applying import check_application, forbidden_use
from puhui.intake.lifecycle import step
from puhui.intake.model import Application, NewApplication, Status, StepTaken, together
from puhui.intake.reference import limits, purposes
from puhui.intake.service.access import SUBJECT_NOT_FOUND, known_subject, may_see
from puhui.kernel import Problem, Text
from puhui.rulebook import rulebook


def draft_application(work: Work, new: NewApplication) -> Application | Problem:
    """Keep an application that is not yet handed in."""
    return _begin(work, new, Status.DRAFT)


def submit_application(work: Work, new: NewApplication | UUID) -> Application | Problem:
    """Hand in a new application, or the draft with this id."""
    if isinstance(new, UUID):
        return move_application(work, new, Status.SUBMITTED)
    return _begin(work, new, Status.SUBMITTED)


def application(work: Work, application_id: UUID) -> Application | Problem:
    """One application."""
    found = store.get_application(work.connection, work.actor.mode, application_id)
    return found if found is not None and may_see(work, found.owner_id) else APPLICATION_NOT_FOUND


def applications(
    work: Work,
    owner_id: UUID | None = None,
    status: Status | None = None,
    before: tuple[datetime, UUID] | None = None,
    at_most: int = 50,
) -> tuple[Application, ...] | Problem:
    """Applications, newest first, one page at a time; a borrower asks for their own."""
    if owner_id is not None and known_subject(work, owner_id):
        return SUBJECT_NOT_FOUND
    if owner_id is None and not may_see(work, _NOBODY):
        return SUBJECT_NOT_FOUND
    return store.applications_of(
        work.connection, work.actor.mode, owner_id=owner_id, status=status, before=before, at_most=at_most
    )


def move_application(work: Work, application_id: UUID, to: Status) -> Application | Problem:
    """Take one legal step; the row is held until the transaction ends, so two steps never cross."""
    found = store.get_application(work.connection, work.actor.mode, application_id, lock=True)
    if found is None or not may_see(work, found.owner_id):
        return APPLICATION_NOT_FOUND
    then = step(found.status, to)
    if isinstance(then, Problem):
        return then
    store.move(work.connection, found.id, then, work.now())
    _keep_step(work, found.id, found.status, then)
    moved = store.get_application(work.connection, work.actor.mode, found.id)
    return moved if moved is not None else APPLICATION_NOT_FOUND


def advance_application(work: Work, held: Application, *steps: Status) -> Application | Problem:
    """Take several legal steps at once. `held` was read under its lock in this very transaction
    (`standing(…, hold=True)`), so nothing is looked up again."""
    passed = [held.status]
    for to in steps:
        then = step(passed[-1], to)
        if isinstance(then, Problem):
            return then
        passed.append(then)
    pairs = list(pairwise(passed))
    ids, statement, bound = store.advancing(held.id, pairs, at=work.now(), actor=work.actor.id)
    work.later(statement, bound)
    for step_id, (_, then) in zip(ids, pairs, strict=True):
        _tell_step(work, held.id, step_id, then)
    return replace(held, status=passed[-1], status_at=work.now())


def withdraw_application(work: Work, application_id: UUID) -> Application | Problem:
    """Take it back, at any time before it has ended."""
    return move_application(work, application_id, Status.WITHDRAWN)


def idle_applications(work: Work, before: datetime, at_most: int = 100) -> tuple[Application, ...]:
    """Whose next step nobody has taken since; whoever knows whether more depends on them may expire them."""
    return store.idle_since(work.connection, work.actor.mode, before, at_most)


def newest_open_of(work: Work, subject_id: UUID) -> UUID | None:
    """The newest application of a person, or for a business, that may still be decided."""
    return store.newest_open_of(work.connection, work.actor.mode, subject_id)


def expire_application(work: Work, application_id: UUID) -> Application | Problem:
    """It has run out; whoever asked may apply again."""
    return move_application(work, application_id, Status.EXPIRED)


def steps_of(work: Work, application_id: UUID) -> tuple[tuple[Status, datetime], ...] | Problem:
    """What an application went through."""
    found = application(work, application_id)
    return found if isinstance(found, Problem) else store.steps_of(work.connection, application_id)


def history_of(work: Work, application_id: UUID) -> tuple[StepTaken, ...]:
    """The same with who took each step. For staff."""
    if isinstance(application(work, application_id), Problem):
        return ()
    rows = store.history_of(work.connection, application_id)
    return tuple(StepTaken(row.id, Status(row.to_status), row.at, row.actor) for row in rows)


def _begin(work: Work, new: NewApplication, status: Status) -> Application | Problem:
    uses = rulebook().on(work.today()).forbidden_uses()
    forbidden = {use.code: forbidden_use(use.text, use.source) for use in uses}
    problems = check_application(new, purposes=purposes(), forbidden=forbidden, limits=limits())
    problems += tuple(_strangers(work, new))
    if problems:
        return together(problems)
    added = store.add_application(work.connection, work.actor.mode, new, status, work.now())
    _keep_step(work, added.id, None, status)
    return added


def _strangers(work: Work, new: NewApplication) -> list[Problem]:
    if known_subject(work, new.owner_id):
        return [SUBJECT_NOT_FOUND.at("owner_id")]
    if new.enterprise_id is None:
        return []
    links = store.links_of(work.connection, work.actor.mode, new.owner_id)
    pairs = {(it.owner_id, it.business_id) for it in links}
    return [] if (new.owner_id, new.enterprise_id) in pairs else [_NOT_THEIRS]


def _keep_step(work: Work, application_id: UUID, before: Status | None, then: Status) -> None:
    step_id = store.add_step(
        work.connection, application_id, before=before, then=then, at=work.now(), actor=work.actor.id
    )
    _tell_step(work, application_id, step_id, then)


def _tell_step(work: Work, application_id: UUID, step_id: UUID, then: Status) -> None:
    work.audit("application.moved", f"application:{application_id}", to=then.value)
    payload = {"application_id": str(application_id), "status": then.value, "mode": work.actor.mode.value}
    work.post(events.APPLICATION_MOVED, payload, f"{events.APPLICATION_MOVED}:{step_id}")


_NOBODY = UUID(int=0)
APPLICATION_NOT_FOUND = Problem(
    "application.not_found",
    Text("没有找到这笔申请。", "There is no such application."),
    Text("请核对编号。", "Check the id."),
)
_NOT_THEIRS = Problem(
    "application.enterprise.not_theirs",
    Text("申请人与这个经营主体没有登记经营关系。", "The applicant is not registered as operating it."),
    Text("请先登记经营者与经营主体的关系。", "Link the owner and the business first."),
    "enterprise_id",
)
