"""What a backtest found: frozen figures, each with how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from puhui.decision.backtest.resampling import Estimate

SWAPS: Final = ("both", "swap_in", "swap_out", "neither")
OTHERS: Final = "*"
"""Groups too small to be told, put together."""


@dataclass(frozen=True, slots=True)
class Range:
    """What a figure can be at least and at most, whatever became of those nobody knows of."""

    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class Lent:
    """A set of approved cases: how many, of how many the end is known, and what is known of those.
    `bad_range` and `profit_range_fen` take the unknown into account. Profit is as it happened, at what was
    lent then; `scaled_profit_fen` and the range are in proportion to the policy's own limits."""

    n: int
    known: int
    bads: int
    bad_rate: Estimate
    bad_range: Range
    exposure_fen: float
    loss_fen: Estimate
    loss_rate: Estimate
    profit_fen: Estimate
    profit_known: int
    scaled_profit_fen: Estimate
    profit_range_fen: Range


@dataclass(frozen=True, slots=True)
class Whole:
    """One policy over everybody."""

    approval: Estimate
    referral: Estimate
    limit_fen: float
    mean_rate: Estimate
    expected_fen: Estimate
    lent: Lent


@dataclass(frozen=True, slots=True)
class Difference:
    """The proposed policy less the other."""

    approval: Estimate
    bad_rate: Estimate
    loss_rate: Estimate
    profit_fen: Estimate
    scaled_profit_fen: Estimate
    expected_fen: Estimate
    mean_rate: Estimate


@dataclass(frozen=True, slots=True)
class Group:
    """One group of people or firms. `ratio_*` is its approval against the best group's."""

    by: str
    value: str
    n: int
    before: Estimate
    after: Estimate
    change: Estimate
    ratio_before: float | None
    ratio_after: float | None
    bad_before: Estimate
    bad_after: Estimate
    swapped_in: int
    swapped_out: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that a report tells in figures."""

    n: int
    known: int
    before: Whole
    after: Whole
    difference: Difference
    swaps: Mapping[str, Lent]
    groups: tuple[Group, ...]
    table: Mapping[str, int]
