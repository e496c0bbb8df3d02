"""Linear softmax over hashed runs of letters: the sums, and learning them from soft labels (AdaGrad)."""

from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.text.grams import Floats, Found

_TINY: Final = np.float32(1e-6)


class Lesson(NamedTuple):
    """What is to be said of each text (a row of probabilities), and how much each text counts."""

    targets: Floats
    weights: Floats


class Learned(NamedTuple):
    """What is learned so far, changed in place: weights, start, and AdaGrad's gathered squares of each."""

    table: Floats
    start: Floats
    squares: Floats
    squares_start: Floats


def sums(found: Found, table: Floats, start: Floats) -> Floats:
    """`start + Σ value × table[row]` for each text."""
    out = np.empty((len(found.begins) - 1, table.shape[1]), np.float32)
    _sums(found, table, start, out)
    return out


def learn(found: Found, lesson: Lesson, learned: Learned, order: NDArray[np.int64], pace: float) -> float:
    """One pass over the texts in `order`. Gives the mean loss on the way."""
    return float(_learn(found, lesson, learned, order, np.float32(pace)))


def softmax(logits: Floats) -> Floats:
    """Row by row, without overflow."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=1, keepdims=True)
    return result


@numba.njit(cache=True, nogil=True, fastmath=True)
def _sums(found: Found, table: Floats, start: Floats, out: Floats) -> None:
    width = table.shape[1]
    for text in range(len(found.begins) - 1):
        for c in range(width):
            out[text, c] = start[c]
        for k in range(found.begins[text], found.begins[text + 1]):
            row = found.rows[k]
            value = found.values[k]
            for c in range(width):
                out[text, c] += value * table[row, c]


@numba.njit(cache=True, nogil=True, fastmath=True)
def _learn(
    found: Found, lesson: Lesson, learned: Learned, order: NDArray[np.int64], pace: np.float32
) -> float:
    table, start, squares, squares_start = learned
    width = table.shape[1]
    slope = np.empty(width, np.float32)
    loss = 0.0
    for text in order:
        for c in range(width):
            slope[c] = start[c]
        for k in range(found.begins[text], found.begins[text + 1]):
            row, value = found.rows[k], found.values[k]
            for c in range(width):
                slope[c] += value * table[row, c]
        highest = slope.max()
        total = np.float32(0)
        for c in range(width):
            slope[c] = np.exp(slope[c] - highest)
            total += slope[c]
        weight = lesson.weights[text]
        for c in range(width):
            slope[c] /= total
            loss -= weight * lesson.targets[text, c] * np.log(slope[c] + _TINY)
            slope[c] = weight * (slope[c] - lesson.targets[text, c])
            squares_start[c] += slope[c] * slope[c]
            start[c] -= pace * slope[c] / np.sqrt(squares_start[c] + _TINY)
        steepness = np.float32(0)
        for c in range(width):
            steepness += slope[c] * slope[c]
        for k in range(found.begins[text], found.begins[text + 1]):
            row, value = found.rows[k], found.values[k]
            squares[row] += value * value * steepness
            step = pace * value / np.sqrt(squares[row] + _TINY)
            for c in range(width):
                table[row, c] -= step * slope[c]
    return loss / max(1, len(order))
