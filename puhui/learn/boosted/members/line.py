"""A ridge logistic regression on tamed columns: one weight a column, one for its being missing.

Columns are squeezed by a signed logarithm and standardised, so that money counts by its order of magnitude.
"""

from dataclasses import dataclass

import numpy as np

from puhui.learn.arrays import Floats
from puhui.learn.spec import Member
from puhui.learn.table.sample import Sample


@dataclass(frozen=True, slots=True)
class Line:
    """Means, spreads and weights of the columns; `missing` is what a missing value adds."""

    means: Floats
    spreads: Floats
    weights: Floats
    missing: Floats
    intercept: float

    def log_odds(self, values: Floats) -> Floats:
        """The sum of the parts."""
        return np.asarray(self.parts(values).sum(axis=1))

    def parts(self, values: Floats) -> Floats:
        """One part a column and last the base."""
        unknown = np.isnan(values)
        scaled = np.where(unknown, 0.0, (_tame(np.nan_to_num(values)) - self.means) / self.spreads)
        own = scaled * self.weights + unknown * self.missing
        return np.column_stack([own, np.full(len(values), self.intercept)])


def fit_line(sample: Sample, member: Member, directions: tuple[int, ...], seed: int) -> Line:
    """Learn the weights; a weight against its declared direction is set to nothing."""
    from scipy.optimize import minimize  # noqa: PLC0415 - training only

    unknown = np.isnan(sample.values)
    tame = np.where(unknown, np.nan, _tame(np.nan_to_num(sample.values)))
    known = np.maximum((~unknown).sum(axis=0), 1)
    means = np.nansum(tame, axis=0) / known
    spreads = np.sqrt(np.nansum((tame - means) ** 2, axis=0) / known)
    spreads = np.where(spreads > 0, spreads, 1.0)
    design = np.column_stack([np.where(unknown, 0.0, (tame - means) / spreads), unknown * 1.0])
    sign = np.where(sample.bad > 0, 1.0, -1.0)
    weight, ridge = sample.weight, member.ridge

    def loss(found: Floats) -> tuple[float, Floats]:
        log_odds = found[0] + design @ found[1:]
        margin = sign * log_odds
        pull = -sign * weight / (1.0 + np.exp(np.clip(margin, -500, 500)))
        lost = float((weight * np.logaddexp(0, -margin)).sum() + ridge / 2 * (found[1:] ** 2).sum())
        if sample.evened:
            pull = pull + sample.evened.pull(log_odds, weight)
            lost += sample.evened.penalty(log_odds, weight)
        return lost, np.append(pull.sum(), design.T @ pull + ridge * found[1:])

    bounds = [(None, None), *(_BOUNDS[one] for one in directions), *[(None, None)] * len(directions)]
    found = minimize(loss, np.zeros(design.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    width = len(directions)
    return Line(means, spreads, found[1 : width + 1], found[width + 1 :], float(found[0]))


def _tame(values: Floats) -> Floats:
    return np.asarray(np.sign(values) * np.log1p(np.abs(values)))


_BOUNDS = {0: (None, None), 1: (0.0, None), -1: (None, 0.0)}
