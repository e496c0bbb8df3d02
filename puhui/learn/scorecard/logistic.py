"""Logistic regression with a ridge penalty whose weights may not be negative.

Every input is a weight of evidence of *risk*, so a negative weight would say that more risk in one table is
less risk in the sum; it is a sign of overlap, and few labels make it often. Such a feature is set to zero
instead of being allowed to contradict its own table.
"""

import numpy as np
from scipy.optimize import minimize

from puhui.learn.arrays import Floats


def fit_logistic(evidence: Floats, bad: Floats, weight: Floats, ridge: float) -> tuple[float, Floats]:
    """Intercept and non-negative weights; `ridge` is in rows, the intercept is free."""
    average = float((bad * weight).sum() / weight.sum())
    start = np.append(np.log(average / (1 - average)), np.full(evidence.shape[1], 0.5))
    sign = np.where(bad > 0, 1.0, -1.0)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        margin = sign * (parameters[0] + evidence @ parameters[1:])
        pull = -sign * weight / (1.0 + np.exp(np.clip(margin, -500, 500)))
        slope = np.append(pull.sum(), evidence.T @ pull + ridge * parameters[1:])
        return float(
            (weight * np.logaddexp(0, -margin)).sum() + ridge / 2 * (parameters[1:] ** 2).sum()
        ), slope

    bounds = [(None, None)] + [(0.0, None)] * evidence.shape[1]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return float(found[0]), np.asarray(found[1:], dtype=np.float64)


def fit_calibration(
    log_odds: Floats, bad: Floats, weight: Floats, slope_limits: tuple[float, float]
) -> tuple[float, float]:
    """Intercept and slope that make out-of-fold log odds say what happened (uniform shrinkage).

    van Houwelingen & le Cessie (1990): a model fitted on few rows is too sure of itself; its out-of-fold
    slope says by how much, and the whole table is shrunk by it. The slope is kept inside `slope_limits`.
    """
    shift, (slope,) = fit_logistic(log_odds[:, None], bad, weight, 1e-6)
    slope = float(np.clip(slope, *slope_limits))
    return _intercept(slope * log_odds, bad, weight, shift), slope


def _intercept(offset: Floats, bad: Floats, weight: Floats, start: float) -> float:
    """The shift that makes the mean probability equal the share of bad rows (Newton's steps)."""
    shift = start
    for _ in range(50):
        probability = 1.0 / (1.0 + np.exp(-(offset + shift)))
        step = (weight * (bad - probability)).sum() / (weight * probability * (1 - probability)).sum()
        shift += float(np.clip(step, -2, 2))
    return shift
