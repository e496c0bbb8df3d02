"""Columns that know too much: each is named, with the sign that gave it away. Nothing is removed silently.

Looked at are all columns of the table but the target, those the spec leaves out as well: a card that says why
a column was left out can then say whether the suspicion was right.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import polars as pl
import yaml

from puhui.kernel import Text
from puhui.learn.arrays import Floats
from puhui.learn.checks.alone import alone_auc, order_auc, others_auc
from puhui.learn.checks.measures import auc
from puhui.learn.checks.suspicion import Sign, Suspicion
from puhui.learn.spec import BoostedSpec

_FILLED_AUC: Final = 0.7
_ORDER_AUC: Final = 0.62
_ABOVE_OTHERS: Final = 0.03
_NEARLY_UNIQUE: Final = 0.95
_LATER_SHARE: Final = 0.3
_SETTLED_SHARE: Final = 0.98
_SHORTEST_STEM: Final = 3
_COPY_LEVELS: Final = 20


@dataclass(frozen=True, slots=True)
class Suspects:
    """What the looking needs: the labelled table, outcomes, weights, whole groups, columns in use."""

    table: pl.DataFrame
    bad: Floats
    weight: Floats
    groups: np.ndarray | None
    days: Floats | None
    used: frozenset[str]


def suspicions(suspects: Suspects, spec: BoostedSpec, seed: int = 0) -> tuple[Suspicion, ...]:
    """Every suspicious column with its first sign, used ones first, then those rightly left out."""
    names = [name for name in suspects.table.columns if name not in {spec.target, spec.time}]
    found: dict[str, Suspicion] = {}
    for name in names:
        if sign := _by_itself(name, suspects, spec):
            found[name] = sign
    _add(found, _too_strong(names, found, suspects, spec, seed))
    open_ = len(found)
    _add(found, [one for name in names if (one := _named(suspects.table[name], name in suspects.used))])
    _add(found, _siblings(names, found))
    if len(found) > open_:  # two leaks are each other's alibi until one of them is set aside
        _add(found, _too_strong(names, found, suspects, spec, seed))
    return tuple(sorted(found.values(), key=lambda one: not one.used))


def _add(found: dict[str, Suspicion], more: Sequence[Suspicion]) -> None:
    for one in more:
        found.setdefault(one.column, one)


def _by_itself(name: str, suspects: Suspects, spec: BoostedSpec) -> Suspicion | None:
    column, used = suspects.table[name], name in suspects.used
    identifier = name in {spec.key, spec.group} or _nearly_unique(column, suspects.groups)
    if name == spec.weight:
        strength = order_auc(column, suspects.bad, np.ones(len(suspects.bad)))
        return Suspicion(name, Sign.CARRIES, strength, used=used) if strength > _ORDER_AUC else None
    if identifier:
        strength = order_auc(column, suspects.bad, np.ones(len(suspects.bad)))
        return Suspicion(name, Sign.CARRIES, strength, used=used) if strength > _ORDER_AUC else None
    if _is_copy(column, suspects.bad):
        return Suspicion(name, Sign.COPY, 1.0, used=used)
    missing = column.is_null().to_numpy().astype(np.float64)
    if 0 < missing.mean() < 1:
        strength = auc(suspects.bad, missing, suspects.weight)
        if max(strength, 1 - strength) > _FILLED_AUC:
            return Suspicion(name, Sign.FILLED, max(strength, 1 - strength), used=used)
    if (later := _later_share(column, suspects.days)) > _LATER_SHARE:
        return Suspicion(name, Sign.LATER, later, str(spec.time), used)
    return None


def _too_strong(
    names: Sequence[str], found: Mapping[str, Suspicion], suspects: Suspects, spec: BoostedSpec, seed: int
) -> list[Suspicion]:
    """Columns that alone tell more than all unsuspected others together, strongest first."""
    reserved = {spec.key, spec.group, spec.weight}
    open_ = [name for name in names if name not in found and name not in reserved]
    alone = {name: alone_auc(suspects.table[name], suspects, seed) for name in open_}
    strong: list[Suspicion] = []
    for name in sorted(open_, key=lambda one: -alone[one])[:6]:
        if alone[name] < 0.7:
            break
        rest = [one for one in open_ if one != name and one not in {s.column for s in strong}]
        others = others_auc(suspects, rest, seed)
        if alone[name] <= min(others + _ABOVE_OTHERS, spec.checking.leak_auc):
            break
        strong.append(Suspicion(name, Sign.STRONG, alone[name], f"{others:.3f}", name in suspects.used))
    return strong


def _siblings(names: Sequence[str], found: Mapping[str, Suspicion]) -> list[Suspicion]:
    """Columns whose family (first word of the name) holds a column that is written later, and no other."""
    later = {one.column for one in found.values() if one.sign in {Sign.LATER, Sign.FILLED, Sign.NAMED}}
    families: dict[str, list[str]] = {}
    for name in names:
        families.setdefault(name.lower().split("_")[0], []).append(name)
    told = []
    for stem, members in families.items():
        written_later = [one for one in members if one in later]
        if len(stem) >= _SHORTEST_STEM and written_later and 2 * len(written_later) >= len(members):
            told += [Suspicion(one, Sign.SIBLING, 1.0, written_later[0]) for one in members]
    return told


def _nearly_unique(column: pl.Series, groups: np.ndarray | None) -> bool:
    things = len(column) if groups is None else len(np.unique(groups))
    whole = column.dtype.is_integer() or column.dtype == pl.String
    return whole and column.n_unique() > _NEARLY_UNIQUE * things


def _is_copy(column: pl.Series, bad: Floats) -> bool:
    if column.null_count() or column.n_unique() > _COPY_LEVELS or column.n_unique() < 2:
        return False
    shares = pl.DataFrame({"level": column, "bad": bad}).group_by("level").mean()["bad"].to_numpy()
    return bool(np.isin(shares, (0.0, 1.0)).all())


def _later_share(column: pl.Series, days: Floats | None) -> float:
    """Share of the rows whose date in this column lies after the row's own time."""
    if days is None or not (column.dtype == pl.String or column.dtype.is_temporal()):
        return 0.0
    dates = column.cast(pl.String).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    own = dates.cast(pl.Int32).cast(pl.Float64).to_numpy()
    known = ~np.isnan(own)
    return float((own[known] > days[known]).mean()) if known.mean() > 0.01 else 0.0


def _named(column: pl.Series, used: bool) -> Suspicion | None:
    parts = set(column.name.lower().replace("-", "_").split("_")) | _chinese(column.name)
    for word, rule in _words().items():
        if word in parts and (not rule["settled"] or _settled(column)):
            return Suspicion(column.name, Sign.NAMED, 1.0, word, used)
    return None


def _chinese(name: str) -> set[str]:
    return {word for word in _words() if not word.isascii() and word in name}


def _settled(column: pl.Series) -> bool:
    most = column.value_counts(sort=True)["count"].first()
    return isinstance(most, int) and most > _SETTLED_SHARE * len(column)


@cache
def _words() -> dict[str, dict[str, Any]]:
    text = files("puhui.learn.checks").joinpath("written_later.yaml").read_text(encoding="utf-8")
    words: dict[str, dict[str, Any]] = yaml.safe_load(text)["words"]
    return words


def told(found: Sequence[Suspicion]) -> Iterator[Text]:
    """The warnings of columns that are used."""
    return (one.problem.what for one in found if one.used)
