"""A model's card: what it was trained on, how good, how stable, how fair, and what it must not be used for.

Plain facts only; `card_text` turns them into the page. The JSON beside it is the same card for machines.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from pydantic import TypeAdapter

from puhui.kernel import Text
from puhui.learn.checks.measures import CalibrationRow, Interval

FORMAT: Final = "puhui.card/1"


class Explainability(StrEnum):
    """How well a score can be explained (domain 0.8): what is poorly explained may only assist a person.

    `table`: a person adds up points by hand. `parts`: the score is the exact sum of its columns' parts, each
    stated, but a person cannot add it up from the model's text. `opaque`: neither; never made here.
    """

    TABLE = "table"
    PARTS = "parts"
    OPAQUE = "opaque"


@dataclass(frozen=True, slots=True)
class TrainedOn:
    """The data, told so that it can be recognised again: rows, bad rows, period, and a hash."""

    rows: int
    bad_rows: int
    unlabelled_rows: int
    sha256: str
    source: str
    period: str | None = None


@dataclass(frozen=True, slots=True)
class FeatureLine:
    """One feature in the model. `information`: its information value; `chosen_share`: folds that chose it."""

    name: str
    title: Text | None
    risk: str
    information: float
    bins: int
    chosen_share: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Measured out of fold, everything that learns inside the fold."""

    folds: int
    repeats: int
    auc: Interval
    bootstrap_low: float
    bootstrap_high: float
    ks: float
    brier: float
    brier_of_average: float
    calibration_shift: float
    calibration_slope: float
    calibration: tuple[CalibrationRow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ours against a peer over the same folds; `difference` is ours minus theirs."""

    peer: Text
    peer_auc: Interval
    difference: Interval

    @property
    def verdict(self) -> Text:
        """No claim inside the noise."""
        if self.difference.low > 0:
            return Text("高于对照", "better than the peer")
        if self.difference.high < 0:
            return Text("低于对照", "worse than the peer")
        return Text("差异在噪声之内，不作优劣结论", "the difference is inside the noise; no claim is made")


@dataclass(frozen=True, slots=True)
class Figure:
    """One more measured number with its name: an AUC at an earlier date, a PSI, a share."""

    title: Text
    value: float
    low: float | None = None
    high: float | None = None
    sd: float | None = None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group of a fairness column: how many, how many bad, and the mean out-of-fold probability."""

    column: str
    group: str
    rows: int
    bad_share: float
    mean_probability: float


@dataclass(frozen=True, slots=True)
class Driver:
    """One column of a boosted model. `share`: of all that its columns add, in absolute log odds."""

    name: str
    title: Text | None
    formula: str | None
    risk: str
    share: float


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member of an ensemble: what it is, its own AUC over the same folds, its share in the score."""

    name: str
    settings: str
    auc: Interval
    share: float


@dataclass(frozen=True, slots=True)
class ModelCard:
    """Everything a validator asks first."""

    name: str
    version: str
    title: Text
    created_on: date
    target: str
    trained_on: TrainedOn
    features: tuple[FeatureLine, ...]
    quality: Quality
    seed: int
    versions: dict[str, str]
    left_out: dict[str, str] = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()
    figures: tuple[Figure, ...] = ()
    stability: tuple[Figure, ...] = ()
    fairness: tuple[GroupLine, ...] = ()
    warnings: tuple[Text, ...] = ()
    limits: tuple[Text, ...] = ()
    forbidden: tuple[Text, ...] = ()
    kind: str = "scorecard"
    explainability: str = Explainability.TABLE
    split: Text | None = None
    drivers: tuple[Driver, ...] = ()
    members: tuple[MemberLine, ...] = ()
    format: str = FORMAT


_ADAPTER: Final = TypeAdapter(ModelCard)


def card_to_json(card: ModelCard) -> dict[str, Any]:
    """The card as plain JSON; a spread that one split cannot have is null."""
    plain: dict[str, Any] = _without_nan(asdict(card))
    plain["created_on"] = card.created_on.isoformat()
    return plain


def card_from_json(written: dict[str, Any]) -> ModelCard:
    """The card a JSON file holds. Raises ValueError when it is not one."""
    return _ADAPTER.validate_python(_with_nan(written))


def _without_nan(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {key: _without_nan(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(inner) for inner in value]
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124


def _with_nan(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        spread = {"mean", "sd", "low", "high"} == set(value)
        return {
            key: float("nan") if spread and inner is None else _with_nan(inner)
            for key, inner in value.items()
        }
    return [_with_nan(inner) for inner in value] if isinstance(value, list) else value
