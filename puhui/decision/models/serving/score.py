"""A score that is the sum of its parts, to the last digit, on any machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from puhui.kernel import Text

MILLION: Final = 1_000_000
"""Parts are whole millionths of a point, so that a sum does not depend on its order."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one column gave, in points against the average row: `shortfall_points` is the same with the other
    sign. `title` is what the model calls the column, where it has words for it."""

    feature: str
    value: float | str | None
    points: float
    shortfall_points: float
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class PartsScore:
    """`base_points + Σ contribution = points`, exactly, counted in millionths."""

    points: float
    probability: float
    base_points: float
    contributions: tuple[Part, ...]

    def reasons(self, at_most: int = 3) -> tuple[Part, ...]:
        """What cost the most against the average row; a column that cost nothing is never a reason."""
        costly = [part for part in self.contributions if part.shortfall_points > 0]
        return tuple(sorted(costly, key=_cost)[:at_most])


def millionths(points: float) -> int:
    """Points as whole millionths, halves to the even.

    >>> millionths(-1.2345675), millionths(0.0000005)
    (-1234568, 0)
    """
    return round(points * MILLION)


def added_up(base: int, parts: Sequence[int]) -> float:
    """The points of parts in millionths.

    >>> added_up(600_000_000, [100_000, 200_000])
    600.3
    """
    return (base + sum(parts)) / MILLION


def _cost(part: Part) -> tuple[float, str]:
    return -part.shortfall_points, part.feature
