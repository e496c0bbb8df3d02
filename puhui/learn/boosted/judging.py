"""Judging every member, their mixture and a plain peer on rows that none of them saw."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from puhui.learn.arrays import Floats
from puhui.learn.boosted.encoding import lately
from puhui.learn.boosted.material import Material, encoded, learners
from puhui.learn.boosted.members import fit_member
from puhui.learn.checks.folds import Fold
from puhui.learn.checks.measures import auc
from puhui.learn.checks.validate import OnProgress, Validation, validated
from puhui.learn.scorecard.logistic import fit_logistic
from puhui.learn.spec import BoostedSpec, Member, Risk
from puhui.learn.table.sample import Sample

_MOST_CHOSEN = 6
_SIGN = {Risk.RISES: 1, Risk.FALLS: -1, Risk.EITHER: 0}
_PLAIN = Member(
    rounds=100,
    rate=0.1,
    leaves=31,
    rows_in_leaf=20,
    columns_share=1.0,
    rows_share=1.0,
    ridge=0.0,
    bags=1,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """Out of fold: log odds of each member (one column a member) and of the plain peer, fold by fold."""

    folds: tuple[Fold, ...]
    members: tuple[Floats, ...]
    plain: tuple[Floats, ...]


def judge(
    material: Material, spec: BoostedSpec, folds: Sequence[Fold], seed: int, on_progress: OnProgress | None
) -> Judged:
    """Train everything in every fold; encodings are learnt inside the fold too."""
    members, plain = [], []
    for number, fold in enumerate(folds):
        sample, encoders = learners(material, fold.train, spec, seed)
        asked = encoded(material.seen, encoders, spec.encoding.counts, fold.test)
        found = [
            fit_member(sample, member, directions(sample.names, spec), seed + 100 * number).log_odds(asked)
            for member in spec.ensemble.values()
        ]
        members.append(np.column_stack(found))
        plain.append(_plain(material, spec, fold, seed))
        if on_progress:
            on_progress(number + 1, len(folds) + 1)
    return Judged(tuple(folds), tuple(members), tuple(plain))


def of_member(judged: Judged, place: int, sample: Sample) -> Validation:
    """How good one member is alone."""
    return validated(sample, judged.folds, [found[:, place] for found in judged.members])


def of_weighted(judged: Judged, sample: Sample, weights: Floats) -> Validation:
    """How good the members are together with these weights."""
    return validated(sample, judged.folds, [found @ weights for found in judged.members])


def of_plain(judged: Judged, sample: Sample) -> Validation:
    """How good plain LightGBM is on the table's own numbers, with nothing derived, encoded or tuned."""
    return validated(sample, judged.folds, judged.plain)


def of_mixture(judged: Judged, sample: Sample, *, forward: bool, repeats: int) -> Validation:
    """How good the mixture is, each fold's weights learnt from the others (by time: from earlier ones)."""
    each = len(judged.folds) if forward else len(judged.folds) // repeats
    mixed = []
    for number, found in enumerate(judged.members):
        repeat = number // each
        others = range(number) if forward else range(repeat * each, (repeat + 1) * each)
        mixed.append(found @ weights_of(judged, sample, [one for one in others if one != number]))
    return validated(sample, judged.folds, mixed)


def weights_of(judged: Judged, sample: Sample, which: Sequence[int] | None = None) -> Floats:
    """What each member's log odds are multiplied by: those whose average ranks best, each made calibrated.

    Learnt weights of members that say nearly the same are noise, so those that stay count alike, and a member
    stays only where the average is better with it than without, over the folds given. No folds: all alike.
    """
    chosen = list(range(len(judged.folds)) if which is None else which)
    width = judged.members[0].shape[1]
    if width == 1 or not chosen:
        return np.full(width, 1 / width)
    slopes = _slopes(judged, sample, chosen)
    best = max(_subsets(width), key=lambda kept: _mean_auc(judged, sample, chosen, slopes * kept))
    return np.asarray(slopes * best / best.sum())


def weight_alone(judged: Judged, sample: Sample, place: int) -> Floats:
    """The weights of one member alone, made calibrated."""
    slopes = _slopes(judged, sample, range(len(judged.folds)))
    return np.where(np.arange(len(slopes)) == place, slopes, 0.0)


def said_by(judged: Judged, weights: Floats) -> Floats:
    """Of all that the members say out of fold, each one's part: weight × spread, as shares."""
    spreads = np.array(
        [np.concatenate(column).std() for column in zip(*(m.T for m in judged.members), strict=True)]
    )
    said = weights * spreads
    return np.asarray(said / said.sum())


def _slopes(judged: Judged, sample: Sample, chosen: Sequence[int]) -> Floats:
    rows = np.concatenate([judged.folds[one].test for one in chosen])
    found = np.concatenate([judged.members[one] for one in chosen])
    fits = [fit_logistic(column[:, None], sample.bad[rows], sample.weight[rows], 1e-6) for column in found.T]
    return np.array([max(float(slope), 1e-3) for _, (slope,) in fits])


def _subsets(width: int) -> list[Floats]:
    """Every choice of members, smaller ones first; above six members only all of them and each alone."""
    if width > _MOST_CHOSEN:
        return [*np.eye(width), np.ones(width)]
    every = [
        np.array([float(number >> place & 1) for place in range(width)]) for number in range(1, 2**width)
    ]
    return sorted(every, key=lambda kept: float(kept.sum()))


def _mean_auc(judged: Judged, sample: Sample, chosen: Sequence[int], weights: Floats) -> float:
    found = [
        auc(sample.bad[fold.test], judged.members[one] @ weights, sample.weight[fold.test])
        for one in chosen
        for fold in (judged.folds[one],)
    ]
    return float(np.mean(found))


def directions(names: Sequence[str], spec: BoostedSpec) -> tuple[int, ...]:
    """Of every column whether risk may only rise or only fall; an encoded word's risk may only rise."""
    encoded_words = {*spec.categories, *(lately(word) for word in spec.encoding.lately)}
    return tuple(
        _SIGN[Risk.RISES if name in encoded_words else spec.risk.get(name, Risk.EITHER)] for name in names
    )


def _plain(material: Material, spec: BoostedSpec, fold: Fold, seed: int) -> Floats:
    own = [place for place, name in enumerate(material.seen.names) if name not in spec.derive]
    if not own:
        return np.zeros(len(fold.test))
    values, known = material.seen.values[:, own], material.known.rows(fold.train)
    sample = Sample(
        tuple(material.seen.names[one] for one in own), values[fold.train], known.bad, known.weight
    )
    return fit_member(sample, _PLAIN, (0,) * len(own), seed).log_odds(values[fold.test])
