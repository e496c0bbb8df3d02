"""What a house's labels make of our own words: by how much each division is to be taken up or down.

Words that people wrote down lean: where the list hears 科技 it says one trade, and a register may prefer
another. One factor a division, held near one where few labelled firms speak for it.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from puhui.identify.industry.text.grams import Floats

_FAITH: Final = 5.0
"""How hard a factor is held near one: the square of its logarithm costs so much surprise."""
_LEAST: Final = 1e-6


def set_tilt(said: Floats, truth: Floats) -> Floats:
    """The logarithm of each division's factor, by labelled firms."""
    odds = np.log(said.astype(np.float64) + _LEAST)

    def surprise(tilt: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        shifted = odds + tilt
        shifted -= shifted.max(axis=1, keepdims=True)
        likely = np.exp(shifted)
        likely /= likely.sum(axis=1, keepdims=True)
        lost = -np.log((likely * truth).sum(axis=1) + 1e-12).sum() + _FAITH * np.square(tilt).sum()
        return float(lost), (likely - truth).sum(axis=0) + 2 * _FAITH * tilt

    nothing = np.zeros(said.shape[1])
    if not len(said):
        return nothing.astype(np.float32)
    return np.asarray(minimize(surprise, nothing, jac=True, method="L-BFGS-B").x, np.float32)


def tilted(said: Floats, tilt: Floats) -> Floats:
    """The same opinions with each division taken up or down.

    >>> even = np.array([[0.5, 0.5]], np.float32)
    >>> tilted(even, np.log(np.array([3, 1], np.float32))).astype(float).round(2).tolist()
    [[0.75, 0.25]]
    """
    raised = said * np.exp(tilt)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)
