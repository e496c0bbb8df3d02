"""Words of a list found in many texts at once, longest first, with where they stand.

Texts become one array of code points (widths folded, letters raised), words a table of hashed prefixes; the
walk over both is compiled, some microseconds a text. Folding keeps every position, so that a found place can
be shown in the text as it was written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

_STEP: Final = np.uint64(1_099_511_628_211)
_START: Final = np.uint64(14_695_981_039_346_656_037)
_FULL_WIDTH: Final = (0xFF01, 0xFF5E, 0xFEE0)


@dataclass(frozen=True, slots=True)
class Texts:
    """Many texts end to end: code points, and where each begins (one more than there are texts)."""

    points: NDArray[np.uint32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand: row, start within its text, length, which word. In order of rows and places."""

    row: NDArray[np.int32]
    start: NDArray[np.int32]
    length: NDArray[np.int32]
    word: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Table:
    """Hashed prefixes of words: an open table of keys and what they are (−1 a mere prefix, else the word)."""

    keys: NDArray[np.uint64]
    values: NDArray[np.int32]


def folded(texts: Sequence[str], at_most: int) -> Texts:
    """The texts as code points, each cut at `at_most` characters.

    >>> one = folded(["ＫＴＶ　a"], 10)
    >>> "".join(map(chr, one.points))
    'KTV A'
    """
    cut = [text[:at_most] for text in texts]
    points = np.frombuffer("".join(cut).encode("utf-32-le", "surrogatepass"), np.uint32).copy()
    low, high, shift = _FULL_WIDTH
    wide = (points >= low) & (points <= high)
    points[wide] -= np.uint32(shift)
    points[points == 0x3000] = 0x20
    small = (points >= ord("a")) & (points <= ord("z"))
    points[small] -= np.uint32(32)
    starts = np.zeros(len(cut) + 1, np.int64)
    np.cumsum([len(text) for text in cut], out=starts[1:])
    return Texts(points, starts)


def table_of(words: Sequence[str]) -> Table:
    """The table of a list of words; the number of a word is its place in the list."""
    prefixes: dict[int, int] = {}
    for number, word in enumerate(words):
        key = int(_START)
        for at, character in enumerate(word, 1):
            key = ((key ^ ord(character)) * int(_STEP)) & 0xFFFF_FFFF_FFFF_FFFF
            prefixes[key] = number if at == len(word) else prefixes.get(key, -1)
    size = 1 << max(4, (len(prefixes) * 3).bit_length())
    table = Table(np.zeros(size, np.uint64), np.full(size, -2, np.int32))
    for key, value in prefixes.items():
        slot = key & (size - 1)
        while table.values[slot] != -2:
            slot = (slot + 1) & (size - 1)
        table.keys[slot], table.values[slot] = key, value
    return table


def find(table: Table, texts: Texts, *, overlapping: bool = False) -> Found:
    """Every word in every text, the longest at each place; with `overlapping` also inside longer ones."""
    row, start, length, word = _walk(table.keys, table.values, texts.points, texts.starts, overlapping)
    return Found(row, start, length, word)


@numba.njit(cache=True, nogil=True)
def _walk(keys, values, points, starts, overlapping):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    size = len(keys) - 1
    most = len(points) + 1
    rows, begins = np.empty(most, np.int32), np.empty(most, np.int32)
    lengths, found = np.empty(most, np.int32), np.empty(most, np.int32)
    count = 0
    for row in range(len(starts) - 1):
        at, end = starts[row], starts[row + 1]
        while at < end:
            key, best, longest = np.uint64(14695981039346656037), -1, 0
            for reach in range(at, end):
                key = (key ^ np.uint64(points[reach])) * np.uint64(1099511628211)
                slot = np.int64(key & np.uint64(size))
                while values[slot] != -2 and keys[slot] != key:
                    slot = (slot + 1) & size
                if values[slot] == -2:
                    break
                if values[slot] >= 0:
                    best, longest = values[slot], reach - at + 1
            if best >= 0:
                rows[count], begins[count] = row, at - starts[row]
                lengths[count], found[count] = longest, best
                count += 1
            at += 1 if overlapping or longest == 0 else longest
    return rows[:count].copy(), begins[:count].copy(), lengths[:count].copy(), found[:count].copy()
