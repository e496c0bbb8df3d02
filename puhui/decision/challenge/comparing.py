"""Champion and challenger side by side: approval, limit, price, with intervals, by segment.

Compared is by who was drawn, not by who decided in the end, so that a challenger that was held back by its
bounds does not look better than it is. Each application counts once, with its newest decision.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from puhui.decision.challenge import store
from puhui.decision.challenge.intervals import Estimate, mean, mean_difference, share, share_difference
from puhui.decision.keeping import open_inputs, open_kept
from puhui.decision.trial.model import Arm
from puhui.decision.what_if.glance import Glance
from puhui.decision.what_if.segments import segments_of
from puhui.ground import Erased, Work

MOST = 5_000
"""As many as can be opened while somebody waits: some seconds."""


@dataclass(slots=True)
class ArmSeen:
    """One arm: how many, how many approved, and the limits and rates of those."""

    n: int = 0
    approved: int = 0
    referred: int = 0
    limits_fen: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def count(self, seen: Glance) -> None:
        """One more."""
        self.n += 1
        self.approved += seen.is_approved
        self.referred += seen.outcome.value == "refer"
        if seen.is_approved:
            self.limits_fen.append(float(seen.limit_fen))
            self.rates += [] if seen.annual_rate is None else [float(seen.annual_rate)]

    @property
    def approval(self) -> Estimate | None:
        """The share that was approved."""
        return share(self.approved, self.n)

    @property
    def limit_fen(self) -> Estimate | None:
        """The mean limit of those approved."""
        return mean(self.limits_fen)

    @property
    def rate(self) -> Estimate | None:
        """The mean rate of those approved."""
        return mean(self.rates)


@dataclass(frozen=True, slots=True)
class Both:
    """The two arms of one segment, or of all."""

    champion: ArmSeen = field(default_factory=ArmSeen)
    challenger: ArmSeen = field(default_factory=ArmSeen)

    def of(self, arm: str) -> ArmSeen:
        """One of them."""
        return self.challenger if arm == Arm.CHALLENGER else self.champion

    @property
    def approval(self) -> Estimate | None:
        """How much more the challenger approves."""
        one, other = self.champion, self.challenger
        return share_difference(one.approved, one.n, other.approved, other.n)

    @property
    def limit_fen(self) -> Estimate | None:
        """How much more the challenger gives."""
        return mean_difference(self.champion.limits_fen, self.challenger.limits_fen)

    @property
    def rate(self) -> Estimate | None:
        """How much more the challenger charges."""
        return mean_difference(self.champion.rates, self.challenger.rates)


@dataclass(slots=True)
class Arms:
    """`why` counts why each arm decided; `held_back` were drawn and decided by the champion."""

    whole: Both = field(default_factory=Both)
    sides: dict[tuple[str, str], Both] = field(default_factory=dict)
    why: Counter[str] = field(default_factory=Counter)
    held_back: int = 0
    erased: int = 0


def compare_arms(work: Work, trial: str, at_most: int = MOST) -> Arms:
    """What was decided last while an experiment ran."""
    work, found = work.looking_once(), Arms()
    newest: dict[UUID, Row[Any]] = {}
    for row in store.decided_in(work.connection, work.actor.mode, trial, at_most):
        newest.setdefault(row.application_id, row)
    for row in newest.values():
        kept, inputs = open_kept(work, row), open_inputs(work, row)
        if isinstance(kept, Erased) or isinstance(inputs, Erased):
            found.erased += 1
            continue
        seen = Glance.of_record(kept.record)
        found.why[row.why] += 1
        found.held_back += row.drawn != row.arm
        segments = segments_of(inputs, seen)
        for both in (found.whole, *(found.sides.setdefault(it, Both()) for it in segments.items())):
            both.of(row.drawn).count(seen)
    return found
