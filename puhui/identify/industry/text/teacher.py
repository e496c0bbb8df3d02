"""The teacher: what the labelled names alone say, by a kernel softmax that few rows do not overfit.

Names are alike when they share runs of letters, when they lie near each other where names meet scopes, and
when our own words hear the same trades in them. It gives the first opinion of firms nobody labelled, and
keeps a say of its own: it is right about other names than the views are.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix

from puhui.identify.industry.text.grams import Floats
from puhui.identify.industry.text.softmax import softmax

_NEARNESS: Final = np.float32(3.0)
"""How much nearness in meaning counts against sharing letters; likewise hearing the same words."""
_RIDGE: Final = np.float32(1.0)
_STEPS: Final = 100


@dataclass(frozen=True, slots=True)
class Lines:
    """Names as a teacher reads them, a row each: runs of letters, place among meanings, words heard."""

    letters: csr_matrix
    meanings: Floats
    words: csr_matrix

    def alike(self) -> Floats:
        """How much each name is like each other."""
        by_letters, by_words = (part @ part.T for part in (self.letters, self.words))
        whole = (by_letters + _NEARNESS * by_words).toarray() + _NEARNESS * self.meanings @ self.meanings.T
        return np.asarray(whole, np.float32)


@dataclass(frozen=True, slots=True)
class Teacher:
    """All three likenesses are linear, so the teacher is three tables."""

    by_letters: Floats
    by_meaning: Floats
    by_words: Floats
    start: Floats

    def logits(self, lines: Lines) -> Floats:
        """What the teacher says of each name; `start` where nothing in it is known."""
        said = lines.letters @ self.by_letters + lines.meanings @ self.by_meaning
        return np.asarray(said + lines.words @ self.by_words + self.start, np.float32)


def fit_teacher(lines: Lines, truth: Floats, prior: Floats) -> Teacher:
    """Softmax regression in the span of the labelled names, by accelerated steps."""
    kernel = lines.alike()
    start = np.log(prior).astype(np.float32)
    step = np.float32(1 / (0.5 * _largest(kernel) + _RIDGE))
    found = ahead = np.zeros_like(truth)
    momentum = 1.0
    for _ in range(_STEPS):
        slope = softmax(kernel @ ahead + start) - truth + _RIDGE * ahead
        reached = (ahead - step * slope).astype(np.float32)
        faster = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = (reached + np.float32((momentum - 1) / faster) * (reached - found)).astype(np.float32)
        found, momentum = reached, faster
    by_meaning, by_words = _NEARNESS * (lines.meanings.T @ found), _NEARNESS * (lines.words.T @ found)
    return Teacher(lines.letters.T @ found, by_meaning, by_words, start)


def silent_teacher(lines: Lines, prior: Floats) -> Teacher:
    """Who has seen no labelled name says how common each trade is."""
    letters, meaning, words = (
        np.zeros((part.shape[1], len(prior)), np.float32)
        for part in (lines.letters, lines.meanings, lines.words)
    )
    return Teacher(letters, meaning, words, np.log(prior).astype(np.float32))


def _largest(kernel: Floats) -> np.float32:
    """The largest stretch of the kernel, by repeated multiplication."""
    ahead = np.ones(len(kernel), np.float32)
    for _ in range(8):
        ahead = kernel @ ahead
        length = np.linalg.norm(ahead)
        ahead /= length
    return np.float32(length)
