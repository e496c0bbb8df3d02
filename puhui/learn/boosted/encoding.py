"""Words as numbers: how risky rows of that word were, never learnt from the row itself or from its future.

Without time a row is encoded by folds it is not in (whole groups apart); with time by rows that lie earlier
and whose outcome was known by then. New rows are encoded by everything that was learnt from. A word's risk is
its log odds after `smoothing_rows` average rows were added; a word never seen is average.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from puhui.learn.arrays import Floats
from puhui.learn.spec import Encoding

_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Encoder:
    """One column's words: weighted rows and positive rows of each, and the average."""

    column: str
    average: float
    smoothing_rows: float
    levels: dict[str, tuple[float, float]]
    lately: bool = False

    @property
    def name(self) -> str:
        """The column of the model that holds the risk."""
        return lately(self.column) if self.lately else self.column

    def encode(self, words: pl.Series) -> tuple[Floats, Floats]:
        """Log odds against the average, and the log of how often the word was seen."""
        seen = [self.levels.get(word, _NEVER) if word is not None else _NEVER for word in words.to_list()]
        table = np.array(seen, dtype=np.float64).reshape(len(seen), 2)
        return _risk(table[:, 0], table[:, 1], self.average, self.smoothing_rows), np.log1p(table[:, 0])


@dataclass(frozen=True, slots=True)
class Known:
    """What encodings learn from: outcomes, weights, days since 1970 where there is time, groups."""

    bad: Floats
    weight: Floats
    days: Floats | None
    groups: np.ndarray | None

    def rows(self, chosen: Sequence[int] | np.ndarray) -> "Known":
        """Some of the rows."""
        days = None if self.days is None else self.days[chosen]
        groups = None if self.groups is None else self.groups[chosen]
        return Known(self.bad[chosen], self.weight[chosen], days, groups)


def lately(column: str) -> str:
    """The name of a word's risk as it was lately."""
    return f"{column}, lately"


def learn_encoder(
    column: str, words: pl.Series, known: Known, how: Encoding, *, recent: bool = False
) -> Encoder:
    """The encoder of new rows, from every row given; with `recent` older rows count less."""
    if recent and known.days is not None:
        known = replace(known, weight=known.weight * _growth(known.days, how))
    table = (
        pl.DataFrame({"word": words, "rows": known.weight, "bads": known.weight * known.bad})
        .drop_nulls("word")
        .group_by("word", maintain_order=True)
        .sum()
    )
    levels = {word: (rows, bads) for word, rows, bads in table.iter_rows()}
    average = float((known.weight * known.bad).sum() / known.weight.sum())
    return Encoder(column, average, how.smoothing_rows, levels, recent)


def encode_learners(
    words: pl.Series, known: Known, how: Encoding, seed: int, *, recent: bool = False
) -> tuple[Floats, Floats]:
    """The rows that the model learns from: each encoded without itself, and without its future."""
    if known.days is not None:
        return _forward(words, known, known.days, how, recent)
    risk, seen = np.zeros(len(words)), np.zeros(len(words))
    for train, test in _apart(known, seed):
        encoder = learn_encoder("", words[train], known.rows(train), how)
        risk[test], seen[test] = encoder.encode(words[test])
    return risk, seen


def _forward(
    words: pl.Series, known: Known, days: Floats, how: Encoding, recent: bool
) -> tuple[Floats, Floats]:
    """Sums over rows whose outcome was known before this row's day; with `recent` later ones count more."""
    codes = words.fill_null("␟").rank("dense").to_numpy().astype(np.int64)
    ready = days + how.matures_days
    growth = _growth(days, how) if recent else np.ones(len(days))
    weight = known.weight * growth
    rows = _sum_before(codes, ready, days, weight) / growth
    bads = _sum_before(codes, ready, days, weight * known.bad) / growth
    everyone = np.zeros_like(codes)
    all_rows = _sum_before(everyone, ready, days, weight) / growth
    all_bads = _sum_before(everyone, ready, days, weight * known.bad) / growth
    whole = (weight * known.bad).sum() / weight.sum()
    average = (all_bads + how.smoothing_rows * whole) / (all_rows + how.smoothing_rows)
    unknown = words.is_null().to_numpy()
    rows[unknown], bads[unknown] = 0.0, 0.0
    return _risk(rows, bads, average, how.smoothing_rows), np.log1p(rows)


def _growth(days: Floats, how: Encoding) -> Floats:
    """How much more a later row counts than the first ones; only its ratios matter."""
    return np.asarray(0.5 ** ((days.max() - days) / how.lately_half_life_days))


def _sum_before(codes: np.ndarray, ready: Floats, days: Floats, amounts: Floats) -> Floats:
    """For each row the sum of `amounts` over rows of its code that were ready strictly before its day."""
    span = float(max(ready.max(), days.max()) - min(ready.min(), days.min()) + 2)
    start = min(ready.min(), days.min())
    learnt_at = codes * span + (ready - start)
    asked_at = codes * span + (days - start)
    order = np.argsort(learnt_at, kind="stable")
    sums = np.append(0.0, np.cumsum(amounts[order]))
    place = np.searchsorted(learnt_at[order], asked_at, side="left")
    first = np.searchsorted(learnt_at[order], codes * span, side="left")
    return np.asarray(sums[place] - sums[first])


def _apart(known: Known, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Five folds by chance, whole groups together."""
    rng = np.random.default_rng(seed)
    groups = np.arange(len(known.bad)) if known.groups is None else known.groups
    names, of_row = np.unique(groups, return_inverse=True)
    fold = rng.permutation(len(names))[of_row] % _FOLDS
    return [(np.flatnonzero(fold != one), np.flatnonzero(fold == one)) for one in range(_FOLDS)]


def _risk(rows: Floats, bads: Floats, average: Floats | float, smoothing_rows: float) -> Floats:
    share = (bads + smoothing_rows * average) / (rows + smoothing_rows)
    share, base = np.clip(share, 1e-4, 1 - 1e-4), np.clip(average, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(share / (1 - share)) - np.log(base / (1 - base)))


_NEVER = (0.0, 0.0)
