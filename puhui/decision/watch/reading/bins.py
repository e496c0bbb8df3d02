"""Bins of one figure: found once over its reference window, kept, and the same ever after. Pure.

A number that takes many values is cut at its deciles; one that takes few, a word or a yes/no has a bin for
each. What is unknown is in no bin and is counted apart: `nulls`.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

NULL: Final = 255
"""The code of what is unknown."""
_FEW: Final = 12
_DIGITS: Final = 3

Value = float | int | str | bool | None


@dataclass(frozen=True, slots=True)
class Bins:
    """Where a figure is cut (`edges`: a value on an edge belongs below it), or the values it takes, the last
    bin then being every other; and how many of the reference fell into each."""

    edges: tuple[float, ...]
    values: tuple[str, ...]
    counts: tuple[int, ...]
    nulls: int

    @property
    def decisions(self) -> int:
        """How many there were in the reference."""
        return sum(self.counts) + self.nulls

    @property
    def null_share(self) -> float:
        """How often it was unknown there."""
        return self.nulls / self.decisions if self.decisions else 0.0

    def code(self, value: Value) -> int:
        """The bin of a value.

        >>> Bins((10.0, 20.0), (), (5, 5, 5), 0).code(20)
        1
        """
        return self.coder()(value)

    def coder(self) -> Callable[[Value], int]:
        """The same as a function, for many values."""
        edges, places, other = self.edges, self._places(), len(self.values)

        def among(value: Value) -> int:
            return NULL if value is None or value != value else places.get(_word(value), other)  # noqa: PLR0124

        def between(value: Value) -> int:
            if value is None or value != value:  # noqa: PLR0124 - a NaN is not itself
                return NULL
            return len(edges) if isinstance(value, str) else bisect_left(edges, value)

        return among if self.values else between

    def labels(self) -> tuple[str, ...]:
        """What each bin holds, for a page: `≤ 10`, `10–20`, `> 20`; `*` is every other value."""
        if self.values or not self.edges:
            return (*self.values, "*")
        between = [f"{low:g}–{high:g}" for low, high in zip(self.edges, self.edges[1:], strict=False)]
        return (f"≤ {self.edges[0]:g}", *between, f"> {self.edges[-1]:g}")

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "edges": list(self.edges),
            "values": list(self.values),
            "counts": list(self.counts),
            "nulls": self.nulls,
        }

    @classmethod
    def opened(cls, kept: Mapping[str, Any]) -> "Bins":
        """The bins again."""
        edges, values, counts = (tuple(kept[name]) for name in ("edges", "values", "counts"))
        return cls(edges, values, counts, int(kept["nulls"]))

    def _places(self) -> dict[str, int]:
        return {value: place for place, value in enumerate(self.values)}


def bins_of(sample: Sequence[Value], how_many: int) -> Bins:
    """The bins of a reference sample.

    >>> bins_of([True, True, False, None], 10)
    Bins(edges=(), values=('True', 'False'), counts=(2, 1, 0), nulls=1)
    """
    known = [one for one in sample if one is not None and one == one]  # noqa: PLR0124
    numbers = [float(one) for one in known if isinstance(one, int | float) and not isinstance(one, bool)]
    nulls = len(sample) - len(known)
    if len(numbers) == len(known) and len(set(numbers)) > _FEW:
        cut = _edges(numbers, how_many)
        return _filled(Bins(cut, (), (), nulls), known)
    common = Counter(_word(one) for one in known).most_common(_FEW)
    return _filled(Bins((), tuple(word for word, _ in common), (), nulls), known)


def _edges(numbers: Sequence[float], how_many: int) -> tuple[float, ...]:
    """Inner quantiles, written short so that an edge is nobody's own figure to the last digit."""
    inner = np.quantile(numbers, np.linspace(0, 1, how_many + 1)[1:-1])
    top = max(numbers)
    return tuple(sorted({short for one in inner if (short := float(f"{one:.{_DIGITS}g}")) < top}))


def _filled(empty: Bins, known: Sequence[Value]) -> Bins:
    size = (len(empty.values) or len(empty.edges)) + 1
    code = empty.coder()
    codes = [code(one) for one in known]
    counts = np.bincount(np.asarray(codes, dtype=np.intp), minlength=size)
    return Bins(empty.edges, empty.values, tuple(int(one) for one in counts), empty.nulls)


def _word(value: Value) -> str:
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
