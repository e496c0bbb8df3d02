"""How sure a share is."""

from math import sqrt
from typing import Final

_Z: Final = 1.96


def interval(right: int, of: int) -> list[float]:
    """Wilson's 95 % interval of a share.

    >>> interval(18, 20)
    [0.699, 0.972]
    """
    if not of:
        return [0.0, 1.0]
    share = right / of
    middle = (share + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    half = _Z * sqrt(share * (1 - share) / of + _Z**2 / (4 * of * of)) / (1 + _Z**2 / of)
    return [round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3)]
