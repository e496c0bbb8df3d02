"""Writing a model's card: what was measured while it was trained, gathered in one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version as installed_version

import numpy as np
import polars as pl

from puhui.kernel import Text
from puhui.learn.card.measured import fairness_of, quality_of
from puhui.learn.card.model import (
    Comparison,
    FeatureLine,
    ModelCard,
    TrainedOn,
)
from puhui.learn.checks.folds import Fold
from puhui.learn.checks.leaks import leak_warnings
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
        quality=quality_of(sample, training.found, training.calibration, spec.checking, training.seed),
        seed=training.seed,
        versions={name: installed_version(name) for name in ("puhui", "numpy", "polars", "scikit-learn")},
        left_out=_left_out(training.frame, spec),
        comparisons=(_against_logistic(training),),
        fairness=fairness_of(
            training.labelled, spec.checking.fairness, sample, training.probability(), training.found
        ),
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


def _against_logistic(training: Training) -> Comparison:
    theirs = repeated_cv_auc(training.sample, logistic_judge, training.folds)
    peer = Text("普通逻辑回归（同样的列）", "Plain logistic regression (the same columns)")
    return Comparison(peer, theirs.auc, paired_difference(training.found, theirs, training.folds))


def _left_out(frame: pl.DataFrame, spec: ScorecardSpec) -> dict[str, str]:
    used = set(feature_columns(frame, spec)) | {spec.target}
    told = {spec.key: "编号 key", **spec.exclude}
    unusable = {name: "文字列 words" for name in frame.columns if frame[name].dtype == pl.String}
    return {name: why for name, why in {**unusable, **told}.items() if name not in used}
