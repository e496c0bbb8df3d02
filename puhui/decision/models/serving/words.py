"""What a word tells of a row: how risky such rows were, and what is typical of them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from puhui.decision.jdm import settled
from puhui.learn.boosted.encoding import lately
from puhui.learn.boosted.material import COUNT
from puhui.learn.boosted.typical import names_of_typical

_LEAST_SHARE: Final = 1e-4


class Encoded(Protocol):
    """Columns that are made of a word (and of some of the row's numbers)."""

    @property
    def column(self) -> str:
        """Where the word stands."""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns it makes, in order."""

    def encode(self, word: str | None, numbers: Mapping[str, float]) -> Sequence[float]:
        """Their values; a word that was never seen is average."""


@dataclass(frozen=True, slots=True, eq=False)
class Risk:
    """How risky rows of each word were against the average and, where it counts, how often it was seen (its
    logarithm)."""

    column: str
    names: tuple[str, ...]
    told: Mapping[str, tuple[float, ...]]
    unseen: tuple[float, ...]

    def encode(self, word: str | None, _: Mapping[str, float]) -> Sequence[float]:
        """One value or two."""
        return self.unseen if word is None else self.told.get(word, self.unseen)


@dataclass(frozen=True, slots=True, eq=False)
class Usual:
    """How common each word is, and of some numbers the word's mean and how far the row's own lies from it."""

    column: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    told: Mapping[str, tuple[float, ...]]
    unseen: tuple[float, ...]
    """The logarithm of its rows, then the means."""

    def encode(self, word: str | None, numbers: Mapping[str, float]) -> Sequence[float]:
        """How common, then a mean and a distance for each number."""
        common, *means = self.unseen if word is None else self.told.get(word, self.unseen)
        found = [common]
        for name, mean in zip(self.numbers, means, strict=True):
            found += [mean, numbers[name] - mean]
        return found


def risk_of(written: Mapping[str, Any], counts: bool) -> Risk:
    """An encoder as `boosted.json` writes it."""
    column, recent = str(written["column"]), bool(written.get("lately", False))
    average, smoothing = float(written["average"]), float(written["smoothing_rows"])
    counted = counts and not recent

    def told(rows: float, bads: float) -> tuple[float, ...]:
        risk = _risk(rows, bads, average, smoothing)
        return (risk, _common(rows)) if counted else (risk,)

    names = (lately(column),) if recent else (column, f"{column}, {COUNT}") if counted else (column,)
    levels = {str(word): told(float(rows), float(bads)) for word, (rows, bads) in written["levels"].items()}
    return Risk(column, names, levels, told(0.0, 0.0))


def usual_of(written: Mapping[str, Any]) -> Usual:
    """What is typical of a column's words, as `boosted.json` writes it."""
    column, numbers = str(written["word"]), tuple(str(it) for it in written["columns"])
    averages, smoothing = [float(it) for it in written["averages"]], float(written["smoothing_rows"])
    if len(averages) != len(numbers):
        raise ValueError("typicals")

    def told(sums: Sequence[float]) -> tuple[float, ...]:
        rows, own = float(sums[0]), [float(it) for it in sums[1:]]
        if len(own) != 2 * len(numbers):
            raise ValueError("typicals")
        pairs = zip(own[::2], own[1::2], averages, strict=True)
        means = [
            _settled((total + smoothing * average) / (seen + smoothing)) for seen, total, average in pairs
        ]
        return (_common(rows), *means)

    levels = {str(word): told(sums) for word, sums in written["levels"].items()}
    unseen = told([0.0] * (1 + 2 * len(numbers)))
    return Usual(column, names_of_typical(column, numbers), numbers, levels, unseen)


def _risk(rows: float, bads: float, average: float, smoothing_rows: float) -> float:
    share = (bads + smoothing_rows * average) / (rows + smoothing_rows)
    return _settled(_logit(share) - _logit(average))


def _logit(share: float) -> float:
    kept = min(max(share, _LEAST_SHARE), 1 - _LEAST_SHARE)
    return math.log(kept / (1 - kept))


def _common(rows: float) -> float:
    return _settled(math.log1p(rows))


def _settled(number: float) -> float:
    """Logarithms of two machines differ in the last digit; twelve are kept."""
    return settled(number) or 0.0
