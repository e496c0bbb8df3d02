"""How often each figure is unknown: today, over the window, and in its reference."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from puhui.decision.watch.measuring.shares import Share, chance_of_gap, chance_of_so_many, share
from puhui.decision.watch.reading.bins import NULL
from puhui.decision.watch.reading.coded import SCORE
from puhui.decision.watch.reading.loans import day_number
from puhui.decision.watch.reading.watched import Rows, Watched


@dataclass(frozen=True, slots=True)
class Nulls:
    """One figure. `chance_today` is that of so many unknown today as the reference had them; `pattern` is the
    same for figures that were unknown in the very same decisions today."""

    about: str
    today: Share
    window: Share
    reference: Share
    chance_today: float
    chance_window: float
    pattern: int


def nulls(watched: Watched, on: int) -> tuple[Nulls, ...]:
    """Every figure that has a reference from before today."""
    limits = watched.limits
    today = watched.rows(on, on)
    window = watched.rows(on - limits.window_days + 1, on)
    return tuple(_nulls(watched, on, today, window))


def _nulls(watched: Watched, on: int, today: Rows, window: Rows) -> Iterator[Nulls]:
    for about, reference in watched.references.items():
        if day_number(reference.until) >= on:
            continue
        then = share(reference.bins.nulls, reference.bins.decisions)
        rows, now = (_own(watched, about, these) for these in (window, today))
        unknown = watched.coded.column(about)[now] == NULL
        seen = share(int(unknown.sum()), len(now))
        over = share(int((watched.coded.column(about)[rows] == NULL).sum()), len(rows))
        usual = (then.hits + 0.5) / (then.n + 1)
        chance = chance_of_so_many(seen.hits, seen.n, usual)
        yield Nulls(about, seen, over, then, chance, chance_of_gap(over, then), hash(unknown.tobytes()))


def _own(watched: Watched, about: str, rows: Rows) -> Rows:
    """A score is looked for only where its scorecard was asked."""
    if not about.startswith(SCORE):
        return rows
    words = watched.coded.vocabulary.get("scorecard", ())
    own = [place for place, word in enumerate(words) if word.startswith(about.removeprefix(SCORE))]
    kept: Rows = rows[np.isin(watched.coded.scorecard[rows], own)]
    return kept
