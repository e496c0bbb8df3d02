"""How good a model is on populations it did not learn from."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from puhui.features import PersonSource
from puhui.identify.owner.forest import Floats, Sums
from puhui.identify.owner.held import OwnerModel
from puhui.identify.owner.model import RUNNING
from puhui.identify.owner.policy import policy
from puhui.identify.owner.scoring import judged, log_odds_of, matrix, registered_of
from puhui.identify.owner.shift import Scores, chance, estimated_prior, moved, threshold_for
from puhui.identify.owner.training.learnt import without
from puhui.identify.owner.training.people import Labelled
from puhui.learn import auc

_GROUPS: Final = 10
_ONLY_MONTHS: Final = "months_only"


@dataclass(frozen=True, slots=True)
class Found:
    """One population. `…_at_precision` knows the truth when it chooses its level; `said_…` does not.

    `registered_right` are owners whom an open register entry names: what registration alone finds.
    """

    name: str
    persons: int
    owners: int
    prevalence: float
    prior_estimated: float
    auc: float
    registered: int
    registered_right: int
    registered_right_at_precision: int
    right_at_precision: int
    said: int
    said_right: int
    kind_right: float
    confusion: tuple[tuple[int, ...], ...]
    calibration: tuple[tuple[int, float, float], ...]
    auc_without: dict[str, float]
    auc_with_only: dict[str, float]

    @property
    def more_than_registration(self) -> float:
        """Owners found at the precision for every one that registration finds: 1.25 is 25 % more."""
        return self.right_at_precision / max(self.registered_right, 1)

    def shown(self) -> dict[str, Any]:
        """For a card or JSON."""
        return {**asdict(self), "more_than_registration": round(self.more_than_registration, 4)}


def checked(model: OwnerModel, people: Labelled) -> Found:
    """Everything that is told of a model on one population."""
    rows = matrix(people.features, model.owner.features)
    log_odds = log_odds_of(model, rows)
    scores = Scores()
    scores.add(log_odds)
    prior = estimated_prior(scores, model.prior, policy())
    probability = chance(moved(log_odds, model.prior, prior))
    level = threshold_for(scores, model.prior, prior, policy().precision)
    registered = registered_of(people.features).fill_null(False).to_numpy()
    said, runs = probability >= level, people.runs
    kinds, right = _kinds(model, rows, prior, people)
    return Found(
        name=people.name,
        persons=len(runs),
        owners=int(runs.sum()),
        prevalence=people.prevalence,
        prior_estimated=prior,
        auc=auc(runs.astype(np.float64), log_odds),
        registered=int(registered.sum()),
        registered_right=int((registered & runs).sum()),
        registered_right_at_precision=right_at(runs, registered.astype(np.float64), policy().precision),
        right_at_precision=right_at(runs, log_odds, policy().precision),
        said=int(said.sum()),
        said_right=int((said & runs).sum()),
        kind_right=right,
        confusion=kinds,
        calibration=_calibration(runs, probability),
        auc_without=_each_source(model, rows, people, alone=False),
        auc_with_only=_each_source(model, rows, people, alone=True),
    )


def right_at(runs: NDArray[np.bool_], score: Sums, precision: float) -> int:
    """Owners among the longest list, best first, that is right `precision` of the time. Ties stay together.

    >>> right_at(np.array([True, False, True]), np.array([3.0, 1.0, 2.0]), 0.9)
    2
    """
    order = np.argsort(-score, kind="stable")
    many, right = np.arange(1, len(order) + 1), np.cumsum(runs[order])
    ends = np.append(score[order][1:] != score[order][:-1], True)
    good = np.flatnonzero(ends & (right >= precision * many))
    return int(right[good[-1]]) if len(good) else 0


def _kinds(
    model: OwnerModel, rows: Floats, prior: float, people: Labelled
) -> tuple[tuple[tuple[int, ...], ...], float]:
    """Of those who run a business: their kind down, the likeliest kind across."""
    told = people.kind >= 0
    if not told.any():
        return (), float("nan")
    likeliest = judged(model, rows[told], prior, 0.0).kinds.argmax(axis=1)
    table = np.zeros((len(RUNNING), len(RUNNING)), np.int64)
    np.add.at(table, (people.kind[told], likeliest), 1)
    return tuple(tuple(map(int, row)) for row in table), float(np.trace(table) / table.sum())


def _calibration(runs: NDArray[np.bool_], probability: Sums) -> tuple[tuple[int, float, float], ...]:
    """Persons, mean probability and share that runs a business, in ten steps of probability."""
    step = np.minimum((probability * _GROUPS).astype(int), _GROUPS - 1)
    groups = (np.flatnonzero(step == one) for one in range(_GROUPS))
    return tuple(
        (len(own), round(float(probability[own].mean()), 4), round(float(runs[own].mean()), 4))
        for own in groups
        if len(own)
    )


def _each_source(model: OwnerModel, rows: Floats, people: Labelled, *, alone: bool) -> dict[str, float]:
    found = {}
    for place, source in enumerate(PersonSource):
        gone = np.full((len(rows), len(PersonSource)), alone)
        gone[:, place] = not alone
        seen = without(rows, model.owner.features, gone)
        found[source.value] = round(auc(people.runs.astype(np.float64), log_odds_of(model, seen)), 4)
    return found


def pooled(model: OwnerModel, populations: Sequence[Labelled]) -> Scores:
    """The scores of several populations together."""
    scores = Scores()
    for people in populations:
        scores.add(log_odds_of(model, matrix(people.features, model.owner.features)))
    return scores
