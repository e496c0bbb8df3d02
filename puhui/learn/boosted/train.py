"""Training a boosted model on anybody's table: gather, check, judge out of fold, mix, fit, write the card."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.kernel import Problem, Text
from puhui.learn.arrays import Floats
from puhui.learn.boosted.card import Facts, boosted_card
from puhui.learn.boosted.judging import (
    Judged,
    directions,
    judge,
    of_member,
    of_mixture,
    of_weighted,
    weight_alone,
    weights_of,
)
from puhui.learn.boosted.material import Material, gather, learners, looks_of
from puhui.learn.boosted.members import fit_member
from puhui.learn.boosted.model import BoostedModel, Weighed
from puhui.learn.boosted.splitting import split
from puhui.learn.card.making import About
from puhui.learn.card.model import ModelCard
from puhui.learn.checks.folds import Fold
from puhui.learn.checks.suspicion import Sign, Suspicion
from puhui.learn.checks.suspicions import Suspects, suspicions
from puhui.learn.checks.validate import OnProgress, Validation
from puhui.learn.scorecard.logistic import fit_calibration
from puhui.learn.spec import BoostedSpec
from puhui.learn.table.fingerprint import columns_hash, model_version
from puhui.learn.table.sample import Sample

SLOPE_LIMITS = (0.3, 2.0)
"""An average of bags is too shy, a single one too sure; beyond these the model is in question."""


@dataclass(frozen=True, slots=True)
class TrainedBoosted:
    """A boosted model, its card and the spec it came from."""

    model: BoostedModel
    card: ModelCard
    spec: BoostedSpec


def train_boosted(
    frame: pl.DataFrame,
    spec: BoostedSpec,
    about: About,
    seed: int = 0,
    on_progress: OnProgress | None = None,
) -> TrainedBoosted | list[Problem]:
    """A trained model with its card, or everything that is wrong with the table."""
    material = gather(frame, spec)
    if isinstance(material, list):
        return material
    suspected = suspected_columns(material, spec, seed)
    if copies := [one.problem for one in suspected if one.used and one.sign is Sign.COPY]:
        return copies
    folds = split(material, spec, seed)
    sample = Sample((), np.empty((len(material.known.bad), 0)), material.known.bad, material.known.weight)
    if problem := _one_sided(sample, folds):
        return [problem]
    judged = judge(material, spec, folds, seed, on_progress)
    found, kept = _chosen(judged, sample, spec)
    rows = found.pooled_rows
    calibration = fit_calibration(found.pooled_log_odds, sample.bad[rows], sample.weight[rows], SLOPE_LIMITS)
    digest = columns_hash(frame, _columns(frame, spec))
    model = _fitted(material, spec, kept, calibration, model_version(spec, digest, seed), seed)
    facts = Facts(frame, material, sample, spec, judged, found, calibration, seed, digest, suspected)
    return TrainedBoosted(model, boosted_card(facts, model, about), spec)


def check_columns(
    frame: pl.DataFrame, spec: BoostedSpec, seed: int = 0
) -> tuple[Suspicion, ...] | list[Problem]:
    """Columns that know too much, whether the spec uses them or not, without training anything."""
    material = gather(frame, spec)
    return material if isinstance(material, list) else suspected_columns(material, spec, seed)


def suspected_columns(material: Material, spec: BoostedSpec, seed: int) -> tuple[Suspicion, ...]:
    """The suspicions of a gathered table."""
    known = material.known
    used = frozenset(looks_of(material.table, spec).raw)
    return suspicions(
        Suspects(material.table, known.bad, known.weight, known.groups, known.days, used), spec, seed
    )


def _chosen(judged: Judged, sample: Sample, spec: BoostedSpec) -> tuple[Validation, Floats]:
    """The mixture where it pays out of fold, else the best member alone."""
    alone = [of_member(judged, place, sample) for place in range(len(spec.ensemble))]
    best = int(np.argmax([one.auc.mean for one in alone]))
    forward = spec.split.time is not None
    mixed = of_mixture(judged, sample, forward=forward, repeats=spec.split.repeats)
    if len(alone) == 1 or mixed.auc.mean <= alone[best].auc.mean:
        weights = weight_alone(judged, sample, best)
        return of_weighted(judged, sample, weights), weights
    return mixed, weights_of(judged, sample)


def _fitted(  # noqa: PLR0917 - the parts of one training
    material: Material,
    spec: BoostedSpec,
    kept: Floats,
    calibration: tuple[float, float],
    version: str,
    seed: int,
) -> BoostedModel:
    sample, encoders = learners(material, np.arange(len(material.known.bad)), spec, seed)
    ways = directions(sample.names, spec)
    members = tuple(
        Weighed(name, float(weight), fit_member(sample, member, ways, seed))
        for (name, member), weight in zip(spec.ensemble.items(), kept, strict=True)
        if weight > 0
    )
    titles = {name: Text(one.get("zh", name), one.get("en", name)) for name, one in spec.titles.items()}
    return BoostedModel(
        name=spec.name,
        version=version,
        target=f"{spec.target} = {spec.positive}",
        looks=looks_of(material.table, spec),
        encoders=encoders,
        counts=spec.encoding.counts,
        names=sample.names,
        members=members,
        shift=calibration[0],
        slope=calibration[1],
        titles=titles,
    )


def _columns(frame: pl.DataFrame, spec: BoostedSpec) -> set[str]:
    own = {spec.key, spec.target, spec.weight, spec.group, spec.time}
    return {name for name in own if name} | set(looks_of(frame, spec).raw)


def _one_sided(sample: Sample, folds: Sequence[Fold]) -> Problem | None:
    sides = [sample.bad[side] for fold in folds for side in (fold.train, fold.test)]
    if sides and all(len(side) and side.min() < side.max() for side in sides):
        return None
    return Problem(
        "folds.one_sided",
        Text(
            "有一折里全是好样本或全是坏样本，无法评判。",
            "A fold holds only good or only bad rows and cannot judge.",
        ),
        Text("请减少折数，或改切分时点。", "Use fewer folds or another date to split at."),
    )
