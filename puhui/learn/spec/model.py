"""A scorecard's spec: what to learn, from which columns, and what must not be touched."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

AUTO: Final = "auto"


class Risk(StrEnum):
    """What happens to the risk as the value grows. `either` lets the data choose one of the two."""

    RISES = "rises"
    FALLS = "falls"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Growth:
    """How fine the table may be and how strongly few rows are pulled to the average.

    `smoothing_rows`: rows of average risk added to every bin. `ridge`: penalty on the weights, in rows.
    """

    start_bins: int = 20
    max_bins: int = 6
    min_bin_rows: int = 8
    min_bin_share: float = 0.04
    smoothing_rows: float = 2.0
    ridge: float = 5.0
    min_information: float = 0.02
    max_features: int = 12
    max_correlation: float = 0.85


@dataclass(frozen=True, slots=True)
class Checking:
    """How the model is checked: `repeats` × `folds`, whole groups or time kept apart where asked."""

    folds: int = 5
    repeats: int = 10
    group: str | None = None
    time: str | None = None
    train_before: str | None = None
    leak_auc: float = 0.97
    fairness: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """Scale of the table: `base_score` at good:bad odds `base_odds`, doubling every `pdo` points."""

    base_score: int = 600
    base_odds: float = 20.0
    pdo: float = 40.0


@dataclass(frozen=True, slots=True)
class ScorecardSpec:
    """`features` is `auto` (every numeric column that is not excluded) or a list; `exclude` gives reasons."""

    name: str
    key: str
    target: str
    kind: str = "scorecard"
    positive: str | int | float | bool = True
    title: dict[str, str] = field(default_factory=dict)
    features: str | tuple[str, ...] = AUTO
    exclude: dict[str, str] = field(default_factory=dict)
    risk: dict[str, Risk] = field(default_factory=dict)
    weight: str | None = None
    checking: Checking = Checking()
    growth: Growth = Growth()
    points: Points = Points()
    notes: dict[str, str] = field(default_factory=dict)

    def risk_of(self, feature: str) -> Risk:
        """The declared direction of a column, `either` when nobody declared one."""
        return self.risk.get(feature, Risk.EITHER)

    @property
    def reserved(self) -> frozenset[str]:
        """Columns that may never be features, whatever `features` says."""
        checking = self.checking
        named = (self.key, self.target, self.weight, checking.group, checking.time)
        return frozenset(name for name in named if name) | frozenset(self.exclude)
