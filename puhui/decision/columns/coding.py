"""One field's values cut into regions: the places that its cells, and its points, can tell apart.

Numbers are cut where some cell or bin names one: below it, equal to it, above it. Beside them stand null,
true, false, every text that is named, and whatever else there is (other texts, NaN, things of another kind),
about which no cell can say more than that it is none of the others. A region's number is all a table needs.
"""

import math
import struct
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np

from puhui.decision.columns.kernels import Floats
from puhui.decision.jdm import Value, settled
from puhui.decision.jdm.cell import Literal

_SPECIAL: Final = 4
_ANY_OTHER: Final = "\0 any other text"


@dataclass(frozen=True, slots=True)
class Coding:
    """The regions of one field. Where `is_measured`, raw numbers are cut as if they had been settled first
    (`settled`): the same regions as a single decision sees, without rounding a million numbers."""

    name: str
    numbers: tuple[float, ...]
    texts: tuple[str, ...]
    is_measured: bool = False
    cuts: Floats = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        edges = [edge for number in self.numbers for edge in _edges(number, is_measured=self.is_measured)]
        object.__setattr__(self, "cuts", np.asarray(edges, np.float64))

    @property
    def unknown(self) -> int:
        """The region of null."""
        return 2 * len(self.numbers) + 1

    @property
    def count(self) -> int:
        """How many regions there are."""
        return self.unknown + _SPECIAL + len(self.texts)

    @property
    def largest(self) -> float:
        """Beyond this a number is not known: a measured infinity is none."""
        return sys.float_info.max if self.is_measured else math.inf

    def region_of(self, value: object) -> int:
        """The region of one value of any kind.

        >>> coding = Coding("months", (6.0,), ("soon",))
        >>> [coding.region_of(it) for it in (5, 6, 7.5, None, True, False, "late", "soon")]
        [0, 1, 2, 3, 4, 5, 6, 7]
        """
        if value is None:
            return self.unknown
        if value is True or value is False:
            return self.unknown + (1 if value else 2)
        if isinstance(value, str) and value in self.texts:
            return self.unknown + _SPECIAL + self.texts.index(value)
        if isinstance(value, int | float) and type(value) in {int, float}:
            return self._of_number(value)
        return self.unknown + 3

    def probes(self) -> list[Value]:
        """One value for each region, in their order."""
        numbers = self.numbers
        between = [(low + high) / 2 for low, high in pairwise(numbers)]
        gaps = [numbers[0] - 1, *between, numbers[-1] + 1] if numbers else [0.0]
        woven = [it for pair in zip(gaps, [*numbers, 0.0], strict=True) for it in pair][:-1]
        return [*woven, None, True, False, _ANY_OTHER, *self.texts]

    def _of_number(self, value: float) -> int:
        if not abs(value) <= self.largest:
            return self.unknown if self.is_measured else self.unknown + 3
        return sum(value >= cut for cut in self.cuts.tolist())


def coding_for(name: str, literals: Iterable[Literal], *, is_measured: bool = False) -> Coding:
    """The coding that tells these literals apart, and nothing more."""
    every = list(literals)
    numbers = sorted({it for it in every if isinstance(it, float)})
    texts = sorted({it for it in every if isinstance(it, str)})
    return Coding(name, tuple(numbers), tuple(texts), is_measured)


def _edges(number: float, *, is_measured: bool) -> tuple[float, float]:
    """The least number that counts as at least `number`, and the least that counts as more."""
    if not is_measured:
        return number, math.nextafter(number, math.inf)
    return _least(lambda it: _settled(it) >= number), _least(lambda it: _settled(it) > number)


def _settled(number: float) -> float:
    known = settled(number)
    return number if known is None else known


def _least(holds: Callable[[float], bool]) -> float:
    """The least float of which something holds that, once it holds, holds of every larger one."""
    low, high = _place(-sys.float_info.max), _place(sys.float_info.max)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(_at(middle)) else (middle + 1, high)
    return _at(low)


def _place(number: float) -> int:
    """Floats counted upwards, through their bits."""
    (bits,) = struct.unpack("<q", struct.pack("<d", number))
    return int(bits) if bits >= 0 else -(int(bits) & 0x7FFF_FFFF_FFFF_FFFF)


def _at(place: int) -> float:
    (number,) = struct.unpack("<d", struct.pack("<q", abs(place)))
    return float(number) if place >= 0 else -float(number)
