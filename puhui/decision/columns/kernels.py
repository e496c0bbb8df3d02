"""The few loops over columns: compiled once, kept on disk, no Python inside.

Regions are one small number a firm and field; a table is then nothing but look-ups: the rows that a field's
region lets through, as bits, joined by AND over the fields.
"""

from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

Regions = NDArray[np.uint16]
Floats = NDArray[np.float64]
Codes = NDArray[np.int32]
Points = NDArray[np.int32]
Bits = NDArray[np.uint64]
Marks = NDArray[np.int8]

HIT: Final = -1
NOT_LOOKED_AT: Final = -2
_LOWEST: Final = np.zeros(64, np.uint8)
_DE_BRUIJN: Final = np.uint64(0x03F79D71B4CB0A89)
"""Which bit is the lowest, by a multiplication: no machine instruction for it is at hand here."""
for _bit in range(64):
    _LOWEST[((1 << _bit) * int(_DE_BRUIJN) & 0xFFFF_FFFF_FFFF_FFFF) >> 58] = _bit


@numba.njit(cache=True, nogil=True)
def regions_of_numbers(values: Floats, cuts: Floats, largest: float, unknown: int, out: Regions) -> None:
    """The region of every number: how many cuts it has reached. NaN, and what is too large, is unknown."""
    for i in range(values.size):
        out[i] = 0
    for j in range(cuts.size):
        cut = cuts[j]
        for i in range(values.size):
            out[i] += np.uint16(values[i] >= cut)
    for i in range(values.size):
        if not (abs(values[i]) <= largest):
            out[i] = unknown


@numba.njit(cache=True, nogil=True)
def regions_of_codes(codes: Codes, known: Regions, out: Regions) -> None:
    """The region of every code of a dictionary; a negative one is null, which stands at the end."""
    for i in range(codes.size):
        out[i] = known[codes[i]] if codes[i] >= 0 else known[known.size - 1]


@numba.njit(cache=True, nogil=True)
def let_through(regions: Regions, lets: Bits, said: Bits) -> None:
    """Keep the rows that this field lets through."""
    for i in range(regions.size):
        said[i] &= lets[regions[i]]


@numba.njit(cache=True, nogil=True)
def let_through_telling(regions: Regions, lets: Bits, column: int, said: Bits, trace: Marks) -> None:
    """The same, and each row that is lost is marked with the column that lost it."""
    for i in range(regions.size):
        lost = said[i] & ~lets[regions[i]]
        said[i] &= lets[regions[i]]
        while lost:
            low = lost & (~lost + np.uint64(1))
            trace[_LOWEST[(low * _DE_BRUIJN) >> np.uint64(58)], i] = column
            lost ^= low


@numba.njit(cache=True, nogil=True)
def only_first(said: Bits) -> None:
    """Of the rows that hold the uppermost alone, over all slices of 64 rows (slices × firms)."""
    for i in range(said.shape[1]):
        taken = False
        for j in range(said.shape[0]):
            if taken:
                said[j, i] = 0
            elif said[j, i]:
                said[j, i] &= ~said[j, i] + np.uint64(1)
                taken = True


@numba.njit(cache=True, nogil=True)
def nothing_below(said: Bits, trace: Marks) -> None:
    """Rows below the one that spoke were never looked at."""
    for i in range(said.shape[1]):
        below = False
        for row in range(trace.shape[0]):
            if below:
                trace[row, i] = NOT_LOOKED_AT
            elif said[row // 64, i] >> np.uint64(row % 64) & np.uint64(1):
                below = True


@numba.njit(cache=True, nogil=True)
def add_points(regions: Regions, points: Points, total: Points) -> None:
    """Add what each region of one field is worth."""
    for i in range(regions.size):
        total[i] += points[regions[i]]
