"""Texts as arrays: one long row of code points, where each text begins, and how much each sign weighs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

GAP = 1
"""The sign no run of letters may cross."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """`signs[starts[i]:starts[i + 1]]` is text i; `weights` has one number for each sign.

    >>> some = prepared(["甲乙丙", ""], [1.0, 0.5], [1, 2])
    >>> len(some), some.starts.tolist(), chr(some.signs[1]), some.weights.tolist()
    (2, [0, 3, 3], '乙', [1.0, 0.5, 0.5])
    """

    signs: NDArray[np.uint32]
    weights: NDArray[np.float32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1


def prepared(texts: Sequence[str], weights: Sequence[float], lengths: Sequence[int]) -> Prepared:
    """Join texts; the next `lengths[k]` signs weigh `weights[k]`, from the first text to the last.

    Half a surrogate pair becomes a question mark, so that one sign stays one number.
    """
    starts = np.zeros(len(texts) + 1, np.int64)
    starts[1:] = np.cumsum([len(text) for text in texts])
    joined = "".join(texts).encode("utf-32-le", errors="replace")
    spread = np.repeat(np.array(weights, np.float32), np.array(lengths, np.int64))
    return Prepared(np.frombuffer(joined, np.uint32), spread, starts)
