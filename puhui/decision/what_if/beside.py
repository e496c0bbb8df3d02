"""Decisions counted in pairs, before and after: agreement, money, prices, approval by segment. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from puhui.decision.what_if.glance import Glance


@dataclass(frozen=True, slots=True)
class Pair:
    """One application both ways. `step` is the first table whose rows speak otherwise."""

    application_id: UUID
    decision_id: UUID
    decided_at: datetime
    before: Glance
    after: Glance
    segments: Mapping[str, str]
    step: str | None = None

    @property
    def is_other_outcome(self) -> bool:
        """Whether the outcome changes, and not only the money."""
        return self.before.outcome is not self.after.outcome

    @property
    def is_other(self) -> bool:
        """Whether anything changes that anybody would notice."""
        return self.before != self.after

    @property
    def parts_at(self) -> str | None:
        """Where both part: the first table whose rows speak otherwise, else the one whose same row says
        another figure; None where nothing differs."""
        if self.step is not None or not self.is_other:
            return self.step
        if self.before.band is not self.after.band:
            return "rating"
        return "limit" if self.before.limit_fen != self.after.limit_fen else "price"


@dataclass(slots=True)
class Side:
    """Approvals, money and prices of one segment, before and after."""

    tried: int = 0
    flipped: int = 0
    approved_before: int = 0
    approved_after: int = 0
    limit_before_fen: int = 0
    limit_after_fen: int = 0
    _rates_before: float = 0.0
    _rates_after: float = 0.0

    @property
    def rate_before(self) -> float | None:
        """The mean rate of those approved before."""
        return self._rates_before / self.approved_before if self.approved_before else None

    @property
    def rate_after(self) -> float | None:
        """The mean rate of those approved after."""
        return self._rates_after / self.approved_after if self.approved_after else None

    def count(self, one: Pair) -> None:
        """One more."""
        self.tried += 1
        self.flipped += one.is_other_outcome
        self.approved_before += one.before.is_approved
        self.approved_after += one.after.is_approved
        self.limit_before_fen += one.before.limit_fen
        self.limit_after_fen += one.after.limit_fen
        self._rates_before += float(one.before.annual_rate or 0) if one.before.is_approved else 0.0
        self._rates_after += float(one.after.annual_rate or 0) if one.after.is_approved else 0.0


@dataclass(slots=True)
class Beside:
    """`table` counts `approve→decline` and its like; `sides` by segment and value (`band`, `A`); `changed`
    are those of whom anything changes, `erased` those whose record nobody can read any more."""

    tried: int = 0
    erased: int = 0
    changed: list[Pair] = field(default_factory=list)
    table: Counter[str] = field(default_factory=Counter)
    sides: dict[tuple[str, str], Side] = field(default_factory=dict)
    whole: Side = field(default_factory=Side)

    @property
    def same(self) -> int:
        """How many come out the same."""
        return self.tried - len(self.changed)

    @property
    def limit_change_fen(self) -> int:
        """All limits after, less all limits before."""
        return self.whole.limit_after_fen - self.whole.limit_before_fen

    def count(self, pair: Pair) -> None:
        """One more pair."""
        self.tried += 1
        self.table[f"{pair.before.outcome.value}→{pair.after.outcome.value}"] += 1
        for side in (self.whole, *(self.sides.setdefault(it, Side()) for it in pair.segments.items())):
            side.count(pair)
        if pair.is_other:
            self.changed.append(pair)
