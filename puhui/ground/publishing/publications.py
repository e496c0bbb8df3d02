"""What was published: by another person than those who wrote it, from a day on, for good."""

import hashlib
from datetime import date

from puhui.ground.publishing import store
from puhui.ground.publishing.drafts import close_draft, house_of, person_problem
from puhui.ground.publishing.model import Draft, DraftState, Publication
from puhui.ground.publishing.names import names_of
from puhui.ground.publishing.problems import (
    IN_THE_PAST,
    NO_DRAFT,
    NOT_SUBMITTED,
    SAME_PERSON,
    changed_meanwhile,
)
from puhui.ground.work import Work
from puhui.kernel import Problem, new_id


def publish_draft(
    work: Work, kind: str, name: str, *, seen_revision: int, effective_from: date, note: str = ""
) -> Publication | Problem:
    """Publish the submitted draft that was seen. Whether its content is sound, the room has asked before."""
    if problem := person_problem(work):
        return problem
    held = store.get_draft(work.connection, house_of(work), kind, name, hold=True)
    if held is None:
        return NO_DRAFT
    if problem := _why_not(work, held, seen_revision, effective_from):
        return problem
    row = {
        "id": new_id(),
        "kind": kind,
        "name": name,
        "content": held.content,
        "hash": hashlib.sha256(held.content).hexdigest(),
        "effective_from": effective_from,
        "editors": sorted(held.editors),
        "submitted_by": held.submitted_by,
        "submitted_at": held.submitted_at,
        "submitted_note": held.note,
        "published_by": work.actor.id,
        "published_at": work.now(),
        "note": note,
    }
    number = store.add_publication(work.connection, house_of(work), row)
    close_draft(work, held)
    work.audit(f"{kind}.published", f"{kind}:{name}", number=number, hash=row["hash"])
    return next(it for it in history_of(work, kind, name) if it.number == number)


def may_publish(work: Work, held: Draft) -> bool:
    """Whether whoever reads this is another person than those who wrote it, and it waits for one."""
    wrote = held.editors | {held.submitted_by}
    return held.state is DraftState.SUBMITTED and person_problem(work) is None and work.actor.id not in wrote


def history_of(work: Work, kind: str, name: str | None = None) -> tuple[Publication, ...]:
    """Everything ever published of one name, or of a whole kind; newest first."""
    return store.list_publications(work.connection, house_of(work), kind, name)


def _why_not(work: Work, held: Draft, seen_revision: int, effective_from: date) -> Problem | None:
    if held.revision != seen_revision:
        return changed_meanwhile(names_of(work, [held.edited_by])[held.edited_by], held.edited_at)
    if held.state is not DraftState.SUBMITTED:
        return NOT_SUBMITTED
    if work.actor.id in held.editors | {held.submitted_by}:
        return SAME_PERSON
    return IN_THE_PAST if effective_from < work.today() else None
