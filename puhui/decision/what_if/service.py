"""Use cases of asking what would be otherwise. They read and decide nothing that counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from puhui.decision import store
from puhui.decision.jdm import Value
from puhui.decision.keeping import MadeBy, open_inputs, replay_kept
from puhui.decision.model import Inputs
from puhui.decision.policy import Policy
from puhui.decision.publishing.now import policy_now
from puhui.decision.scoring import Rater
from puhui.decision.what_if.again import Twice, twice
from puhui.decision.what_if.beside import Beside
from puhui.decision.what_if.changes import Changes, changed_inputs, changed_means, changed_policy
from puhui.decision.what_if.flips import flips_among
from puhui.decision.what_if.means import Means
from puhui.decision.what_if.store import BEGINNING, END, newest_in
from puhui.ground import Erased, Work
from puhui.ground.publishing import Refused
from puhui.kernel import Problem, Text, day_begins, day_is_over


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One kept decision with something otherwise. `asked` are the facts that were changed, as they were and
    as they are now; `replays` whether the decision as kept comes out the same today."""

    decision_id: UUID
    application_id: UUID | None
    twice: Twice
    asked: Mapping[str, tuple[Value, Value]]
    replays: bool


def what_if(work: Work, decision_id: UUID, changes: Changes) -> WhatIf | Erased | Refused | Problem:
    """A kept decision made again from its record, once as it was and once with the changes."""
    if changes.is_nothing:
        return _NOTHING
    row = store.get_decision(work.connection, work.actor.mode, decision_id)
    if row is None:
        return _NOT_FOUND
    inputs, again = open_inputs(work, row), replay_kept(work, row)
    if isinstance(inputs, Erased) or isinstance(again, Erased | Problem):
        return again if isinstance(again, Problem) else Erased()
    inputs, made_by = replace(inputs, person=None), Means(work).of(row)
    other = changed_inputs(inputs, changes.facts)
    means = changed_means(made_by, changes, work.today())
    if not isinstance(other, Inputs):
        return other
    if not isinstance(means, MadeBy):
        return means
    told = {"facts": len(changes.facts), "tables": [*changes.tables]}
    work.audit("decision.what_if", f"decision:{decision_id}", **told)
    was, now = inputs.facts(), other.facts()
    asked = {name: (was.get(name), now.get(name)) for name in changes.facts}
    return WhatIf(decision_id, row.application_id, twice(inputs, made_by, other, means), asked, again.same)


def flips(
    work: Work,
    base: Policy,
    tables: Mapping[str, Mapping[str, Any]],
    *,
    scorecard: Rater | None = None,
    since: date | None = None,
    until: date | None = None,
    at_most: int | None = None,
) -> Beside | Refused | Problem:
    """All kept decisions of a time by the policy in force and by the same with some tables replaced (and
    another scorecard); law and, unless replaced, scorecard are those of each record."""
    if not tables and scorecard is None:
        return _NOTHING
    policy = policy_now(work, base)
    other = changed_policy(policy, tables, work.today())
    if not isinstance(other, Policy):
        return other

    def both(kept: MadeBy) -> tuple[MadeBy, MadeBy]:
        return replace(kept, policy=policy), MadeBy(other, scorecard or kept.scorecard, kept.law)

    begins = BEGINNING if since is None else day_begins(since)
    ends = END if until is None else day_is_over(until)
    rows = newest_in(work.connection, work.actor.mode, begins, ends, at_most)
    found = flips_among(work, rows, both)
    work.audit("decision.flips", "policy:draft", tried=found.tried, tables=[*tables])
    return found


_NOTHING: Final = Problem(
    "what_if.nothing",
    Text("没有说要改什么。", "It was not said what to change."),
    Text(
        "写一个输入（months=24）、一张表，或一张评分卡。",
        "Name an input (months=24), a table, or a scorecard.",
    ),
)
_NOT_FOUND: Final = Problem(
    "decision.not_found",
    Text("没有找到这个决定。", "There is no such decision."),
    Text("请核对编号。", "Check the id."),
)
