"""Changing, handing in, sending back: one draft for each thing, one revision after another.

Whoever saves says which revision they saw; who saw an older one is told who was quicker. Nothing is lost by a
refusal: the draft that is there stays as it is.
"""

from puhui.ground.actor import ActorKind
from puhui.ground.publishing import store
from puhui.ground.publishing.model import Draft, DraftState
from puhui.ground.publishing.names import names_of
from puhui.ground.publishing.problems import (
    ALREADY_SUBMITTED,
    NO_DRAFT,
    NOT_A_PERSON,
    NOT_SUBMITTED,
    changed_meanwhile,
)
from puhui.ground.work import Work
from puhui.kernel import Problem


def draft_of(work: Work, kind: str, name: str) -> Draft | None:
    """The house's draft of one thing; None where nobody is changing it."""
    return store.get_draft(work.connection, house_of(work), kind, name)


def drafts_of(work: Work, kind: str) -> tuple[Draft, ...]:
    """Every draft of a kind."""
    return store.list_drafts(work.connection, house_of(work), kind)


def save_draft(
    work: Work, kind: str, name: str, content: bytes, seen_revision: int | None
) -> Draft | Problem:
    """Keep what somebody wrote. `seen_revision` None: they saw no draft. A submitted draft is one again."""
    if problem := person_problem(work):
        return problem
    held = store.get_draft(work.connection, house_of(work), kind, name, hold=True)
    if (held.revision if held else None) != seen_revision:
        return _not_what_was_seen(work, held)
    if held and held.content == content and held.state is DraftState.DRAFT:
        return held
    editors = (held.editors if held else frozenset()) | {work.actor.id}
    row = {
        "state": DraftState.DRAFT,
        "content": content,
        "editors": sorted(editors),
        "edited_by": work.actor.id,
        "edited_at": work.now(),
        "submitted_by": None,
        "submitted_at": None,
    }
    if held is None:
        kept = store.add_draft(
            work.connection, house_of(work), {"kind": kind, "name": name, "note": "", **row}
        )
    else:
        kept = store.change_draft(work.connection, house_of(work), kind, name, held.revision, **row)
    if kept is None:
        return _not_what_was_seen(work, draft_of(work, kind, name))
    work.audit(f"{kind}.draft_saved", f"{kind}:{name}", revision=kept)
    return _there(work, kind, name)


def submit_draft(
    work: Work, kind: str, name: str, note: str = "", seen_revision: int | None = None
) -> Draft | Problem:
    """Hand a draft to somebody else. Whether its content is sound, the room has asked before."""
    held = _held(work, kind, name, seen_revision)
    if isinstance(held, Problem):
        return held
    if held.state is DraftState.SUBMITTED:
        return ALREADY_SUBMITTED
    values = {"submitted_by": work.actor.id, "submitted_at": work.now(), "note": note}
    return _moved(work, held, "submitted", state=DraftState.SUBMITTED, **values)


def reject_draft(
    work: Work, kind: str, name: str, note: str = "", seen_revision: int | None = None
) -> Draft | Problem:
    """Send a submitted draft back with a word; whoever edits it goes on from there."""
    held = _held(work, kind, name, seen_revision)
    if isinstance(held, Problem):
        return held
    if held.state is not DraftState.SUBMITTED:
        return NOT_SUBMITTED
    return _moved(work, held, "rejected", state=DraftState.REJECTED, note=note)


def discard_draft(work: Work, kind: str, name: str) -> Problem | None:
    """Throw a draft away. Where there is none, there is none."""
    if problem := person_problem(work):
        return problem
    held = store.get_draft(work.connection, house_of(work), kind, name, hold=True)
    if held is not None:
        close_draft(work, held)
        work.audit(f"{kind}.draft_discarded", f"{kind}:{name}", revision=held.revision)
    return None


def close_draft(work: Work, held: Draft) -> None:
    """There is no draft any more; its number is remembered."""
    gone: dict[str, object] = {"state": DraftState.CLOSED, "content": None, "editors": []}
    store.change_draft(work.connection, house_of(work), held.kind, held.name, held.revision, **gone)


def person_problem(work: Work) -> Problem | None:
    """A program's key is nobody: one person could hold two of them and be maker and checker at once."""
    return None if work.actor.kind is ActorKind.PERSON else NOT_A_PERSON


def house_of(work: Work) -> str:
    """Whose rules these are: an institution's code, "" on the platform."""
    return work.institution or ""


def _held(work: Work, kind: str, name: str, seen_revision: int | None) -> Draft | Problem:
    if problem := person_problem(work):
        return problem
    held = store.get_draft(work.connection, house_of(work), kind, name, hold=True)
    if held is None:
        return NO_DRAFT
    if seen_revision is not None and held.revision != seen_revision:
        return _not_what_was_seen(work, held)
    return held


def _moved(work: Work, held: Draft, what: str, **values: object) -> Draft:
    kept = store.change_draft(work.connection, house_of(work), held.kind, held.name, held.revision, **values)
    work.audit(f"{held.kind}.draft_{what}", f"{held.kind}:{held.name}", revision=kept)
    return _there(work, held.kind, held.name)


def _there(work: Work, kind: str, name: str) -> Draft:
    found = draft_of(work, kind, name)
    assert found is not None  # noqa: S101 - it was written a moment ago
    return found


def _not_what_was_seen(work: Work, held: Draft | None) -> Problem:
    if held is None:
        return NO_DRAFT
    return changed_meanwhile(names_of(work, [held.edited_by])[held.edited_by], held.edited_at)
