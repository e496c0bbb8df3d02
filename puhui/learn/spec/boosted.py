"""The spec of a boosted model: a scorecard's, and columns to derive, words to encode, members to mix."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from puhui.learn.spec.model import AUTO, Checking, Risk


class MemberKind(StrEnum):
    """How one member of an ensemble learns; each adds up exactly to the score it gives."""

    TREES = "trees"
    RANDOM_TREES = "random_trees"
    FOREST = "forest"
    LINEAR = "linear"


@dataclass(frozen=True, slots=True)
class Member:
    """One member. `bags` are trained alike from different seeds and averaged.

    `rate` × `rounds` is how much is learnt, `leaves` and `rows_in_leaf` how finely, the shares how much of
    the table each tree sees; `ridge` pulls leaves (or a line's weights) to the average. `without`: numbers of
    the model that this member may not look at, so that members differ.
    """

    kind: MemberKind = MemberKind.TREES
    rounds: int = 300
    rate: float = 0.03
    leaves: int = 8
    rows_in_leaf: int = 20
    columns_share: float = 0.4
    rows_share: float = 0.7
    ridge: float = 5.0
    bags: int = 4
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Encoding:
    """How words become numbers: `smoothing_rows` of average risk are added to every word's own.

    `matures_days`: an outcome is known only so long after its row's time; before that it teaches nothing.
    `counts`: how often a word was seen becomes a column too; where there is time it grows with the years.
    `lately`: words whose risk is told a second time, older rows counting less, half after so many days.
    `typical_rows` of the average are added before a mean over a word's rows is believed.
    """

    smoothing_rows: float = 30.0
    matures_days: int = 0
    counts: bool = False
    typical_rows: float = 5.0
    lately: tuple[str, ...] = ()
    lately_half_life_days: float = 500.0


@dataclass(frozen=True, slots=True)
class EvenOut:
    """Groups that training keeps closer together.

    The more `strength`, the less mean log odds differ `between` them. The column teaches this and nothing
    else: it is no feature, and scoring never looks at it.
    """

    between: str
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class BoostedSpec:
    """What a boosted model learns from and how.

    `group`: all its rows lie on one side of every split. `readings`: the rows of a group are several readings
    of one thing (multiple imputation), averaged before learning and before scoring. `time`: later rows judge;
    rows before `since` are not looked at. `typical`: of each category named, how common its words are and the
    mean of these numbers over their rows, as further columns.
    `weight` always weighs the judgement; the learning only when `weight_in_training` says so.
    `half_life_days`: rows that much older than the newest count half in learning.
    """

    name: str
    key: str
    target: str
    kind: str = "boosted"
    positive: str | int | float | bool = True
    title: dict[str, str] = field(default_factory=dict)
    titles: dict[str, dict[str, str]] = field(default_factory=dict)
    features: str | tuple[str, ...] = AUTO
    exclude: dict[str, str] = field(default_factory=dict)
    derive: dict[str, str] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    typical: dict[str, tuple[str, ...]] = field(default_factory=dict)
    encoding: Encoding = Encoding()
    risk: dict[str, Risk] = field(default_factory=dict)
    weight: str | None = None
    weight_in_training: bool = False
    half_life_days: float | None = None
    even_out: EvenOut | None = None
    group: str | None = None
    readings: bool = False
    time: str | None = None
    since: str | None = None
    ensemble: dict[str, Member] = field(default_factory=lambda: {"trees": Member()})
    checking: Checking = field(default_factory=lambda: Checking(repeats=3))
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def reserved(self) -> frozenset[str]:
        """Columns that may never be features, nor stand in a formula."""
        evened = self.even_out.between if self.even_out else None
        named = (self.key, self.target, self.weight, self.group, self.checking.group, evened)
        return frozenset(name for name in named if name) | frozenset(self.exclude)

    @property
    def split(self) -> Checking:
        """How the table is split: `checking` with the spec's own group and time."""
        return replace(
            self.checking,
            group=self.group or self.checking.group,
            time=self.time or self.checking.time,
        )
