"""The card of a boosted model: what was measured while it was trained, gathered in one place."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version as installed_version
from typing import Final

import numpy as np
import polars as pl

from puhui.kernel import Text
from puhui.learn.arrays import Floats
from puhui.learn.boosted.judging import Judged, of_member, of_plain, said_by
from puhui.learn.boosted.material import Material, encoded
from puhui.learn.boosted.model import BoostedModel, probability_of
from puhui.learn.boosted.splitting import told_split
from puhui.learn.boosted.stability import stability
from puhui.learn.card.making import About
from puhui.learn.card.measured import fairness_of, quality_of
from puhui.learn.card.model import (
    Comparison,
    Driver,
    Explainability,
    MemberLine,
    ModelCard,
    TrainedOn,
)
from puhui.learn.checks.suspicion import Suspicion
from puhui.learn.checks.validate import Validation, paired_difference
from puhui.learn.spec import BoostedSpec, Member
from puhui.learn.table.sample import Sample

_EXPLAINED_ROWS: Final = 1500
_PROGRAMS: Final = ("puhui", "numpy", "polars", "lightgbm")


@dataclass(frozen=True, slots=True)
class Facts:
    """One training as it happened. `sample` holds outcomes and weights of what was judged."""

    frame: pl.DataFrame
    material: Material
    sample: Sample
    spec: BoostedSpec
    judged: Judged
    found: Validation
    calibration: tuple[float, float]
    seed: int
    digest: str
    suspected: tuple[Suspicion, ...] = ()

    def probability(self) -> Floats:
        """Every judged row's calibrated probability, from models that did not see it."""
        shift, slope = self.calibration
        return probability_of(shift + slope * self.found.log_odds)


def boosted_card(facts: Facts, model: BoostedModel, about: About) -> ModelCard:
    """The card of the model that came of this training."""
    spec, sample = facts.spec, facts.sample
    return ModelCard(
        name=spec.name,
        version=model.version,
        title=Text(spec.title.get("zh", spec.name), spec.title.get("en", spec.name)),
        created_on=about.today,
        target=model.target,
        trained_on=_trained_on(facts, about),
        features=(),
        quality=quality_of(sample, facts.found, facts.calibration, spec.split, facts.seed),
        seed=facts.seed,
        versions={name: installed_version(name) for name in _PROGRAMS},
        left_out=_left_out(facts),
        comparisons=tuple(_comparisons(facts)),
        stability=tuple(
            stability(facts.material.table, spec.split.time, sample, facts.probability(), facts.found)
        ),
        fairness=fairness_of(
            facts.material.table, spec.checking.fairness, sample, facts.probability(), facts.found
        ),
        warnings=tuple(one.problem.what for one in facts.suspected if one.used),
        limits=about.limits,
        forbidden=about.forbidden,
        kind="boosted",
        explainability=Explainability.PARTS,
        split=told_split(spec),
        drivers=_drivers(facts, model),
        members=tuple(_members(facts, model)),
    )


def _trained_on(facts: Facts, about: About) -> TrainedOn:
    known = facts.frame[facts.spec.target].is_not_null().sum()
    time = facts.spec.split.time
    labelled = facts.material.table
    span = labelled[time].cast(pl.String).sort() if time else None
    period = about.period if span is None else f"{span[0]} … {span[-1]}"
    return TrainedOn(
        rows=len(facts.sample.bad),
        bad_rows=int(facts.sample.bad.sum()),
        unlabelled_rows=facts.frame.height - int(known),
        sha256=facts.digest,
        source=about.source,
        period=period,
    )


def _left_out(facts: Facts) -> dict[str, str]:
    """Columns the spec leaves out, and what the checks found in them."""
    told = {facts.spec.key: "编号 key", **facts.spec.exclude}
    for one in facts.suspected:
        if not one.used:
            what = one.problem.what
            told[one.column] = " ".join(
                [*([told[one.column]] if one.column in told else []), what.zh, what.en]
            )
    return told


def _comparisons(facts: Facts) -> Iterator[Comparison]:
    plain = of_plain(facts.judged, facts.sample)
    peer = Text(
        "普通 LightGBM（表里原有的数值列，默认参数）", "Plain LightGBM (the table's own numbers, defaults)"
    )
    yield Comparison(peer, plain.auc, paired_difference(facts.found, plain, facts.judged.folds))
    if len(facts.spec.ensemble) > 1:
        alone = [of_member(facts.judged, place, facts.sample) for place in range(len(facts.spec.ensemble))]
        best = int(np.argmax([one.auc.mean for one in alone]))
        name = list(facts.spec.ensemble)[best]
        peer = Text(f"最好的单个成员（{name}）", f"The best member alone ({name})")
        yield Comparison(
            peer, alone[best].auc, paired_difference(facts.found, alone[best], facts.judged.folds)
        )


def _members(facts: Facts, model: BoostedModel) -> Iterator[MemberLine]:
    weights = {one.name: one.weight for one in model.members}
    shares = said_by(facts.judged, np.array([weights.get(name, 0.0) for name in facts.spec.ensemble]))
    for place, (name, member) in enumerate(facts.spec.ensemble.items()):
        found = of_member(facts.judged, place, facts.sample).auc
        settings = _settings(member) + _even(facts.spec)
        yield MemberLine(name, settings, found, float(shares[place]))


def _even(spec: BoostedSpec) -> str:
    even = spec.even_out
    return f", evened between {even.between} × {even.strength:g}" if even else ""


def _settings(member: Member) -> str:
    if member.kind == "linear":
        return f"linear, ridge {member.ridge:g}"
    return (
        f"{member.kind}, {member.bags} × {member.rounds} trees of {member.leaves} leaves,"
        f" rate {member.rate:g}, rows in leaf {member.rows_in_leaf}, columns {member.columns_share:g},"
        f" rows {member.rows_share:g}, ridge {member.ridge:g}"
    )


def _drivers(facts: Facts, model: BoostedModel) -> tuple[Driver, ...]:
    """Which columns add how much, over rows of the training table drawn by the seed."""
    rows = np.random.default_rng(facts.seed).permutation(len(facts.sample.bad))[:_EXPLAINED_ROWS]
    values = encoded(facts.material.seen, model.encoders, model.counts, np.sort(rows))
    added = np.abs(model.parts(values)[:, :-1]).mean(axis=0)
    formulas, total = dict(model.looks.derive), max(float(added.sum()), 1e-12)
    order = np.argsort(-added, kind="stable")
    return tuple(
        Driver(
            model.names[place],
            model.titles.get(model.names[place]),
            formulas.get(model.names[place]),
            str(facts.spec.risk.get(model.names[place], "either")),
            float(added[place]) / total,
        )
        for place in order
        if added[place] > 0
    )
