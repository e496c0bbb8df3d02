"""Runs of letters as rows of a weight table: hashed, counted, found again by the million.

A run of one to `longest` signs is hashed into one of 2²² places; `index` says which row of the table a place
has, -1 where training saw it too seldom to learn from.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.text.prepared import GAP, Prepared

Floats = NDArray[np.float32]
PLACES: Final = 1 << 22
_SEED: Final = np.uint64(0xCBF29CE484222325)
_STEP: Final = np.uint64(0x100000001B3)
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_DOWN: Final = np.uint64(42)


class Found(NamedTuple):
    """The rows of each text one after another, what each counts, and where each text begins among them."""

    rows: NDArray[np.int32]
    values: Floats
    begins: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The runs that are known: `index` gives a place its row, `scale[row]` says how telling the run is."""

    longest: int
    index: NDArray[np.int32]
    scale: Floats

    def find(self, texts: Prepared) -> Found:
        """The known runs of each text; the squared values of one text add up to one."""
        signs = _Signs(texts.signs, texts.weights, texts.starts, self.longest)
        begins = np.zeros(len(texts) + 1, np.int64)
        _measure(signs, self.index, begins)
        begins = np.cumsum(begins)
        found = Found(np.empty(begins[-1], np.int32), np.empty(begins[-1], np.float32), begins)
        _fill(signs, self.index, self.scale, found)
        return found


class _Signs(NamedTuple):
    signs: NDArray[np.uint32]
    weights: Floats
    starts: NDArray[np.int64]
    longest: int


def vocabulary_of(
    texts: Prepared, longest: int, at_least: int, at_most_rows: int, rare_tells_more: bool
) -> Vocabulary:
    """Runs met `at_least` times, the most frequent where there are too many.

    `rare_tells_more` scales a run by the logarithm of how rare it is among these texts.
    """
    counts = np.zeros(PLACES, np.uint32)
    _count(_Signs(texts.signs, texts.weights, texts.starts, longest), counts)
    places = np.flatnonzero(counts >= at_least)
    if len(places) > at_most_rows:
        places = np.sort(places[np.argsort(-counts[places].astype(np.int64), kind="stable")[:at_most_rows]])
    scale = np.log(1 + len(texts) / (1.0 + counts[places])) if rare_tells_more else np.ones(len(places))
    return vocabulary_from(longest, places.astype(np.int32), scale.astype(np.float32))


def vocabulary_from(longest: int, places: NDArray[np.int32], scale: Floats) -> Vocabulary:
    """A vocabulary whose rows stand in the order of `places`."""
    index = np.full(PLACES, -1, np.int32)
    index[places] = np.arange(len(places), dtype=np.int32)
    return Vocabulary(longest, index, scale)


def place_of(run: str) -> int:
    """Where one run of letters is hashed to; the same as in the loops below."""
    key = int(_SEED)
    for sign in run:
        key = (key ^ ord(sign)) * int(_STEP) & 0xFFFFFFFFFFFFFFFF
    return (key * int(_MIX) & 0xFFFFFFFFFFFFFFFF) >> int(_DOWN)


@numba.njit(cache=True, nogil=True)
def _count(s: _Signs, counts: NDArray[np.uint32]) -> None:
    for text in range(len(s.starts) - 1):
        for first in range(s.starts[text], s.starts[text + 1]):
            key = _SEED
            for last in range(first, min(first + s.longest, s.starts[text + 1])):
                if s.signs[last] == GAP:
                    break
                key = (key ^ np.uint64(s.signs[last])) * _STEP
                counts[(key * _MIX) >> _DOWN] += 1


@numba.njit(cache=True, nogil=True)
def _measure(s: _Signs, index: NDArray[np.int32], found: NDArray[np.int64]) -> None:
    for text in range(len(s.starts) - 1):
        for first in range(s.starts[text], s.starts[text + 1]):
            key = _SEED
            for last in range(first, min(first + s.longest, s.starts[text + 1])):
                if s.signs[last] == GAP:
                    break
                key = (key ^ np.uint64(s.signs[last])) * _STEP
                if index[(key * _MIX) >> _DOWN] >= 0:
                    found[text + 1] += 1


@numba.njit(cache=True, nogil=True)
def _fill(s: _Signs, index: NDArray[np.int32], scale: Floats, found: Found) -> None:
    for text in range(len(s.starts) - 1):
        at = found.begins[text]
        squares = np.float32(0)
        for first in range(s.starts[text], s.starts[text + 1]):
            key = _SEED
            weight = s.weights[first]
            for last in range(first, min(first + s.longest, s.starts[text + 1])):
                if s.signs[last] == GAP:
                    break
                key = (key ^ np.uint64(s.signs[last])) * _STEP
                row = index[(key * _MIX) >> _DOWN]
                if row >= 0:
                    found.rows[at] = row
                    value = weight * scale[row]
                    found.values[at] = value
                    squares += value * value
                    at += 1
        if squares > 0:
            found.values[found.begins[text] : at] /= np.sqrt(squares)
