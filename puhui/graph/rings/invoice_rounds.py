"""Rounds of one circle of firms, and how much of their trade these are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import Edges

_SAME_AMOUNT: Final = 0.03
_AROUND_DAYS: Final = 120


@dataclass(frozen=True, slots=True)
class Rounds:
    """`sales` are positions of edges. `covered_share`: of all sales along the circle within some months of
    its rounds, how many belong to them. `amounts`: the different ones of the rounds; list prices repeat."""

    members: tuple[int, ...]
    sales: tuple[int, ...]
    count: int
    covered_share: float
    amounts: int

    @classmethod
    def of(cls, edges: Edges, trade: NDArray[np.int64], circles: Sequence[tuple[int, ...]]) -> "Rounds":
        """`circles` of the same firms may share sales; rounds do not: the quickest and evenest come first."""
        chosen = _apart(edges, circles)
        sales = sorted({sale for circle in chosen for sale in circle})
        members = np.unique(edges.origin[sales])
        beside = _beside(edges, trade, sales)
        amounts = np.sort(np.log([edges.weight[list(circle)].mean() for circle in chosen]))
        different = 1 + int((np.diff(amounts) > _SAME_AMOUNT).sum())
        return cls(
            tuple(members.tolist()),
            tuple(sales),
            len(chosen),
            len(sales) / max(beside, len(sales)),
            different,
        )

    @property
    def amounts_share(self) -> float:
        """Different amounts ÷ rounds."""
        return self.amounts / self.count


def _apart(edges: Edges, circles: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    used: set[int] = set()
    chosen = []
    for circle in sorted(circles, key=lambda it: (_span(edges, it), _spread(edges, it), it)):
        if used.isdisjoint(circle):
            used.update(circle)
            chosen.append(circle)
    return chosen


def _beside(edges: Edges, trade: NDArray[np.int64], sales: list[int]) -> int:
    """How many sales there are between the same firms in the same direction and in the same time."""
    pairs = {(int(edges.origin[it]), int(edges.target[it])) for it in sales}
    first, last = edges.since[sales].min() - _AROUND_DAYS, edges.since[sales].max() + _AROUND_DAYS
    firms = np.unique(edges.origin[sales])
    near = trade[
        np.isin(edges.origin[trade], firms)
        & np.isin(edges.target[trade], firms)
        & (edges.since[trade] >= first)
        & (edges.since[trade] <= last)
    ]
    both = zip(edges.origin[near].tolist(), edges.target[near].tolist(), strict=True)
    return sum(pair in pairs for pair in both)


def _span(edges: Edges, circle: tuple[int, ...]) -> int:
    days = edges.since[list(circle)]
    return int(days.max() - days.min())


def _spread(edges: Edges, circle: tuple[int, ...]) -> float:
    amounts = edges.weight[list(circle)]
    return float(amounts.max() / amounts.min())
