"""Use cases of changing policy tables, each in the one transaction of its `Work`."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from puhui.decision.policy import Policy
from puhui.decision.publishing.checking import troubles_of
from puhui.decision.publishing.documents import ORDER, canonical, opened
from puhui.decision.publishing.now import KIND, policy_now, policy_on
from puhui.decision.publishing.preview import preview
from puhui.decision.what_if.beside import Beside
from puhui.ground import Work
from puhui.ground.publishing import (
    MOVED_ON,
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
from puhui.kernel import Problem, Text


def known(base: Policy, name: str) -> Problem | None:
    """Whether there is a table of this name."""
    return None if name in base.contents else _NO_TABLE


def write(
    work: Work,
    base: Policy,
    name: str,
    content: dict[str, Any],
    *,
    seen_revision: int | None,
    based_on: str | None = None,
) -> tuple[Draft, tuple[Trouble, ...]] | Problem:
    """Keep what somebody wrote, sound or not, and say everything that is wrong with it."""
    if problem := known(base, name):
        return problem
    policy = policy_now(work, base)
    if based_on is not None and based_on != hash_of(policy, name):
        return MOVED_ON
    written = canonical(content)
    if isinstance(written, Problem):
        return written
    saved = save_draft(work, KIND, name, written, seen_revision)
    return saved if isinstance(saved, Problem) else (saved, troubles_of(name, written, work.today()))


def look_over(work: Work, base: Policy, name: str, content: dict[str, Any]) -> tuple[Trouble, ...] | Problem:
    """Everything that is wrong with content, without keeping it."""
    if problem := known(base, name):
        return problem
    written = canonical(content)
    return written if isinstance(written, Problem) else troubles_of(name, written, work.today())


def submit(
    work: Work, base: Policy, name: str, note: str, seen_revision: int | None
) -> Draft | Refused | Problem:
    """Hand a sound draft to somebody else."""
    held = draft_of(work, KIND, name)
    if held is None:
        return NO_DRAFT
    policy = policy_now(work, base)
    if held.content == _same_as(policy, name):
        return _NOTHING_CHANGED
    if wrong := errors_in(troubles_of(name, held.content, work.today())):
        return Refused(wrong)
    return submit_draft(work, KIND, name, note, seen_revision or held.revision)


def publish(
    work: Work, base: Policy, name: str, *, effective_from: date, seen_revision: int, note: str
) -> Publication | Refused | Problem:
    """Put a submitted draft in force. The policy must be whole on that day and whenever it changes after."""
    held = draft_of(work, KIND, name)
    if held is None:
        return NO_DRAFT
    since = max(effective_from, work.today())
    if wrong := errors_in(troubles_of(name, held.content, since)):
        return Refused(wrong)
    for day in _days_of_change(work, since):
        policy_on(work, base, day).with_table(name, held.content)
    return publish_draft(
        work, KIND, name, seen_revision=seen_revision, effective_from=effective_from, note=note
    )


def try_out(
    work: Work, base: Policy, name: str, content: dict[str, Any] | None, at_most: int
) -> Beside | Refused | Problem:
    """What the draft (or `content`) would have made of past applications."""
    if problem := known(base, name):
        return problem
    held = draft_of(work, KIND, name)
    written = canonical(content) if content is not None else held.content if held else NO_DRAFT
    if isinstance(written, Problem):
        return written
    policy = policy_now(work, base)
    if wrong := errors_in(troubles_of(name, written, work.today())):
        return Refused(wrong)
    return preview(work, policy, policy.with_table(name, written), at_most)


def hash_of(policy: Policy, name: str) -> str:
    """The hash of a table's content as it is in force."""
    return hashlib.sha256(policy.contents[name].encode()).hexdigest()


def in_force(work: Work, published: Sequence[Publication]) -> Mapping[str, int]:
    """The number of the publication in force today, by name; `published` newest first."""
    begun = [it for it in published if it.effective_from <= work.today()]
    chosen = sorted(begun, key=lambda it: (it.effective_from, it.number))
    return {it.name: it.number for it in chosen}


def _days_of_change(work: Work, first: date) -> list[date]:
    later = {it.effective_from for it in history_of(work, KIND) if it.effective_from > first}
    return [first, *sorted(later)]


def _same_as(policy: Policy, name: str) -> bytes | None:
    found = canonical(opened(policy.contents[name]))
    return None if isinstance(found, Problem) else found


_NO_TABLE = Problem(
    "policy.not_found",
    Text("没有这张策略表。", "There is no such policy table."),
    Text(f"有这些：{'、'.join(ORDER)}。", f"There are: {', '.join(ORDER)}."),
)
_NOTHING_CHANGED = Problem(
    "policy.unchanged",
    Text("草稿与现行的表一样。", "The draft is the same as the table in force."),
    Text("改好再提交，或放弃草稿。", "Change something first, or discard the draft."),
)
