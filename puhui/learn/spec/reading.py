"""Reading a spec file of either kind; an unknown or misspelt entry is a problem, not a silent default."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import TypeAdapter, ValidationError

from puhui.kernel import Problem, Text
from puhui.learn.formulas import FUNCTIONS, FormulaError, columns_of, gives_words, read_formula
from puhui.learn.spec.boosted import BoostedSpec, Encoding, EvenOut, Member, MemberKind
from puhui.learn.spec.model import AUTO, Checking, Growth, Points, ScorecardSpec

ModelSpec = ScorecardSpec | BoostedSpec


def load_spec(path: Path) -> ScorecardSpec | Problem:
    """The spec of a scorecard in a YAML file."""
    spec = load_model_spec(path)
    return _problem("spec.kind", str(path), "boosted") if isinstance(spec, BoostedSpec) else spec


def load_model_spec(path: Path) -> ModelSpec | Problem:
    """The spec in a YAML file, of a scorecard or a boosted model as its `kind` says."""
    try:
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return _problem("spec.unreadable", str(path), type(error).__name__)
    return parse_spec(written, str(path))


def parse_spec(written: Any, where: str) -> ModelSpec | Problem:  # noqa: ANN401 - it comes from a file
    """The spec in a mapping that was read from `where`."""
    if not isinstance(written, dict):
        return _problem("spec.broken", where, "mapping")
    kind = written.get("kind", "scorecard")
    if kind not in _KINDS:
        return _problem("spec.kind", where, str(kind))
    unknown = _unknown(written, _KINDS[kind])
    if unknown:
        return _problem("spec.unknown", where, ", ".join(unknown))
    try:
        spec: ModelSpec = _ADAPTERS[kind].validate_python(_dates_as_text(written))
    except ValidationError as error:
        return _problem("spec.broken", where, "; ".join(_told(one) for one in error.errors()))
    return _contradiction(spec, where) or spec


_KINDS: Final[dict[str, type]] = {"scorecard": ScorecardSpec, "boosted": BoostedSpec}
_ADAPTERS: Final[dict[str, TypeAdapter[Any]]] = {name: TypeAdapter(kind) for name, kind in _KINDS.items()}
_PARTS: Final[dict[str, type]] = {
    "checking": Checking,
    "growth": Growth,
    "points": Points,
    "encoding": Encoding,
    "even_out": EvenOut,
}


def _dates_as_text(written: Any) -> Any:  # noqa: ANN401 - it comes from a file
    """YAML reads an unquoted 2006-01-01 as a date; a spec compares text."""
    if isinstance(written, dict):
        return {name: _dates_as_text(inside) for name, inside in written.items()}
    return written.isoformat() if isinstance(written, date) else written


def _unknown(written: Mapping[str, Any], kind: Any) -> list[str]:  # noqa: ANN401 - a dataclass
    extra = [str(name) for name in written if name not in kind.__dataclass_fields__]
    parts = {name: (written.get(name), part) for name, part in _PARTS.items()}
    members = written.get("ensemble")
    if isinstance(members, dict):
        parts |= {f"ensemble.{name}": (inside, Member) for name, inside in members.items()}
    for name, (inside, part) in parts.items():
        if isinstance(inside, dict):
            extra += [f"{name}.{one}" for one in inside if one not in part.__dataclass_fields__]  # type: ignore[attr-defined]
    return extra


def _contradiction(spec: ModelSpec, where: str) -> Problem | None:
    listed = () if isinstance(spec.features, str) else spec.features
    if isinstance(spec.features, str) and spec.features != AUTO:
        return _problem("spec.broken", where, f"features: {spec.features}")
    if forbidden := sorted(spec.reserved & set(listed)):
        return _problem("spec.reserved", where, ", ".join(forbidden))
    return _boosted_contradiction(spec, where) if isinstance(spec, BoostedSpec) else None


def _boosted_contradiction(spec: BoostedSpec, where: str) -> Problem | None:
    if wrong := next(_wrong_parts(spec), None):
        return _problem("spec.broken", where, wrong)
    if forbidden := sorted(spec.reserved & {*spec.categories, *spec.derive}):
        return _problem("spec.reserved", where, ", ".join(forbidden))
    wrong_ones = (_wrong_formula(name, formula, spec, where) for name, formula in spec.derive.items())
    return next((one for one in wrong_ones if one), None)


def _wrong_parts(spec: BoostedSpec) -> Iterator[str]:
    """Parts of the spec that do not go together."""
    if not spec.ensemble:
        yield "ensemble: {}"
    if spec.readings and not spec.group:
        yield "readings without group"
    if spec.even_out and any(one.kind is MemberKind.FOREST for one in spec.ensemble.values()):
        yield "even_out with a forest"
    if spec.encoding.lately and not spec.split.time:
        yield "encoding.lately without time"
    for name in sorted({*spec.typical, *spec.encoding.lately} - set(spec.categories)):
        yield f"typical, encoding.lately: {name} is not among the categories"


def _wrong_formula(name: str, formula: str, spec: BoostedSpec, where: str) -> Problem | None:
    try:
        tree = read_formula(formula)
    except FormulaError as error:
        return _problem("spec.formula", where, f"{name}: {error}")
    if forbidden := sorted(spec.reserved & columns_of(tree)):
        return _problem("spec.reserved", where, f"{name}: {', '.join(forbidden)}")
    if gives_words(tree) and name not in spec.categories:
        return _problem("spec.formula", where, f"{name}: words, and not among the categories")
    return None


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
    "spec.kind": Text(
        "这里用不了 kind 为 {detail} 的模型说明；有 scorecard 和 boosted 两种。",
        "A spec of kind {detail} cannot be used here; the kinds are scorecard and boosted.",
    ),
    "spec.formula": Text(
        "derive 里的公式有误：{detail}。可用函数："
        + "、".join(sorted(FUNCTIONS))
        + "，以及 + - × ÷ < <= > >= = !=。",
        "A formula under `derive` is wrong: {detail}. Functions: "
        + ", ".join(sorted(FUNCTIONS))
        + "; signs: + - × ÷ < <= > >= = !=.",
    ),
}


def _problem(code: str, where: str, detail: str) -> Problem:
    fix = Text("写法见 puhui/learn/README.md。", "puhui/learn/README.md shows how one is written.")
    return Problem(code, _WHAT[code].fill(detail=detail), fix, where)
