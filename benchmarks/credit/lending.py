"""What one threshold for everybody earns, and how far it leaves two groups apart.

Everything here is in units of one good loan's gain: a good loan that is granted earns 1, a bad one that is
granted costs `loss`, a refusal earns nothing. `bad` and `in_group` are 0 or 1; the score rises with risk.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]
KEPT_PROFIT: Final = 0.99
"""Equal profit, in words: no more than one part in a hundred of the best is given up while choosing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Per applicant: profit, share granted, and how much smaller the group's share is than the others'."""

    profit: float
    granted: float
    gap: float


def outcome(granted: Floats, bad: Floats, in_group: Floats, loss: float) -> Outcome:
    """What granting these (0 or 1, or a share over several runs) comes to.

    >>> outcome(np.array([1., 1., 0., 1.]), np.array([0., 1., 0., 0.]), np.array([0., 0., 1., 1.]), 5)
    Outcome(profit=-0.75, granted=0.75, gap=0.5)
    """
    group = in_group > 0
    profit = float((granted * np.where(bad > 0, -loss, 1.0)).mean())
    return Outcome(profit, float(granted.mean()), float(granted[~group].mean() - granted[group].mean()))


def curve(score: Floats, bad: Floats, in_group: Floats, loss: float) -> tuple[Floats, Floats, Floats]:
    """Of every threshold (grant up to this score, included): the threshold, total profit, gap."""
    order = np.argsort(score, kind="stable")
    group = in_group[order]
    profit = np.cumsum(np.where(bad[order] > 0, -loss, 1.0))
    gap = np.cumsum(1 - group) / (1 - group).sum() - np.cumsum(group) / group.sum()
    last_of_ties = np.append(np.diff(score[order]) > 0, True)
    return score[order][last_of_ties], profit[last_of_ties], gap[last_of_ties]


def richest(score: Floats, bad: Floats, in_group: Floats, loss: float) -> tuple[float, float]:
    """The threshold that earned most, and what it earned."""
    thresholds, profit, _ = curve(score, bad, in_group, loss)
    best = int(profit.argmax())
    return float(thresholds[best]), float(profit[best])


def fairest(
    score: Floats, bad: Floats, in_group: Floats, loss: float, floor: float
) -> tuple[float, float] | None:
    """The threshold with the smallest gap among those that earned `floor` or more, and its gap."""
    thresholds, profit, gap = curve(score, bad, in_group, loss)
    enough = np.flatnonzero(profit >= floor)
    if not len(enough):
        return None
    best = enough[int(gap[enough].argmin())]
    return float(thresholds[best]), float(gap[best])
