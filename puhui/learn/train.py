"""Training a scorecard on anybody's table: validate, fit, calibrate, write the points, write the card."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.metadata import version as installed_version

import numpy as np
import polars as pl

from puhui.kernel import Problem, Text
from puhui.learn.card import (
    Comparison,
    FeatureLine,
    GroupLine,
    ModelCard,
    Quality,
    TrainedOn,
)
from puhui.learn.columns import feature_columns, read_sample
from puhui.learn.fit import Fitted, Sample, fit
from puhui.learn.folds import Fold, folds_of
from puhui.learn.leaks import leak_warnings
from puhui.learn.logistic import fit_calibration
from puhui.learn.measures import bootstrap_auc, brier, calibration_table, ks
from puhui.learn.model import Scorecard
from puhui.learn.points import to_scorecard
from puhui.learn.spec import ScorecardSpec
from puhui.learn.validate import (
    OnProgress,
    Validation,
    logistic_judge,
    paired_difference,
    repeated_cv_auc,
    scorecard_judge,
)

SLOPE_LIMITS = (0.3, 1.0)
"""Calibration may shrink the table, never stretch it; at the lower limit the model is in question."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A scorecard, its card and the spec it came from: what `save_model` writes."""

    scorecard: Scorecard
    card: ModelCard
    spec: ScorecardSpec


@dataclass(frozen=True, slots=True)
class About:
    """What the numbers cannot know and the card must say."""

    today: date
    source: str
    period: str | None = None
    titles: Mapping[str, Text] = field(default_factory=dict)
    limits: tuple[Text, ...] = ()
    forbidden: tuple[Text, ...] = ()


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
    empty = _one_sided(sample, folds)
    if empty:
        return [empty]
    found = repeated_cv_auc(sample, scorecard_judge(spec), folds, on_progress)
    fitted = fit(sample, spec)
    if not fitted.names:
        return [_nothing_found(spec)]
    judged = np.flatnonzero(found.judged)
    calibration = _calibration(sample, found)
    digest = table_hash(frame, spec)
    scorecard = to_scorecard(fitted, calibration, spec, _version(spec, digest, seed), dict(about.titles))
    probability = _probability(found.log_odds, calibration)
    card = ModelCard(
        name=spec.name,
        version=scorecard.version,
        title=_title(spec),
        created_on=about.today,
        target=scorecard.target,
        trained_on=TrainedOn(
            len(sample.bad),
            int(sample.bad.sum()),
            frame.height - labelled.height,
            digest,
            about.source,
            about.period,
        ),
        features=_feature_lines(fitted, scorecard, found, spec, about),
        quality=_quality(sample.rows(judged), found, probability[judged], calibration, spec, seed),
        seed=seed,
        versions={name: installed_version(name) for name in ("puhui", "numpy", "polars", "scikit-learn")},
        left_out=_left_out(frame, spec),
        comparisons=(_against_logistic(sample, found, folds),),
        fairness=_fairness(labelled, sample, found, probability, spec),
        warnings=tuple(problem.what for problem in leak_warnings(labelled, sample, spec)),
        limits=about.limits,
        forbidden=about.forbidden,
    )
    return Trained(scorecard, card, spec)


def table_hash(frame: pl.DataFrame, spec: ScorecardSpec) -> str:
    """A fingerprint of the columns that took part, whatever the order of rows and columns."""
    weight = {spec.weight} if spec.weight else set()
    names = sorted({spec.key, spec.target, *weight, *feature_columns(frame, spec)})
    rows = frame.select(
        pl.concat_str([pl.col(name).cast(pl.String).fill_null("∅") for name in names], separator="␟")
    )
    digest = hashlib.sha256("␟".join(names).encode())
    for row in rows.to_series().sort():
        digest.update(row.encode())
    return digest.hexdigest()


def with_extras(trained: Trained, **changes: object) -> Trained:
    """The same model with a fuller card (figures, stability, more comparisons)."""
    return replace(trained, card=replace(trained.card, **changes))  # type: ignore[arg-type]


def _version(spec: ScorecardSpec, digest: str, seed: int) -> str:
    told = f"{spec!r}|{digest}|{seed}|{installed_version('puhui')}"
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _title(spec: ScorecardSpec) -> Text:
    return Text(spec.title.get("zh", spec.name), spec.title.get("en", spec.name))


def _calibration(sample: Sample, found: Validation) -> tuple[float, float]:
    rows = found.pooled_rows
    return fit_calibration(found.pooled_log_odds, sample.bad[rows], sample.weight[rows], SLOPE_LIMITS)


def _probability(log_odds: np.ndarray, calibration: tuple[float, float]) -> np.ndarray:
    shift, slope = calibration
    return np.asarray(1.0 / (1.0 + np.exp(-(shift + slope * log_odds))))


def _feature_lines(
    fitted: Fitted, scorecard: Scorecard, found: Validation, spec: ScorecardSpec, about: About
) -> tuple[FeatureLine, ...]:
    return tuple(
        FeatureLine(
            name,
            about.titles.get(name),
            str(spec.risk_of(name)),
            binning.information,
            len(binning.rows),
            found.chosen_share.get(name, 0.0),
        )
        for name, binning in zip(fitted.names, fitted.binnings, strict=True)
        if name in scorecard.features
    )


def _quality(  # noqa: PLR0917 - what one section of the card is made of
    judged: Sample,
    found: Validation,
    probability: np.ndarray,
    calibration: tuple[float, float],
    spec: ScorecardSpec,
    seed: int,
) -> Quality:
    average = np.full(len(judged.bad), float(np.average(judged.bad, weights=judged.weight)))
    low, high = bootstrap_auc(judged.bad, probability, np.random.default_rng(seed))
    return Quality(
        folds=spec.checking.folds,
        repeats=spec.checking.repeats,
        auc=found.auc,
        bootstrap_low=low,
        bootstrap_high=high,
        ks=ks(judged.bad, probability, judged.weight),
        brier=brier(judged.bad, probability, judged.weight),
        brier_of_average=brier(judged.bad, average, judged.weight),
        calibration_shift=calibration[0],
        calibration_slope=calibration[1],
        calibration=calibration_table(judged.bad, probability, judged.weight),
    )


def _against_logistic(sample: Sample, ours: Validation, folds: Sequence[Fold]) -> Comparison:
    theirs = repeated_cv_auc(sample, logistic_judge, folds)
    peer = Text("普通逻辑回归（同样的列）", "Plain logistic regression (the same columns)")
    return Comparison(peer, theirs.auc, paired_difference(ours, theirs, folds))


def _left_out(frame: pl.DataFrame, spec: ScorecardSpec) -> dict[str, str]:
    used = set(feature_columns(frame, spec)) | {spec.target}
    told = {spec.key: "编号 key", **spec.exclude}
    unusable = {name: "文字列 words" for name in frame.columns if frame[name].dtype == pl.String}
    return {name: why for name, why in {**unusable, **told}.items() if name not in used}


def _fairness(
    labelled: pl.DataFrame, sample: Sample, found: Validation, probability: np.ndarray, spec: ScorecardSpec
) -> tuple[GroupLine, ...]:
    lines: list[GroupLine] = []
    for column in spec.checking.fairness:
        groups = labelled[column].cast(pl.String).fill_null("?").to_numpy()
        for group in sorted(set(groups)):
            rows = (groups == group) & found.judged
            if rows.any():
                weight = sample.weight[rows]
                bad = float(np.average(sample.bad[rows], weights=weight))
                said = float(np.average(probability[rows], weights=weight))
                lines.append(GroupLine(column, str(group), int(rows.sum()), bad, said))
    return tuple(lines)


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
