"""What to learn, from which columns, and what must not be touched: a model's spec, one YAML file."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import TypeAdapter, ValidationError

from puhui.kernel import Problem, Text

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


def load_spec(path: Path) -> ScorecardSpec | Problem:
    """The spec in a YAML file; an unknown or misspelt entry is a problem, not a silent default."""
    try:
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return _problem("spec.unreadable", str(path), type(error).__name__)
    return parse_spec(written, str(path))


def parse_spec(written: Any, where: str) -> ScorecardSpec | Problem:  # noqa: ANN401 - it comes from a file
    """The spec in a mapping that was read from `where`."""
    if not isinstance(written, dict):
        return _problem("spec.broken", where, "mapping")
    unknown = _unknown(written)
    if unknown:
        return _problem("spec.unknown", where, ", ".join(unknown))
    try:
        spec = _ADAPTER.validate_python(written)
    except ValidationError as error:
        return _problem("spec.broken", where, "; ".join(_told(one) for one in error.errors()))
    forbidden = [] if isinstance(spec.features, str) else sorted(spec.reserved & set(spec.features))
    return _problem("spec.reserved", where, ", ".join(forbidden)) if forbidden else spec


_ADAPTER: Final = TypeAdapter(ScorecardSpec)
_PARTS: Final = {"checking": Checking, "growth": Growth, "points": Points}


def _unknown(written: dict[str, Any]) -> list[str]:
    extra = [name for name in written if name not in ScorecardSpec.__dataclass_fields__]
    for part, kind in _PARTS.items():
        inside = written.get(part)
        if isinstance(inside, dict):
            extra += [f"{part}.{name}" for name in inside if name not in kind.__dataclass_fields__]  # type: ignore[attr-defined]
    return extra


def _told(error: Any) -> str:  # noqa: ANN401 - pydantic's error mapping
    return f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}"


_WHAT: Final = {
    "spec.unreadable": Text(
        "打不开模型说明或不是 YAML（{detail}）。", "The spec cannot be read or is not YAML ({detail})."
    ),
    "spec.broken": Text("模型说明有误：{detail}。", "The spec is wrong: {detail}."),
    "spec.unknown": Text(
        "模型说明里有不认识的项：{detail}。", "The spec has entries nobody knows: {detail}."
    ),
    "spec.reserved": Text(
        "这些列是编号、目标、权重、分组或已排除的列，不能当特征：{detail}。",
        "These columns are key, target, weight, group or excluded and may not be features: {detail}.",
    ),
}


def _problem(code: str, where: str, detail: str) -> Problem:
    fix = Text("写法见 puhui/learn/README.md。", "puhui/learn/README.md shows how one is written.")
    return Problem(code, _WHAT[code].fill(detail=detail), fix, where)
