"""Which figures have moved from their reference, over a month and a week, and which segment moved them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.decision.watch.measuring.stability import Stability, moved_by, stability
from puhui.decision.watch.reading.bins import NULL, Bins
from puhui.decision.watch.reading.coded import SCORE, SEGMENTS
from puhui.decision.watch.reading.loans import day_number
from puhui.decision.watch.reading.reference import Reference
from puhui.decision.watch.reading.watched import Rows, Watched

_ALL: Final = NULL + 1


@dataclass(frozen=True, slots=True)
class Mover:
    """The segment that makes up most of a move: `share` of it, `weight` of the decisions."""

    by: str
    value: str
    share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Drift:
    """One figure over the window and over the short one; None where there were too few."""

    about: str
    window: Stability | None
    short: Stability | None
    labels: tuple[str, ...]
    reference_shares: tuple[float, ...]
    shares: tuple[float, ...]
    mover: Mover | None

    @property
    def worst(self) -> Stability | None:
        """The surer of both."""
        found = [one for one in (self.window, self.short) if one is not None]
        return min(found, key=lambda one: one.chance, default=None)


def drifts(watched: Watched, until: int) -> tuple[Drift, ...]:
    """Every figure that has a reference from before the window."""
    return tuple(_drifts(watched, until))


def tests_of(found: tuple[Drift, ...]) -> int:
    """How many comparisons were made: the family of which one may look odd by chance."""
    return max(1, sum((one.window is not None) + (one.short is not None) for one in found))


def _drifts(watched: Watched, until: int) -> Iterator[Drift]:
    limits = watched.limits
    month = watched.rows(until - limits.window_days + 1, until)
    week = watched.rows(until - limits.short_window_days + 1, until)
    for about, reference in watched.references.items():
        if day_number(reference.until) >= until - limits.short_window_days + 1:
            continue
        is_apart = day_number(reference.until) < until - limits.window_days + 1
        size = len(reference.bins.counts)
        counts = _counts(watched, about, month, size)
        expected = np.array(reference.bins.counts, dtype=np.int64)
        now = _compared(watched, expected, counts) if is_apart else None
        short = _compared(watched, expected, _counts(watched, about, week, size))
        if now is not None or short is not None:
            yield Drift(
                about,
                now,
                short,
                reference.bins.labels(),
                _shares(expected),
                _shares(counts),
                _mover(watched, about, reference, month if now is not None else week)
                if _is_moved(watched, now, short)
                else None,
            )


def _is_moved(watched: Watched, *found: Stability | None) -> bool:
    """Whether it is worth asking who moved it."""
    return any(one is not None and one.corrected >= watched.limits.psi_clear for one in found)


def _compared(watched: Watched, expected: NDArray[np.int64], counts: NDArray[np.int64]) -> Stability | None:
    if counts.sum() < watched.limits.window_least:
        return None
    return stability(expected, counts, watched.limits.bin_least_expected)


def _counts(watched: Watched, about: str, rows: Rows, size: int) -> NDArray[np.int64]:
    return np.bincount(watched.coded.column(about)[rows], minlength=_ALL)[:size].astype(np.int64)


def _shares(counts: NDArray[np.int64]) -> tuple[float, ...]:
    total = max(int(counts.sum()), 1)
    return tuple(round(int(one) / total, 4) for one in counts)


def _mover(watched: Watched, about: str, reference: Reference, rows: Rows) -> Mover | None:
    """The segment that alone makes up so much of the move that all others make up less than half of what they
    would if all had moved alike; None where they did.

    Where the reference is not in memory any more, what came before the window stands in for it.
    """
    before = watched.rows(day_number(reference.since), day_number(reference.until))
    if not len(before):
        before = np.flatnonzero(watched.counted[: rows[0]]) if len(rows) else before
    if not len(before) or not len(rows):
        return None
    found = [one for by in SEGMENTS for one in _parts(watched, about, by, reference.bins, before, rows)]
    told = [one for one in found if _is_alone(one, watched.limits.moved_share)]
    return max(told, key=lambda one: one.share - one.weight, default=None)


def _is_alone(one: Mover, least: float) -> bool:
    return one.share >= least and 1 - one.share < (1 - one.weight) / 2


def _parts(  # noqa: PLR0917 - two sides of one table
    watched: Watched, about: str, by: str, bins: Bins, before: Rows, rows: Rows
) -> Iterator[Mover]:
    words = watched.coded.vocabulary.get(by, ())
    if len(words) < 2:
        return
    then, now = (_table(watched, about, by, side, (len(words), len(bins.counts))) for side in (before, rows))
    parts = moved_by(then, now)
    total = float(parts.sum())
    sizes = now.sum(1)
    for place, word in enumerate(words):
        if total > 0 and sizes[place] >= watched.limits.suppressed_below:
            yield Mover(by, word, round(float(parts[place]) / total, 3), round(sizes[place] / sizes.sum(), 3))


def _table(watched: Watched, about: str, by: str, rows: Rows, shape: tuple[int, int]) -> NDArray[np.int64]:
    """Counts by segment and bin; unknown values stay out."""
    cells = watched.coded.column(about)[rows].astype(np.intp)
    segments = watched.coded.divided[by][rows].astype(np.intp)
    known = cells < shape[1]
    flat = segments[known] * shape[1] + cells[known]
    return np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)


def is_score(about: str) -> bool:
    """Whether a figure is a score."""
    return about.startswith(SCORE)
