"""A scorecard is a table of points a person can read, and a score is a sum a person can check."""

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Bin:
    """One row of the points table: values from `lower` (included) to `upper` (not included)."""

    lower: float | None
    upper: float | None
    points: int
    rows: int = 0
    bad_share: float | None = None
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """One feature's rows. A missing value has points of its own, stated and never guessed.

    `neutral_points` is what an ordinary applicant has here (the training mean, rounded): the yardstick of
    reasons.
    """

    feature: str
    bins: tuple[Bin, ...]
    missing_points: int
    neutral_points: int
    title: Text | None = None
    why_missing: Text | None = None

    @property
    def best_points(self) -> int:
        """The most points this factor can give."""
        return max(row.points for row in self.bins)

    @property
    def edges(self) -> list[float]:
        """Where one bin ends and the next begins."""
        return [row.upper for row in self.bins[:-1] if row.upper is not None]

    def points(self, value: float | None) -> int:
        """The points of one value.

        >>> Factor("gap", (Bin(None, 2, 10), Bin(2, None, -5)), -8, 0).points(2.0)
        -5
        """
        if value is None or value != value:  # noqa: PLR0124 - only a NaN differs from itself
            return self.missing_points
        return self.bins[bisect_right(self.edges, value)].points


@dataclass(frozen=True, slots=True)
class Scale:
    """What points mean: at `base_score` the odds good:bad are `base_odds`, and double every `pdo` points."""

    base_score: int = 600
    base_odds: float = 20.0
    pdo: float = 40.0

    def probability(self, points: float) -> float:
        """Probability of the bad event at this score.

        >>> round(Scale().probability(600), 6), round(Scale().probability(560), 6)
        (0.047619, 0.090909)
        """
        odds_good = self.base_odds * math.exp((points - self.base_score) * math.log(2) / self.pdo)
        return 1.0 / (1.0 + odds_good)

    def points(self, log_odds_bad: float) -> float:
        """The score at which the log odds of the bad event are these; the inverse of `probability`."""
        return self.base_score - (log_odds_bad + math.log(self.base_odds)) * self.pdo / math.log(2)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one factor gave, and how far that is below an ordinary applicant and below the best bin."""

    feature: str
    value: float | None
    points: int
    shortfall_points: int
    below_best_points: int


@dataclass(frozen=True, slots=True)
class Score:
    """A total, its probability, and the parts that add up to it: `base_points + Σ contribution = points`."""

    points: int
    probability: float
    base_points: int
    contributions: tuple[Contribution, ...]

    def reasons(self, at_most: int = 3) -> tuple[Contribution, ...]:
        """What cost the most, measured against an ordinary applicant, then against the best.

        A factor that already gives its best is never a reason, whatever the others give.
        """
        costly = [part for part in self.contributions if part.below_best_points > 0]
        return tuple(sorted(costly, key=_cost, reverse=True)[:at_most])


def _cost(part: Contribution) -> tuple[int, int]:
    return part.shortfall_points, part.below_best_points


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The whole table. `version` names it in a decision's record; `target` says what a bad outcome is."""

    name: str
    version: str
    target: str
    base_points: int
    factors: tuple[Factor, ...]
    scale: Scale = Scale()

    @property
    def features(self) -> tuple[str, ...]:
        """The columns it needs, in the table's order."""
        return tuple(factor.feature for factor in self.factors)

    def score(self, row: Mapping[str, float | None]) -> Score:
        """Score one applicant. A feature that is absent from the row counts as missing, never as zero."""
        parts = tuple(_contribution(factor, row.get(factor.feature)) for factor in self.factors)
        points = self.base_points + sum(part.points for part in parts)
        return Score(points, self.scale.probability(points), self.base_points, parts)


def _contribution(factor: Factor, value: float | None) -> Contribution:
    points = factor.points(value)
    return Contribution(
        factor.feature, value, points, factor.neutral_points - points, factor.best_points - points
    )
