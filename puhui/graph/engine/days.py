"""Days in two bytes: from 1900 to June 2079, with *always* below and *still* above.

A snapshot keeps two dates an edge, both ways; two bytes each instead of four save eight bytes an edge. A date
before 1900 counts as *always*, an end after 2079 as *still*; nobody asks about days outside.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

_ZERO: Final = -25_567
"""1900-01-01, in days since 1970-01-01."""
_FIRST: Final = 1
_LAST: Final = 65_533
_AT_ONCE: Final = 1 << 22
EVER: Final = 65_535
"""The code of an `until` that has not come."""


def coded(days: NDArray[np.int32]) -> NDArray[np.uint16]:
    """Days since 1970 as codes that keep their order.

    >>> from puhui.graph.edges import ALWAYS, STILL
    >>> coded(np.array([ALWAYS, 0, 20_000, STILL], np.int32)).tolist()
    [0, 25568, 45568, 65535]
    """
    codes = np.empty(len(days), np.uint16)
    for first in range(0, len(days), _AT_ONCE):
        part = days[first : first + _AT_ONCE].astype(np.int64)
        codes[first : first + _AT_ONCE] = np.clip(part - _ZERO + _FIRST, 0, EVER)
    return codes


def decoded(codes: NDArray[np.uint16]) -> NDArray[np.int32]:
    """Back to days since 1970; the two ends become ALWAYS and STILL.

    >>> decoded(np.array([0, 25_568, 65_535], np.uint16)).tolist()
    [-2147483648, 0, 2147483647]
    """
    limits = np.iinfo(np.int32)
    days = codes.astype(np.int32) - _FIRST + _ZERO
    return np.where(codes == 0, limits.min, np.where(codes == EVER, limits.max, days)).astype(np.int32)


def asked(day: int) -> int:
    """The code of a day that somebody asks about.

    >>> asked(0), asked(10**6)
    (25568, 65533)
    """
    return min(max(day - _ZERO + _FIRST, _FIRST), _LAST)
