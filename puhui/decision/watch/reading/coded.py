"""Decisions as columns of small codes: about a hundred bytes each, so that 100,000 take ten megabytes.

Every figure is the number of its bin, every segment a place in a list. A figure whose bins are not known yet
is sampled instead, so that bins can be made of its first month (`Sampled`).
"""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from puhui.decision.watch.limits import Limits
from puhui.decision.watch.reading.bins import Bins, Value
from puhui.decision.watch.reading.loans import NEVER, Days, day_number, key_of
from puhui.decision.watch.reading.reference import Reference
from puhui.decision.watch.reading.seen import Seen

OUTCOMES: Final = ("approve", "refer", "decline")
SEGMENTS: Final = ("business", "region", "trade", "channel")
GROUPS: Final = ("sex", "age")
_MOST_SAMPLED: Final = 20_000
_EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Coded:
    """Decisions in the order they were made. `cells[:, names.index(figure)]` are bins; `vocabulary` says what
    the numbers of `divided` mean; `reasons` are pairs of row and code."""

    day: Days
    key: NDArray[np.int64]
    outcome: NDArray[np.int8]
    by_person: NDArray[np.bool_]
    probability: NDArray[np.float32]
    band: NDArray[np.int16]
    scorecard: NDArray[np.int16]
    cells: NDArray[np.uint8]
    names: tuple[str, ...]
    divided: Mapping[str, NDArray[np.int16]]
    reasons: NDArray[np.int32]
    timings: Mapping[str, NDArray[np.float32]]
    vocabulary: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.day)

    def column(self, name: str) -> NDArray[np.uint8]:
        """The bins of one figure."""
        column: NDArray[np.uint8] = self.cells[:, self.names.index(name)]
        return column

    def between(self, since: int, until: int) -> slice:
        """The rows of the days between, both included."""
        return slice(*np.searchsorted(self.day, (since, until + 1)))

    def counted(self) -> NDArray[np.bool_]:
        """Which decisions are counted: the machine's last word about an application on each day."""
        machine = np.flatnonzero(~self.by_person)[::-1]
        pairs = np.stack([self.key[machine], self.day[machine].astype(np.int64)], axis=1)
        _, last = np.unique(pairs, axis=0, return_index=True)
        found = np.zeros(len(self), dtype=np.bool_)
        found[machine[last]] = True
        return found


@dataclass(slots=True)
class Sampled:
    """The values of a figure in its first month, or until there are enough; where many, evenly thinned."""

    since: int
    least_until: int
    least: int
    until: int = 0
    decisions: int = 0
    values: list[Value] = field(default_factory=list)
    _step: int = 1

    def add(self, day: int, value: Value) -> None:
        """One more decision's; whole days are taken."""
        if day > self.least_until and self.decisions >= self.least and day > self.until:
            return
        self.until = max(self.until, day)
        if self.decisions % self._step == 0:
            self.values.append(value)
        self.decisions += 1
        if len(self.values) > _MOST_SAMPLED:
            self.values, self._step = self.values[::2], self._step * 2


