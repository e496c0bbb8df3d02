"""From a matrix to a table: bin, choose, weigh. Everything that learns from labels happens in here.

Cross-validation calls `fit` on each training fold, so no choice is ever made with the rows that judge it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from puhui.learn.arrays import Floats
from puhui.learn.scorecard.binning import Binning, bin_feature
from puhui.learn.scorecard.logistic import fit_logistic
from puhui.learn.spec import Risk, ScorecardSpec
from puhui.learn.table.sample import Sample


@dataclass(frozen=True, slots=True)
class Fitted:
    """Chosen features with their bins and weights; `log_odds` is before calibration and rounding."""

    names: tuple[str, ...]
    binnings: tuple[Binning, ...]
    weights: Floats
    intercept: float

    def log_odds(self, sample: Sample) -> Floats:
        """Log odds of the bad event for every row."""
        columns = [sample.names.index(name) for name in self.names]
        parts = (
            weight * binning.transform(sample.values[:, column])
            for column, binning, weight in zip(columns, self.binnings, self.weights, strict=True)
        )
        return np.asarray(sum(parts, np.full(len(sample.bad), self.intercept)), dtype=np.float64)


def fit(sample: Sample, spec: ScorecardSpec) -> Fitted:
    """Bin every candidate, keep the informative and unlike ones, weigh them together."""
    binnings = [
        bin_feature(sample.values[:, place], sample.bad, sample.weight, _risk(spec, name), spec.growth)
        for place, name in enumerate(sample.names)
    ]
    chosen = _choose(sample, binnings, spec)
    evidence = _evidence(sample, binnings, chosen)
    intercept, weights = fit_logistic(evidence, sample.bad, sample.weight, spec.growth.ridge)
    kept = [place for place, weight in enumerate(weights) if weight > 1e-6]
    return Fitted(
        tuple(sample.names[chosen[place]] for place in kept),
        tuple(binnings[chosen[place]] for place in kept),
        weights[kept],
        intercept,
    )


def _risk(spec: ScorecardSpec, name: str) -> Risk:
    return spec.risk_of(name)


def _choose(sample: Sample, binnings: Sequence[Binning], spec: ScorecardSpec) -> list[int]:
    """Most informative first, leaving out what nearly repeats one already chosen."""
    growth = spec.growth
    order = sorted(range(len(binnings)), key=lambda place: -binnings[place].information)
    chosen: list[int] = []
    evidence: list[Floats] = []
    for place in order:
        column = binnings[place].transform(sample.values[:, place])
        dull = len(binnings[place].edges) == 0 or binnings[place].information < growth.min_information
        if dull or any(_alike(column, other) > growth.max_correlation for other in evidence):
            continue
        chosen.append(place)
        evidence.append(column)
        if len(chosen) == growth.max_features:
            break
    return sorted(chosen)


def _alike(one: Floats, other: Floats) -> float:
    return abs(float(np.corrcoef(one, other)[0, 1]))


def _evidence(sample: Sample, binnings: Sequence[Binning], chosen: Sequence[int]) -> Floats:
    columns = [binnings[place].transform(sample.values[:, place]) for place in chosen]
    return np.column_stack(columns) if columns else np.empty((len(sample.bad), 0))
