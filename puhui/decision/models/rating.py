"""A registered model at the moment of a decision, and what it says of one applicant.

Whatever is wrong with a model, it never approves and never declines: each doubt is a code that sends the case
to a person and stays in the record. A replay needs nothing but the bytes that were kept.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from puhui.decision.jdm import Value, settled
from puhui.decision.models.model import Recalibration
from puhui.decision.models.serving import Part, PartsScore, ServedTrees
from puhui.decision.models.sources import lacking
from puhui.learn import Score, Scorecard
from puhui.learn.card.model import Explainability

AnyScore = Score | PartsScore


class Doubt(StrEnum):
    """Why a model's word does not count by itself. Each is a reason in the rulebook."""

    STOPPED = "model_stopped"
    """Withdrawn, or its kept content cannot be read by this release."""
    NOT_YET = "model_not_yet"
    EXPIRED = "model_expired"
    ASSISTS_ONLY = "model_assists_only"
    NEEDS_MISSING = "model_needs_missing"
    SCORE_BROKEN = "model_score_broken"


@dataclass(frozen=True, slots=True, eq=False)
class Served:
    """What a registered model rates by. `content` is kept with every decision, `version` is its hash.

    `rater` None: it may not rate at all (`stopped` says why). `fallback`: what rates where a needed source is
    missing; None: a person.
    """

    content: bytes = field(repr=False)
    version: str
    label: str
    rater: Scorecard | ServedTrees | None = field(repr=False)
    grade: str = Explainability.TABLE
    needs: tuple[str, ...] = ()
    fallback: Scorecard | None = field(default=None, repr=False)
    valid_from: date | None = None
    expires_on: date | None = None
    recalibration: Recalibration | None = None
    stopped: str | None = None


@dataclass(frozen=True, slots=True)
class Rated:
    """A score, its probability (recalibrated where the product is), and what is doubtful about it. `by`: what
    gave it, where that was not the model itself."""

    score: AnyScore | None
    probability: float | None
    doubts: tuple[Doubt, ...] = ()
    by: str | None = None


def rated_by(model: Scorecard | Served, facts: Mapping[str, Value], day: date) -> Rated:
    """What the model says on `day`, the day of the contract. Never raises for a figure."""
    if isinstance(model, Scorecard):
        score = model.score(_numbers(facts, model))
        return Rated(score, score.probability)
    if model.rater is None:
        return Rated(None, None, (Doubt.STOPPED,))
    missing = lacking(model.needs, model.rater.features, facts)
    doubts = _doubts(model, day)
    if missing and model.fallback is None:
        return Rated(None, None, (*doubts, Doubt.NEEDS_MISSING))
    if missing and model.fallback is not None:
        score = model.fallback.score(_numbers(facts, model.fallback))
        return Rated(score, score.probability, doubts, model.fallback.name)
    return _scored(model, model.rater, facts, doubts)


def _scored(
    model: Served, rater: Scorecard | ServedTrees, facts: Mapping[str, Value], doubts: tuple[Doubt, ...]
) -> Rated:
    try:
        score = _in_parts(rater, facts) if isinstance(rater, Scorecard) else rater.score(facts)
        probability = _recalibrated(score.probability, model.recalibration)
    except (ArithmeticError, ValueError):
        return Rated(None, None, (*doubts, Doubt.SCORE_BROKEN))
    if not _is_share(probability) or not math.isfinite(score.points):
        return Rated(None, None, (*doubts, Doubt.SCORE_BROKEN))
    return Rated(score, probability, doubts)


def _in_parts(card: Scorecard, facts: Mapping[str, Value]) -> PartsScore:
    """A points table's score with its own titles; points are whole, so that the sum is exact as it stands."""
    found, titles = card.score(_numbers(facts, card)), {it.feature: it.title for it in card.factors}
    parts = tuple(
        Part(it.feature, it.value, float(it.points), float(it.shortfall_points), titles[it.feature])
        for it in found.contributions
    )
    return PartsScore(float(found.points), found.probability, float(found.base_points), parts)


def _doubts(model: Served, day: date) -> tuple[Doubt, ...]:
    found = []
    if model.valid_from is not None and day < model.valid_from:
        found.append(Doubt.NOT_YET)
    if model.expires_on is not None and day >= model.expires_on:
        found.append(Doubt.EXPIRED)
    if model.grade not in _EXPLAINED:
        found.append(Doubt.ASSISTS_ONLY)
    return tuple(found)


def _recalibrated(probability: float, moved: Recalibration | None) -> float:
    """On the log odds: `shift + slope ×`.

    >>> round(_recalibrated(0.2, Recalibration(0.0, 1.0)), 12), _recalibrated(0.2, None)
    (0.2, 0.2)
    """
    if moved is None or not 0 < probability < 1:
        return probability
    log_odds = moved.shift + moved.slope * math.log(probability / (1 - probability))
    return settled(1 / (1 + math.exp(-log_odds))) or 0.0


def _is_share(probability: float) -> bool:
    return math.isfinite(probability) and 0 <= probability <= 1


def _numbers(facts: Mapping[str, Value], scorecard: Scorecard) -> dict[str, float | None]:
    values = {name: facts.get(name) for name in scorecard.features}
    return {name: float(value) if isinstance(value, int | float) else None for name, value in values.items()}


_EXPLAINED: Final = {Explainability.TABLE, Explainability.PARTS}
