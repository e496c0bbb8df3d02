"""Training a scorecard on anybody's table: validate, fit, calibrate, write the points, write the card."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from puhui.kernel import Problem, Text
from puhui.learn.card.making import About, Training, card_of
from puhui.learn.card.model import ModelCard
from puhui.learn.checks.folds import Fold, folds_of
from puhui.learn.checks.validate import OnProgress, Validation, repeated_cv_auc, scorecard_judge
from puhui.learn.scorecard.fit import fit
from puhui.learn.scorecard.logistic import fit_calibration
from puhui.learn.scorecard.model import Scorecard
from puhui.learn.scorecard.points import to_scorecard
from puhui.learn.spec import ScorecardSpec
from puhui.learn.table.columns import read_sample
from puhui.learn.table.fingerprint import model_version, table_hash
from puhui.learn.table.sample import Sample

SLOPE_LIMITS = (0.3, 1.0)
"""Calibration may shrink the table, never stretch it; at the lower limit the model is in question."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A scorecard, its card and the spec it came from: what `save_model` writes."""

    scorecard: Scorecard
    card: ModelCard
    spec: ScorecardSpec


def train_scorecard(
    frame: pl.DataFrame,
    spec: ScorecardSpec,
    about: About,
    seed: int = 0,
    on_progress: OnProgress | None = None,
) -> Trained | list[Problem]:
    """A trained scorecard with its card, or everything that is wrong with the table."""
    sample = read_sample(frame, spec)
    if isinstance(sample, list):
        return sample
    labelled = frame.filter(pl.col(spec.target).is_not_null())
    folds = folds_of(labelled, sample.bad, spec.checking, seed)
    if problem := _one_sided(sample, folds):
        return [problem]
    found = repeated_cv_auc(sample, scorecard_judge(spec), folds, on_progress)
    fitted = fit(sample, spec)
    if not fitted.names:
        return [_nothing_found(spec)]
    calibration, digest = _calibration(sample, found), table_hash(frame, spec)
    version = model_version(spec, digest, seed)
    scorecard = to_scorecard(fitted, calibration, spec, version, dict(about.titles))
    training = Training(frame, labelled, sample, folds, spec, seed, digest, fitted, found, calibration)
    return Trained(scorecard, card_of(training, scorecard, about), spec)


def with_extras(trained: Trained, **changes: object) -> Trained:
    """The same model with a fuller card (figures, stability, more comparisons)."""
    return replace(trained, card=replace(trained.card, **changes))  # type: ignore[arg-type]


def _calibration(sample: Sample, found: Validation) -> tuple[float, float]:
    rows = found.pooled_rows
    return fit_calibration(found.pooled_log_odds, sample.bad[rows], sample.weight[rows], SLOPE_LIMITS)


def _one_sided(sample: Sample, folds: Sequence[Fold]) -> Problem | None:
    sides = [sample.bad[side] for fold in folds for side in (fold.train, fold.test)]
    if all(len(side) and side.min() < side.max() for side in sides):
        return None
    return Problem(
        "folds.one_sided",
        Text(
            "有一折里全是好样本或全是坏样本，无法评判。",
            "A fold holds only good or only bad rows and cannot judge.",
        ),
        Text("请减少折数，或改切分时点。", "Use fewer folds or another date to split at."),
    )


def _nothing_found(spec: ScorecardSpec) -> Problem:
    return Problem(
        "train.nothing",
        Text(
            "没有一个特征能区分好坏，未写出模型。",
            "No feature separates good from bad; no model was written.",
        ),
        Text(
            "请检查 target、risk 方向和特征列。",
            "Check the target, the directions under `risk` and the columns.",
        ),
        spec.name,
    )
