"""Comparing one way of training with another on the same rows and the same folds."""

from dataclasses import replace

import polars as pl

from puhui.kernel import Text
from puhui.learn.card.model import Comparison
from puhui.learn.checks.folds import Fold, folds_of
from puhui.learn.checks.measures import Interval
from puhui.learn.checks.validate import (
    logistic_judge,
    paired_difference,
    repeated_cv_auc,
    scorecard_judge,
)
from puhui.learn.spec import ScorecardSpec
from puhui.learn.table.columns import read_sample
from puhui.learn.table.sample import Sample


def auc_of_way(frame: pl.DataFrame, spec: ScorecardSpec, seed: int) -> Interval | None:
    """The cross-validated AUC of a spec's scorecard on a table; None where the table does not allow it."""
    ready = _ready(frame, spec, seed)
    return repeated_cv_auc(ready[0], scorecard_judge(spec), ready[1]).auc if ready else None


def compare_with_logistic(
    frame: pl.DataFrame, spec: ScorecardSpec, names: tuple[str, ...], peer: Text, seed: int
) -> tuple[Comparison, ...]:
    """The spec's scorecard against plain logistic regression on other columns, over the same folds."""
    ours = _ready(frame, spec, seed)
    theirs = _ready(frame, replace(spec, features=names), seed)
    if ours is None or theirs is None:
        return ()
    mine = repeated_cv_auc(ours[0], scorecard_judge(spec), ours[1])
    other = repeated_cv_auc(theirs[0], logistic_judge, ours[1])
    return (Comparison(peer, other.auc, paired_difference(mine, other, ours[1])),)


def _ready(frame: pl.DataFrame, spec: ScorecardSpec, seed: int) -> tuple[Sample, tuple[Fold, ...]] | None:
    sample = read_sample(frame, spec)
    if isinstance(sample, list):
        return None
    labelled = frame.filter(pl.col(spec.target).is_not_null())
    return sample, folds_of(labelled, sample.bad, spec.checking, seed)
