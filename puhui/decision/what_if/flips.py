"""Who would flip: kept decisions decided twice, counted, the money summed, listed by application number.

Each application counts once, with its newest decision of the time. What a person decided is left aside, as a
table knows nothing of it. Nothing is written, and nobody is named.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.decision.keeping import MadeBy, open_inputs
from puhui.decision.model import Inputs
from puhui.decision.what_if.again import Twice, twice
from puhui.decision.what_if.means import Means
from puhui.decision.what_if.segments import segments_of
from puhui.ground import Erased, Work
from puhui.kernel import Outcome

Both = Callable[[Inputs, MadeBy], tuple[MadeBy, MadeBy]]
"""By what a record is decided: before, and after."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One application that would have been decided otherwise."""

    application_id: UUID
    decided_at: datetime
    twice: Twice
    segments: Mapping[str, str]


@dataclass(slots=True)
class Side:
    """One segment's approvals and money, before and after."""

    tried: int = 0
    approved_before: int = 0
    approved_after: int = 0
    limit_before_fen: int = 0
    limit_after_fen: int = 0
    flipped: int = 0

    def count(self, one: Twice) -> None:
        """One more."""
        self.tried += 1
        self.approved_before += one.before.outcome is Outcome.APPROVE
        self.approved_after += one.after.outcome is Outcome.APPROVE
        self.limit_before_fen += one.before.limit_fen
        self.limit_after_fen += one.after.limit_fen
        self.flipped += one.is_other_outcome


@dataclass(slots=True)
class Flips:
    """`table` counts `approve→decline` and its like; `sides` by segment and value (`band`, `A`); `changed`
    are those of whom anything changes, `erased` those whose record nobody can read any more."""

    tried: int = 0
    erased: int = 0
    changed: list[Flip] = field(default_factory=list)
    table: Counter[str] = field(default_factory=Counter)
    sides: dict[tuple[str, str], Side] = field(default_factory=dict)
    whole: Side = field(default_factory=Side)

    @property
    def limit_change_fen(self) -> int:
        """All limits after, less all limits before."""
        return self.whole.limit_after_fen - self.whole.limit_before_fen

    def count(self, flip: Flip) -> None:
        """One more that was decided twice."""
        one = flip.twice
        self.tried += 1
        self.table[f"{one.before.outcome.value}→{one.after.outcome.value}"] += 1
        for side in (self.whole, *(self.sides.setdefault(it, Side()) for it in flip.segments.items())):
            side.count(one)
        if one.is_other:
            self.changed.append(flip)


def flips_among(work: Work, rows: Iterable[Row[Any]], both: Both) -> Flips:
    """Every one of these kept decisions, twice."""
    means, found = Means(work), Flips()
    for row in rows:
        inputs = open_inputs(work, row)
        if isinstance(inputs, Erased):
            found.erased += 1
            continue
        inputs = replace(inputs, person=None)
        before, after = both(inputs, means.of(row))
        one = twice(inputs, before, inputs, after)
        found.count(Flip(row.application_id, row.decided_at, one, segments_of(inputs, one.before)))
    return found
