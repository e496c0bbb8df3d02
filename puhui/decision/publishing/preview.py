"""What a draft would have done: past applications decided again, from what was recorded of them alone.

Only the tables differ: scorecard and law are those of each record, and what a person decided is left aside.
Nothing is written, and nobody is named.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Row

from puhui.decision import store
from puhui.decision.engine import decide
from puhui.decision.keeping import open_inputs
from puhui.decision.model import Decision, Inputs, Law
from puhui.decision.policy import Policy
from puhui.decision.publishing.store import newest_decisions
from puhui.decision.scoring import scorecard_from
from puhui.ground import Erased, Work
from puhui.learn import Scorecard


@dataclass(frozen=True, slots=True)
class Flip:
    """One application that would have been decided otherwise: by the policy in force, and by the draft."""

    application_id: UUID
    before: Decision
    after: Decision

    @property
    def is_other_outcome(self) -> bool:
        """Whether the outcome changes, and not only the money."""
        return self.before.outcome is not self.after.outcome


@dataclass(frozen=True, slots=True)
class Preview:
    """`table` counts every pair of outcomes; `erased` are those whose record cannot be read any more."""

    tried: int
    same: int
    flips: tuple[Flip, ...]
    table: Mapping[str, int]
    limit_change_fen: int
    erased: int


def preview(work: Work, before: Policy, after: Policy, at_most: int) -> Preview:
    """The newest decisions of the last `at_most` applications, by both policies."""
    means = _Means(work)
    flips: list[Flip] = []
    table: Counter[str] = Counter()
    tried = erased = change_fen = 0
    for row in newest_decisions(work.connection, work.actor.mode, at_most):
        inputs = open_inputs(work, row)
        if isinstance(inputs, Erased):
            erased += 1
            continue
        one = means.both(row, replace(inputs, person=None), before, after)
        tried += 1
        table[f"{one.before.outcome.value}→{one.after.outcome.value}"] += 1
        change_fen += one.after.limit_fen - one.before.limit_fen
        flips += [one] if _told(one.before) != _told(one.after) else []
    work.audit("policy.previewed", "policy:draft", tried=tried)
    return Preview(tried, tried - len(flips), tuple(flips), dict(table), change_fen, erased)


class _Means:
    """Scorecards and laws of the records, each read once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._scorecards: dict[str, Scorecard] = {}
        self._laws: dict[str, Law] = {}

    def both(self, row: Row[tuple[object, ...]], inputs: Inputs, before: Policy, after: Policy) -> Flip:
        """One application by both policies."""
        scorecard = self._scorecards.get(row.scorecard_version) or self._scorecard(row.scorecard_version)
        law = self._laws.get(row.law_version) or self._law(row.law_version)
        first, second = (decide(inputs, policy, scorecard, law) for policy in (before, after))
        return Flip(row.application_id, first, second)

    def _scorecard(self, version: str) -> Scorecard:
        found = scorecard_from(store.version_content(self._work.connection, version))
        return self._scorecards.setdefault(version, found)

    def _law(self, version: str) -> Law:
        found = Law.opened(store.version_content(self._work.connection, version))
        return self._laws.setdefault(version, found)


def _told(decision: Decision) -> tuple[object, ...]:
    return decision.outcome, decision.limit_fen, decision.annual_rate, decision.band
