"""One budget, many firms: what goes into an allocation and what comes out.

Amounts are whole lots of `lot_fen`; shares and rates are per year. Arrays run over firms in the order given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.kernel import Text

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


class Counts(StrEnum):
    """What uses up the budget: every yuan offered, or only what is expected to be drawn (an offer that is
    turned down costs nothing then)."""

    OFFERED = "offered"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class Grouping:
    """Firms by one thing (trade, region, band): `of[i]` is the place of firm i's label."""

    labels: tuple[str, ...]
    of: Whole


@dataclass(frozen=True, slots=True)
class Firms:
    """Who may be given something: from `least_lots` to `most_lots`, or nothing."""

    band: Grouping
    probability: Floats
    least_lots: Whole
    most_lots: Whole
    inclusive: NDArray[np.bool_]
    groups: Mapping[str, Grouping] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.probability)


@dataclass(frozen=True, slots=True)
class Menu:
    """The published rates a band may have, and the share of offers that is drawn at each."""

    annual_rate: Floats
    drawn_share: Floats


@dataclass(frozen=True, slots=True)
class Costs:
    """What a yuan drawn costs a year, by band: loss given default, and all that does not depend on the firm
    (funding, operating, capital)."""

    loss_given_default: Floats
    fixed: Floats


@dataclass(frozen=True, slots=True)
class MostShare:
    """A concentration limit: a label of a grouping (or each label of it) takes at most this share of the
    budget."""

    by: str
    share: float
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the allocation must keep to. `use_least`: of the budget. `inclusive_least`: of what is given out.
    `loss_most`: expected loss as a share of the budget. `risk_weight`: how much a yuan of risk (the standard
    deviation of loss) takes off the profit."""

    budget_fen: int
    lot_fen: int = 1_000_000
    counts: Counts = Counts.OFFERED
    most: tuple[MostShare, ...] = ()
    inclusive_least: float = 0.0
    use_least: float = 0.0
    loss_most: float | None = None
    risk_weight: float = 0.0
    gap_wanted: float = 1e-4
    seconds: float = 60.0

    @property
    def budget_lots(self) -> float:
        """The budget in lots; it need not be a whole number of them."""
        return self.budget_fen / self.lot_fen


@dataclass(frozen=True, slots=True)
class Row:
    """One limit of the whole: `weight · lots ≤ most_lots`. `share` is what the wish said."""

    code: str
    name: Text
    weight: Floats
    most_lots: float
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    """A limit that is felt: what one more lot of room in it would earn, in fen a year."""

    row: Row
    per_lot_fen: float
    used_lots: float


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who gets how much at which rate, and how good that provably is.

    `bound_fen` is what no allocation under the same wishes can pass, whatever rates it chooses; `gap` is the
    part of it that is left open. Profit and loss are expected, over a year, in fen; `value` is what a lot
    earns at its band's rate.
    """

    lots: Whole
    annual_rate: Mapping[str, float]
    objective_fen: float
    bound_fen: float
    profit_fen: Floats
    loss_fen: Floats
    drawn_share: Floats
    value: Floats
    worths: tuple[Worth, ...]
    searched: Mapping[str, Any]

    @property
    def gap(self) -> float:
        """How far the bound stands above what was found, as a share of the bound."""
        return max(self.bound_fen - self.objective_fen, 0.0) / max(abs(self.bound_fen), 1.0)


@dataclass(frozen=True, slots=True)
class Clash:
    """Limits that cannot be kept together: leave any one of them out and the others can."""

    rows: tuple[Row, ...]
    highest_use_lots: float