class Coding:
    """Takes decisions one by one and gives their columns; holds no decision."""

    def __init__(
        self, bins: Mapping[str, Bins], limits: Limits, renewed: Mapping[str, int] | None = None
    ) -> None:
        """`renewed`: figures that have bins and get others, made of what is seen from that day on."""
        self._renewed = renewed or {}
        self._bins, self._names, self._limits = bins, tuple(bins), limits
        self._coders = [(name, one.coder()) for name, one in bins.items()]
        self._words: dict[str, dict[str, int]] = {}
        self._rows: dict[str, array[Any]] = {name: array(letter) for name, (letter, _) in _PLAIN.items()}
        self._cells = bytearray()
        self._divided = {name: array("h") for name in (*SEGMENTS, *GROUPS)}
        self._reasons = array("i")
        self._timings: dict[str, array[float]] = {}
        self._n = 0
        self.sampled: dict[str, Sampled] = {}

    def add(self, seen: Seen) -> None:
        """One more decision, in the order they were made."""
        day, rows = day_number(seen.on), self._rows
        rows["day"].append(day)
        rows["key"].append(key_of(seen.application_id))
        rows["outcome"].append(OUTCOMES.index(seen.outcome))
        rows["by_person"].append(seen.by_person)
        rows["probability"].append(np.nan if seen.probability is None else seen.probability)
        rows["band"].append(-1 if seen.band is None else self._place("band", seen.band))
        rows["scorecard"].append(self._place("scorecard", seen.scorecard))
        for name in SEGMENTS:
            self._divided[name].append(self._place(name, seen.segments[name]))
        for name in GROUPS:
            self._divided[name].append(self._place(name, seen.groups[name]))
        for reason in seen.reasons:
            self._reasons.extend((self._n, self._place("reason", reason)))
        self._time(seen.timings)
        figures = figures_of(seen)
        self._cells += bytes([code(figures.get(name)) for name, code in self._coders])
        if not seen.by_person:
            self._sample(day, figures)
        self._n += 1

    def coded(self) -> Coded:
        """The columns."""
        return Coded(
            **{name: np.array(self._rows[name], dtype=kind) for name, (_, kind) in _PLAIN.items()},
            cells=np.frombuffer(bytes(self._cells), dtype=np.uint8).reshape(self._n, len(self._names)),
            names=self._names,
            divided={name: np.array(codes, dtype=np.int16) for name, codes in self._divided.items()},
            reasons=np.array(self._reasons, dtype=np.int32).reshape(-1, 2),
            timings={
                name: np.concatenate([took, np.full(self._n - len(took), np.nan)]).astype(np.float32)
                for name, took in self._timings.items()
            },
            vocabulary={name: tuple(words) for name, words in self._words.items()},
        )

    def ripe(self, until: date, bins: Callable[[Sequence[Value]], Bins]) -> Mapping[str, Reference]:
        """References of figures whose first month, or as long as it took, was over on that day."""
        last = day_number(until)
        return {
            name: Reference(
                _EPOCH + timedelta(days=one.since), _EPOCH + timedelta(days=one.until), bins(one.values)
            )
            for name, one in self.sampled.items()
            if one.decisions >= one.least and max(one.until, one.least_until) < last
        }

    def _place(self, about: str, word: str) -> int:
        words = self._words.setdefault(about, {})
        return words.setdefault(word, len(words))

    def _time(self, timings: Mapping[str, float]) -> None:
        for name, took in timings.items():
            column = self._timings.setdefault(name, array("f"))
            column.extend([np.nan] * (self._n - len(column)))
            column.append(took)

    def _sample(self, day: int, figures: Mapping[str, Value]) -> None:
        for name, value in figures.items():
            if name in self._bins and day < self._renewed.get(name, NEVER):
                continue
            sampled = self.sampled.get(name)
            if sampled is None:
                until = day + self._limits.reference_days - 1
                sampled = self.sampled[name] = Sampled(day, until, self._limits.reference_least)
            sampled.add(day, value)


def figures_of(seen: Seen) -> Mapping[str, Value]:
    """Every figure that is watched: what the tables read, the score of each scorecard, band and outcome."""
    score = {f"{SCORE}{seen.scorecard[:_HASH]}": seen.probability}
    return {**seen.figures, **score, BAND: seen.band, OUTCOME: seen.outcome}


SCORE: Final = "score:"
BAND: Final = "said:band"
OUTCOME: Final = "said:outcome"
_HASH: Final = 12
_PLAIN: Final[Mapping[str, tuple[str, type]]] = {
    "day": ("i", np.int32),
    "key": ("q", np.int64),
    "outcome": ("b", np.int8),
    "by_person": ("b", np.bool_),
    "probability": ("f", np.float32),
    "band": ("h", np.int16),
    "scorecard": ("h", np.int16),
}
"""How each column is gathered and what it becomes."""
