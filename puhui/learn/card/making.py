"""Writing a model's card: what was measured while it was trained, gathered in one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version as installed_version

import numpy as np
import polars as pl

from puhui.kernel import Text
from puhui.learn.card.model import (
    Comparison,
    FeatureLine,
    GroupLine,
    ModelCard,
    Quality,
    TrainedOn,
)
from puhui.learn.checks.folds import Fold
from puhui.learn.checks.leaks import leak_warnings
from puhui.learn.checks.measures import bootstrap_auc, brier, calibration_table, ks
from puhui.learn.checks.validate import Validation, logistic_judge, paired_difference, repeated_cv_auc
from puhui.learn.scorecard.fit import Fitted
from puhui.learn.scorecard.model import Scorecard
from puhui.learn.spec import ScorecardSpec
from puhui.learn.table.columns import feature_columns
from puhui.learn.table.sample import Sample


@dataclass(frozen=True, slots=True)
class About:
    """What the numbers cannot know and the card must say."""

    today: date
    source: str
    period: str | None = None
    titles: Mapping[str, Text] = field(default_factory=dict)
    limits: tuple[Text, ...] = ()
    forbidden: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Training:
    """One training as it happened: the table, what was learnt from it, and what was judged out of fold.

    `calibration` is the shift and slope that turn log odds into a probability.
    """

    frame: pl.DataFrame
    labelled: pl.DataFrame
    sample: Sample
    folds: Sequence[Fold]
    spec: ScorecardSpec
    seed: int
    digest: str
    fitted: Fitted
    found: Validation
    calibration: tuple[float, float]

    def probability(self) -> np.ndarray:
        """Every judged row's calibrated probability, from models that did not see it."""
        shift, slope = self.calibration
        return np.asarray(1.0 / (1.0 + np.exp(-(shift + slope * self.found.log_odds))))


def card_of(training: Training, scorecard: Scorecard, about: About) -> ModelCard:
    """The card of a scorecard that came of this training."""
    sample, spec = training.sample, training.spec
    return ModelCard(
        name=spec.name,
        version=scorecard.version,
        title=Text(spec.title.get("zh", spec.name), spec.title.get("en", spec.name)),
        created_on=about.today,
        target=scorecard.target,
        trained_on=_trained_on(training, about),
        features=_feature_lines(training, scorecard, about),
        quality=_quality(training),
        seed=training.seed,
        versions={name: installed_version(name) for name in ("puhui", "numpy", "polars", "scikit-learn")},
        left_out=_left_out(training.frame, spec),
        comparisons=(_against_logistic(training),),
        fairness=_fairness(training),
        warnings=tuple(problem.what for problem in leak_warnings(training.labelled, sample, spec)),
        limits=about.limits,
        forbidden=about.forbidden,
    )


def _trained_on(training: Training, about: About) -> TrainedOn:
    bad = training.sample.bad
    return TrainedOn(
        rows=len(bad),
        bad_rows=int(bad.sum()),
        unlabelled_rows=training.frame.height - training.labelled.height,
        sha256=training.digest,
        source=about.source,
        period=about.period,
    )


def _feature_lines(training: Training, scorecard: Scorecard, about: About) -> tuple[FeatureLine, ...]:
    fitted = training.fitted
    return tuple(
        FeatureLine(
            name,
            about.titles.get(name),
            str(training.spec.risk_of(name)),
            binning.information,
            len(binning.rows),
            training.found.chosen_share.get(name, 0.0),
        )
        for name, binning in zip(fitted.names, fitted.binnings, strict=True)
        if name in scorecard.features
    )


def _quality(training: Training) -> Quality:
    rows = np.flatnonzero(training.found.judged)
    judged, probability = training.sample.rows(rows), training.probability()[rows]
    average = np.full(len(judged.bad), float(np.average(judged.bad, weights=judged.weight)))
    low, high = bootstrap_auc(judged.bad, probability, np.random.default_rng(training.seed))
    shift, slope = training.calibration
    return Quality(
        folds=training.spec.checking.folds,
        repeats=training.spec.checking.repeats,
        auc=training.found.auc,
        bootstrap_low=low,
        bootstrap_high=high,
        ks=ks(judged.bad, probability, judged.weight),
        brier=brier(judged.bad, probability, judged.weight),
        brier_of_average=brier(judged.bad, average, judged.weight),
        calibration_shift=shift,
        calibration_slope=slope,
        calibration=calibration_table(judged.bad, probability, judged.weight),
    )


def _against_logistic(training: Training) -> Comparison:
    theirs = repeated_cv_auc(training.sample, logistic_judge, training.folds)
    peer = Text("普通逻辑回归（同样的列）", "Plain logistic regression (the same columns)")
    return Comparison(peer, theirs.auc, paired_difference(training.found, theirs, training.folds))


def _left_out(frame: pl.DataFrame, spec: ScorecardSpec) -> dict[str, str]:
    used = set(feature_columns(frame, spec)) | {spec.target}
    told = {spec.key: "编号 key", **spec.exclude}
    unusable = {name: "文字列 words" for name in frame.columns if frame[name].dtype == pl.String}
    return {name: why for name, why in {**unusable, **told}.items() if name not in used}


def _fairness(training: Training) -> tuple[GroupLine, ...]:
    sample, probability = training.sample, training.probability()
    lines: list[GroupLine] = []
    for column in training.spec.checking.fairness:
        groups = training.labelled[column].cast(pl.String).fill_null("?").to_numpy()
        for group in sorted(set(groups)):
            rows = (groups == group) & training.found.judged
            if rows.any():
                weight = sample.weight[rows]
                bad = float(np.average(sample.bad[rows], weights=weight))
                said = float(np.average(probability[rows], weights=weight))
                lines.append(GroupLine(column, str(group), int(rows.sum()), bad, said))
    return tuple(lines)
