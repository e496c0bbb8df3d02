"""From columns of features to probabilities, for any number of rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from puhui.features import PersonSource, person_catalogue
from puhui.identify.owner.forest import Floats, Sums, summed
from puhui.identify.owner.held import OwnerModel
from puhui.identify.owner.model import RUNNING
from puhui.identify.owner.shift import chance, moved


@dataclass(frozen=True, slots=True)
class Judged:
    """Of every row: log odds at the model's prior, the probability, the four kinds (they add up to it)."""

    log_odds: Sums
    probability: Sums
    kinds: Sums


def matrix(frame: pl.DataFrame, features: Sequence[str]) -> Floats:
    """Named columns as the trees want them; a column that is not there is not known."""
    here = set(frame.columns)
    found = np.full((frame.height, len(features)), np.nan, dtype=np.float32)
    for place, name in enumerate(features):
        if name in here:
            found[:, place] = frame[name].cast(pl.Float32, strict=False).to_numpy()
    found[np.isinf(found)] = np.nan
    return found


def log_odds_of(model: OwnerModel, rows: Floats) -> Sums:
    """At the model's own prior."""
    return model.intercept + model.slope * summed(model.owner, rows)[:, 0]


def judged(model: OwnerModel, rows: Floats, prior: float, kinds_from: float) -> Judged:
    """Kinds are told apart from the probability `kinds_from` on; below, the four share alike."""
    log_odds = log_odds_of(model, rows)
    probability = chance(moved(log_odds, model.prior, prior))
    shares = np.full((len(rows), len(RUNNING)), 1.0 / len(RUNNING))
    worth = np.flatnonzero(probability >= kinds_from)
    if len(worth):
        shares[worth] = _softmax(summed(model.kind, _columns(model, rows[worth])))
    return Judged(log_odds, probability, shares * probability[:, None])


def _columns(model: OwnerModel, rows: Floats) -> Floats:
    """The kind's trees may know other features than the owner's; what those lack is not known."""
    if model.kind.features == model.owner.features:
        return rows
    found = np.full((len(rows), len(model.kind.features)), np.nan, dtype=np.float32)
    for place, name in enumerate(model.kind.features):
        if name in model.owner.features:
            found[:, place] = rows[:, model.owner.features.index(name)]
    return found


def _softmax(sums: Sums) -> Sums:
    raised = np.exp(sums - sums.max(axis=1, keepdims=True))
    found: Sums = raised / raised.sum(axis=1, keepdims=True)
    return found


def seen_sources(frame: pl.DataFrame) -> pl.DataFrame:
    """One yes-or-no column a source: whether anything of it is known of a row."""
    here = set(frame.columns)
    return frame.select(
        _any_known(name for name in columns if name in here).alias(source.value)
        for source, columns in columns_of_sources().items()
    )


def _any_known(columns: Iterable[str]) -> pl.Expr:
    known = [pl.col(name).is_not_null() for name in columns]
    return pl.any_horizontal(known) if known else pl.lit(False)


@cache
def columns_of_sources() -> dict[PersonSource, tuple[str, ...]]:
    """Which features a source gives."""
    return {
        source: tuple(feature.name for feature in person_catalogue() if feature.source is source)
        for source in PersonSource
    }


def registered_of(frame: pl.DataFrame) -> pl.Series:
    """Whether an open register entry names a row; null where registers were not seen."""
    if "registered_open" not in frame.columns:
        return pl.Series("registered", [None] * frame.height, dtype=pl.Boolean)
    return (frame["registered_open"].cast(pl.Float32, strict=False) > 0).alias("registered")
