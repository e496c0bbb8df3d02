"""How sure to say one is: the likeliest division's probability, corrected by how often it was right.

Labels are noisy, so whoever is very sure is too sure, and whoever is hardly sure is right more often than
said. Two numbers on the log odds bring both ends in (Platt's correction); the others share the rest.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import minimize

from puhui.identify.industry.text.grams import Floats

_FAITH_FIRMS: Final = 20.0
"""Evidence it takes to move away from the usual correction."""
_EDGE: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Sureness:
    """Log odds to be right are `slope × log odds said + shift`."""

    slope: float = 1.0
    shift: float = 0.0


AS_SAID: Final = Sureness()


def corrected(said: Floats, slope: Floats, shift: Floats) -> Floats:
    """The same order of divisions with honest probabilities; `slope` and `shift` row by row.

    >>> rows = np.array([[0.98, 0.01, 0.01]], np.float32)
    >>> half = np.array([0.5], np.float32)
    >>> corrected(rows, half, 0 * half).round(3)[0, :2].astype(str).tolist()
    ['0.875', '0.063']
    """
    rows, best = np.arange(len(said)), said.argmax(axis=1)
    top = said[rows, best].clip(_EDGE, 1 - _EDGE)
    sure = 1 / (1 + np.exp(-(slope * _log_odds(top) + shift)))
    others = said * ((1 - sure) / np.maximum(1 - said[rows, best], _EDGE))[:, None]
    others[rows, best] = 0
    others[rows, best] = np.maximum(sure, others.max(axis=1))
    result: Floats = (others / others.sum(axis=1, keepdims=True)).astype(np.float32)
    return result


def set_sureness(said: Floats, truth: Floats, usual: Sureness = AS_SAID) -> Sureness:
    """From firms nobody learned from: what was said of the likeliest division, and whether it was right."""
    if not len(said):
        return usual
    rows, best = np.arange(len(said)), said.argmax(axis=1)
    odds = _log_odds(said[rows, best].clip(_EDGE, 1 - _EDGE)).astype(np.float64)
    right = truth[rows, best] > 0
    begin = np.array([usual.slope, usual.shift])

    def surprise(numbers: Floats) -> float:
        told = numbers[0] * odds + numbers[1]
        lost = np.logaddexp(0, np.where(right, -told, told)).sum()
        return float(lost + _FAITH_FIRMS * np.square(numbers - begin).sum())

    found = minimize(surprise, begin, method="Nelder-Mead")
    return Sureness(max(0.05, float(found.x[0])), float(found.x[1]))


def _log_odds(probability: Floats) -> Floats:
    odds: Floats = np.log(probability / (1 - probability))
    return odds
