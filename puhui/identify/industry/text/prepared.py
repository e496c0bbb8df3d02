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

    >>> some = prepared(["甲乙", ""], [[1.0, 0.5], []])
    >>> len(some), some.starts.tolist(), chr(some.signs[1])
    (2, [0, 2, 2], '乙')
    """

    signs: NDArray[np.uint32]
    weights: NDArray[np.float32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1


def prepared(texts: Sequence[str], weights: Sequence[Sequence[float]]) -> Prepared:
    """Join texts; half a surrogate pair becomes a question mark, so that one sign stays one number."""
    starts = np.zeros(len(texts) + 1, np.int64)
    starts[1:] = np.cumsum([len(text) for text in texts])
    joined = "".join(texts).encode("utf-32-le", errors="replace")
    flat = [weight for each in weights for weight in each]
    return Prepared(np.frombuffer(joined, np.uint32), np.array(flat, np.float32), starts)
