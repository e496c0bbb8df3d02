"""A growing list of circles for searches compiled by numba."""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Kept = tuple[NDArray[np.int64], NDArray[np.int64], int]
"""Rows of positions, how many of each row count, and how many rows there are."""


@numba.njit(cache=True, nogil=True)
def none_kept(longest: int) -> Any:  # noqa: ANN401 - compiled: a `Kept`
    """No circle yet."""
    return np.empty((64, longest), np.int64), np.empty(64, np.int64), 0


@numba.njit(cache=True, nogil=True)
def one_more(kept: Any, path: Any, length: int) -> Any:  # noqa: ANN401 - compiled: a `Kept`
    """The same and the first `length` positions of `path`."""
    rows, lengths, count = kept
    if count == len(rows):
        more = np.empty((2 * count, rows.shape[1]), np.int64)
        more[:count] = rows
        longer = np.empty(2 * count, np.int64)
        longer[:count] = lengths
        rows, lengths = more, longer
    rows[count, :length] = path[:length]
    lengths[count] = length
    return rows, lengths, count + 1
