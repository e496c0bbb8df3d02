"""Use cases of trials: written by one person, published by another, ended by anybody who may edit.

Ending is the safe direction, so it takes one person and holds from the very next decision.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from puhui.decision.policy import Policy
from puhui.decision.publishing.documents import canonical, opened
from puhui.decision.publishing.now import policy_now, policy_on
from puhui.decision.trial import store, wording
from puhui.decision.trial.document import NAME, trial_from, trial_troubles
from puhui.decision.trial.model import Published, TrialKind
from puhui.decision.trial.now import KIND, published, rater_of
from puhui.ground import Work
from puhui.ground.publishing import (
    NO_DRAFT,
    Draft,
    Publication,
    Refused,
    Trouble,
    draft_of,
    errors_in,
    history_of,
    publish_draft,
    save_draft,
    submit_draft,
)
from puhui.kernel import Problem


class State(StrEnum):
    """Where a published trial stands."""

    COMING = "coming"
    RUNNING = "running"
    ENDED = "ended"
    STOPPED = "stopped"
    """Somebody ended it before its day."""
    REPLACED = "replaced"
    """A later publication of the same name is in force."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A published trial as a list shows it; `decisions` is how many it had a part in."""

    published: Published
    state: State
    decisions: int
    ended_at: datetime | None = None
    ended_by: str | None = None
    ended_why: str | None = None


def write(
    work: Work, base: Policy, name: str, content: dict[str, Any], seen_revision: int | None
) -> tuple[Draft, tuple[Trouble, ...]] | Problem:
    """Keep what somebody wrote, sound or not, and say everything that is wrong with it."""
    if not NAME.match(name):
        return wording.BAD_NAME
    written = canonical(content)
    if isinstance(written, Problem):
        return written
    saved = save_draft(work, KIND, name, written, seen_revision)
    return saved if isinstance(saved, Problem) else (saved, look_over(work, base, name, content))


def look_over(
    work: Work, base: Policy, name: str, content: Mapping[str, Any], starts_on: date | None = None
) -> tuple[Trouble, ...]:
    """Everything that is wrong with content, beside the policy of the day on which it would begin."""
    begins = max(starts_on or work.today(), work.today())
    earlier = history_of(work, KIND, name)
    before = published(earlier[0]) if earlier else None
    is_draw = before is not None and before.trial.kind is TrialKind.CHALLENGE
    salt = before.trial.salt if before is not None and is_draw else None
    policy = policy_now(work, base) if begins == work.today() else policy_on(work, base, begins)
    found = trial_troubles(content, policy, begins, salt)
    if not errors_in(found) and isinstance(rater_of(work, trial_from(content)), Problem):
        found = (*found, wording.NO_MODEL)
    overlaps = not errors_in(found) and _overlaps(work, name, content, begins)
    return (*found, wording.OVERLAPS) if overlaps else found


def submit(
    work: Work, base: Policy, name: str, note: str, seen_revision: int | None
) -> Draft | Refused | Problem:
    """Hand a sound draft to somebody else."""
    held = draft_of(work, KIND, name)
    if held is None:
        return NO_DRAFT
    if wrong := errors_in(look_over(work, base, name, opened(held.content))):
        return Refused(wrong)
    return submit_draft(work, KIND, name, note, seen_revision or held.revision)


def publish(
    work: Work, base: Policy, name: str, *, starts_on: date, seen_revision: int, note: str
) -> Publication | Refused | Problem:
    """Let a submitted trial begin; by another person than those who wrote it."""
    held = draft_of(work, KIND, name)
    if held is None:
        return NO_DRAFT
    if wrong := errors_in(look_over(work, base, name, opened(held.content), starts_on)):
        return Refused(wrong)
    return publish_draft(work, KIND, name, seen_revision=seen_revision, effective_from=starts_on, note=note)


def stop(work: Work, name: str, why: str) -> Seen | Problem:
    """End what runs or is to come under this name, from the very next decision on."""
    found = [it for it in trials(work) if it.published.name == name]
    if not found:
        return wording.NOT_FOUND
    running = [it for it in found if it.state in {State.RUNNING, State.COMING}]
    if not running:
        return wording.NOT_RUNNING
    for it in running:
        row = {
            "publication_id": it.published.id,
            "trial": name,
            "why": why,
            "ended_at": work.now(),
            "ended_by": work.actor.id,
        }
        store.end(work.connection, row)
        work.audit("trial.stopped", f"trial:{name}", number=it.published.number)
    return next(it for it in trials(work) if it.published.name == name)


def trials(work: Work) -> tuple[Seen, ...]:
    """Every trial that was ever published, the newest first."""
    every = [it for one in history_of(work, KIND) if (it := published(one)) is not None]
    ends, counts = store.ends(work.connection), store.counts(work.connection, work.actor.mode)
    today, in_force = work.today(), {}
    for it in sorted(every, key=lambda it: (it.starts_on, it.number)):
        if it.starts_on <= today:
            in_force[it.name] = it.number
    seen = []
    for it in every:
        ended = ends.get(it.id)
        state = State.STOPPED if ended else _state(it, today, in_force.get(it.name))
        told = (ended.ended_at, ended.ended_by, ended.why) if ended else (None, None, None)
        seen.append(Seen(it, state, counts.get(it.id, 0), *told))
    return tuple(seen)


def _state(found: Published, today: date, in_force: int | None) -> State:
    if found.starts_on > today:
        return State.COMING
    if found.number != in_force:
        return State.REPLACED
    return State.RUNNING if found.runs_on(today) else State.ENDED


def _overlaps(work: Work, name: str, content: Mapping[str, Any], begins: date) -> bool:
    if content.get("kind") != TrialKind.CHALLENGE:
        return False
    ends_on = date.fromisoformat(content["ends_on"])
    others = (
        it.published
        for it in trials(work)
        if it.state in {State.RUNNING, State.COMING} and it.published.name != name
    )
    return any(
        it.trial.kind is TrialKind.CHALLENGE and it.starts_on <= ends_on and begins <= it.trial.ends_on
        for it in others
    )
