"""Restoring the order of what arrives in any order. Pure."""

from collections.abc import Iterable


def contiguous_from(through: int, kept: Iterable[int]) -> int:
    """How far the numbers reach without a gap, when everything up to `through` is there already.

    >>> contiguous_from(2, [3, 4, 6]), contiguous_from(0, [2, 3]), contiguous_from(0, [])
    (4, 0, 0)
    """
    reached = through
    for number in sorted(kept):
        if number == reached + 1:
            reached = number
        elif number > reached + 1:
            break
    return reached
