"""Two opinions about the same firm, put together."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def moved(said: Floats, other: Floats, trust: float) -> Floats:
    """`said` after hearing `other`, which is right with probability `trust` and otherwise says nothing.

    That is Bayes with a source that sometimes talks of any trade at all. Rows of `other` that say nothing
    (all zero) change nothing.

    >>> even, first = np.array([[0.5, 0.5]], np.float32), np.array([[1.0, 0.0]], np.float32)
    >>> moved(even, first, 0.8).astype(float).round(2).tolist()
    [[0.9, 0.1]]
    """
    total = other.sum(axis=1, keepdims=True)
    shares = np.where(total > 0, other / np.maximum(total, 1e-12), 1 / other.shape[1])
    heard = said * (trust * shares + (1 - trust) / other.shape[1])
    result: Floats = (heard / heard.sum(axis=1, keepdims=True)).astype(np.float32)
    return result


def largest(shares: Floats) -> Floats:
    """Shares that lean to the largest: of several trades the one with most income counts (domain 1.3).

    >>> largest(np.array([0.8, 0.2], np.float32)).astype(float).round(2).tolist()
    [0.94, 0.06]
    """
    squares = shares**2
    result: Floats = squares / np.maximum(squares.sum(axis=-1, keepdims=True), 1e-12)
    return result


def sharpened(shares: Floats, powers: NDArray[np.float64]) -> Floats:
    """Each row to its power and summed to one again: above 1 the likely gain, 1 changes nothing.

    >>> sharpened(np.array([[0.6, 0.4]], np.float32), np.array([2.0])).astype(float).round(2).tolist()
    [[0.69, 0.31]]
    """
    raised = shares.astype(np.float64) ** powers[:, None]
    result: Floats = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
    return result
