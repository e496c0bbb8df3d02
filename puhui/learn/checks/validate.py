"""Judging a way of training on rows it did not see, and two ways on the same rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from puhui.learn.arrays import Floats
from puhui.learn.checks.folds import Fold
from puhui.learn.checks.measures import Interval, auc, resampled_interval
from puhui.learn.scorecard.fit import fit
from puhui.learn.spec import ScorecardSpec
from puhui.learn.table.sample import Sample

Judge = Callable[[Sample, Sample], tuple[Floats, tuple[str, ...]]]
"""Learns from the first sample; gives the second's log odds and the features it chose."""
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Validation:
    """AUC of every fold; each row's mean out-of-fold log odds, and all of them one after another; choices."""

    fold_aucs: tuple[float, ...]
    auc: Interval
    log_odds: Floats
    judged: np.ndarray
    pooled_rows: np.ndarray
    pooled_log_odds: Floats
    chosen_share: dict[str, float]


def scorecard_judge(spec: ScorecardSpec) -> Judge:
    """Binning, selection and weights, all learnt from the training fold."""

    def judge(train: Sample, test: Sample) -> tuple[Floats, tuple[str, ...]]:
        fitted = fit(train, spec)
        return fitted.log_odds(test), fitted.names

    return judge


def logistic_judge(train: Sample, test: Sample) -> tuple[Floats, tuple[str, ...]]:
    """The peer: plain logistic regression on signed logs, standardised, medians for missing values."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to load; scoring needs none of it
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    medians = np.nan_to_num(np.nanmedian(train.values, axis=0))
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    model.fit(_tamed(train.values, medians), train.bad, logisticregression__sample_weight=train.weight)
    return np.asarray(model.decision_function(_tamed(test.values, medians))), train.names


def _tamed(values: Floats, medians: Floats) -> Floats:
    filled = np.where(np.isnan(values), medians, values)
    return np.asarray(np.sign(filled) * np.log1p(np.abs(filled)))


def repeated_cv_auc(
    sample: Sample, judge: Judge, folds: Sequence[Fold], on_progress: OnProgress | None = None
) -> Validation:
    """Train on every fold's training rows and judge its other rows."""
    pooled: list[Floats] = []
    chosen: dict[str, int] = {}
    for number, fold in enumerate(folds):
        log_odds, names = judge(sample.rows(fold.train), sample.rows(fold.test))
        pooled.append(log_odds)
        for name in names:
            chosen[name] = chosen.get(name, 0) + 1
        if on_progress:
            on_progress(number + 1, len(folds))
    return validated(sample, folds, pooled, chosen)


def validated(
    sample: Sample, folds: Sequence[Fold], pooled: Sequence[Floats], chosen: Mapping[str, int] | None = None
) -> Validation:
    """What each fold's log odds of its judged rows say together; `chosen`: in how many folds a column was."""
    total, times = np.zeros(len(sample.bad)), np.zeros(len(sample.bad))
    aucs: list[float] = []
    for fold, log_odds in zip(folds, pooled, strict=True):
        aucs.append(auc(sample.bad[fold.test], log_odds, sample.weight[fold.test]))
        total[fold.test] += log_odds
        times[fold.test] += 1
    judged = times > 0
    return Validation(
        tuple(aucs),
        _spread(aucs, folds),
        np.divide(total, times, out=np.zeros_like(total), where=judged),
        judged,
        np.concatenate([fold.test for fold in folds]),
        np.concatenate(pooled),
        {name: count / len(folds) for name, count in (chosen or {}).items()},
    )


def paired_difference(ours: Validation, theirs: Validation, folds: Sequence[Fold]) -> Interval:
    """Ours minus theirs over the same folds."""
    return _spread([a - b for a, b in zip(ours.fold_aucs, theirs.fold_aucs, strict=True)], folds)


def _spread(values: Sequence[float], folds: Sequence[Fold]) -> Interval:
    """A single split has no spread: its interval is unknown and says so."""
    if len(values) < 2:
        return Interval(values[0], float("nan"), float("nan"), float("nan"))
    fold = folds[0]
    return resampled_interval(values, len(fold.test) / (len(fold.test) + len(fold.train)))
