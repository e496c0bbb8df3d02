"""Whether groups are treated alike: approvals compared, and approvals among those who then repaid. Monthly.

Sex and age are known here only as codes beside a decision, for counting; no table or model sees them. Cells
that could mean somebody are left out (`suppression`). The four-fifths ratio is a yardstick, not a verdict:
it says where to look (domain 0.7; PIPL 24 forbids unreasonable differences, and no figure proves one).

*Equal opportunity* compares how often the machine itself approved among loans that turned out well. Whom
nobody lent to has no outcome, so it says nothing of them; that is stated wherever it is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.decision.watch.measuring.lent import lent
from puhui.decision.watch.measuring.shares import (
    Between,
    Share,
    chance_of_gap,
    difference,
    ratio,
    share,
)
from puhui.decision.watch.measuring.suppression import shown_cells
from puhui.decision.watch.reading.coded import OUTCOMES, SEGMENTS
from puhui.decision.watch.reading.seen import UNKNOWN
from puhui.decision.watch.reading.watched import Rows, Watched

COMPARED: Final = ("sex", "age", "region", "business")
_APPROVE: Final = OUTCOMES.index("approve")


@dataclass(frozen=True, slots=True)
class Compared:
    """A group against the one it is held against (`ratio`, `gap`; both None for that one itself)."""

    value: str
    share: Share
    ratio: Between | None
    gap: Between | None
    chance: float


@dataclass(frozen=True, slots=True)
class Fairness:
    """One division of everybody: `measure` is `approval` or `opportunity`; so many groups are not told."""

    by: str
    measure: str
    held_against: str | None
    groups: tuple[Compared, ...]
    suppressed: int


@dataclass(frozen=True, slots=True)
class SegmentMix:
    """The outcomes of one segment of a month; segments too small are not told."""

    by: str
    value: str
    decided: int
    approve: int
    refer: int
    decline: int


def fairness(watched: Watched, since: int, until: int) -> tuple[Fairness, ...]:
    """Every division, over the decisions of complete months, with the outcomes known at their end."""
    rows = watched.rows(since, until)
    loans = lent(watched, until)
    good = loans.rows[loans.is_known & ~loans.is_bad]
    return tuple(
        _compared(watched, by, measure, these)
        for by in COMPARED
        for measure, these in (("approval", rows), ("opportunity", good))
    )


def segments(watched: Watched, since: int, until: int) -> tuple[SegmentMix, ...]:
    """Outcomes by segment of one month."""
    rows = watched.rows(since, until)
    return tuple(one for by in SEGMENTS for one in _segments(watched, by, rows))


def _compared(watched: Watched, by: str, measure: str, rows: Rows) -> Fairness:
    codes, words = watched.coded.divided[by][rows], watched.coded.vocabulary.get(by, ())
    hits = watched.coded.outcome[rows] == _APPROVE
    sizes = {place: int((codes == place).sum()) for place in range(len(words))}
    shown = shown_cells(sizes, watched.limits.suppressed_below)
    found = {words[place]: share(int(hits[codes == place].sum()), sizes[place]) for place in sorted(shown)}
    best = _held_against(found)
    hidden = sum(1 for size in sizes.values() if size) - len(shown)
    groups = tuple(_group(value, found, best) for value in sorted(found))
    return Fairness(by, measure, best, groups, hidden)


def _held_against(found: dict[str, Share]) -> str | None:
    """The group that is surely approved most often: the lower end of its interval is highest."""
    known = {value: one for value, one in found.items() if value != UNKNOWN}
    return max(known, key=lambda value: known[value].low, default=None) if len(known) > 1 else None


def _group(value: str, found: dict[str, Share], best: str | None) -> Compared:
    mine = found[value]
    if best is None or value in {best, UNKNOWN}:
        return Compared(value, mine, None, None, 1.0)
    against = found[best]
    return Compared(
        value, mine, ratio(mine, against), difference(mine, against), chance_of_gap(mine, against)
    )


def _segments(watched: Watched, by: str, rows: Rows) -> Iterator[SegmentMix]:
    codes, words = watched.coded.divided[by][rows], watched.coded.vocabulary.get(by, ())
    table = _table(codes, watched.coded.outcome[rows], len(words))
    sizes = {place: int(table[place].sum()) for place in range(len(words))}
    for place in sorted(shown_cells(sizes, watched.limits.suppressed_below)):
        approve, refer, decline = (int(one) for one in table[place])
        yield SegmentMix(by, words[place], sizes[place], approve, refer, decline)


def _table(codes: NDArray[np.int16], outcome: NDArray[np.int8], words: int) -> NDArray[np.intp]:
    flat = codes.astype(np.intp) * len(OUTCOMES) + outcome
    return np.bincount(flat, minlength=words * len(OUTCOMES)).reshape(words, len(OUTCOMES))
