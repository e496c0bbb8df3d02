"""The first teacher: what the labelled names alone say, by a kernel softmax that few rows do not overfit.

Names are alike when they share runs of letters, and when they lie near each other where names meet scopes.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from puhui.identify.industry.text.grams import Floats
from puhui.identify.industry.text.softmax import softmax

_NEARNESS: Final = 3.0
"""How much nearness in meaning counts against sharing letters."""
_RIDGE: Final = np.float32(0.3)
_STEPS: Final = 40


@dataclass(frozen=True, slots=True)
class Teacher:
    """Both likenesses are linear, so the teacher is two tables: over runs of letters, and over meanings."""

    by_letters: Floats
    by_meaning: Floats
    start: Floats

    def logits(self, letters: csr_matrix, meanings: Floats) -> Floats:
        said: Floats = letters @ self.by_letters + meanings @ self.by_meaning + self.start
        return said


def fit_teacher(letters: csr_matrix, meanings: Floats, truth: Floats, prior: Floats) -> Teacher:
    """Softmax regression in the span of the labelled names, by accelerated steps."""
    kernel = ((letters @ letters.T).toarray() + _NEARNESS * meanings @ meanings.T).astype(np.float32)
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
    by_meaning = np.asarray(_NEARNESS * meanings.T @ found, np.float32)
    return Teacher(letters.T @ found, by_meaning, start)


def _largest(kernel: Floats) -> np.float32:
    """The largest stretch of the kernel, by repeated multiplication."""
    ahead = np.ones(len(kernel), np.float32)
    for _ in range(8):
        ahead = kernel @ ahead
        length = np.linalg.norm(ahead)
        ahead /= length
    return np.float32(length)
