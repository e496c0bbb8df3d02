"""From labelled populations to a model folder with its card."""

import dataclasses
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from puhui.features import person_catalogue
from puhui.identify.owner.held import OwnerModel, load_owner_model
from puhui.identify.owner.policy import policy
from puhui.identify.owner.shift import threshold_for
from puhui.identify.owner.training.card import card_text
from puhui.identify.owner.training.checked import Found, checked, pooled
from puhui.identify.owner.training.learnt import Learnt, OnStep, learn_owners
from puhui.identify.owner.training.people import Labelled, labelled_people
from puhui.identify.owner.training.saving import save_owner_model
from puhui.kernel import Problem, Text

_FEWEST_OWNERS: Final = 100


@dataclasses.dataclass(frozen=True, slots=True)
class Made:
    """A folder was written; `found` is how the model does on what it did not learn from."""

    version: str
    found: tuple[Found, ...]


def make_owner_model(
    places: Sequence[Path], out: Path, *, today: date, seed: int, on_step: OnStep, kept_out: int = 0
) -> Made | Problem:
    """Learn from all but the last `kept_out` places (one in four of them, unless said), check on those.

    A single place is halved: three of four persons teach, one checks.
    """
    known: list[Labelled] = []
    for done, place in enumerate(places):
        on_step("read", done, len(places))
        one = labelled_people(place)
        if isinstance(one, Problem):
            return one
        known.append(one)
    learning, checking = _apart(known, kept_out, seed)
    if sum(int(one.runs.sum()) for one in learning) < _FEWEST_OWNERS:
        return _TOO_FEW
    learnt = learn_owners(learning, checking, seed, on_step)
    on_step("check", 0, 1)
    draft = _saved(out, learnt, {}, today, threshold=0.5, found=())
    level = threshold_for(pooled(draft, checking), draft.prior, _owners_of(checking), policy().precision)
    finished = dataclasses.replace(draft, threshold=round(level, 4))
    found = tuple(checked(finished, one) for one in checking)
    version = _saved(out, learnt, {}, today, threshold=finished.threshold, found=found).version
    return Made(version, found)


def _apart(known: list[Labelled], kept_out: int, seed: int) -> tuple[list[Labelled], list[Labelled]]:
    if len(known) > 1:
        last = kept_out or max(1, len(known) // 4)
        return known[:-last], known[-last:]
    whole = known[0]
    teaches = np.random.default_rng(seed).random(len(whole.runs)) < 0.75
    return [_part(whole, teaches)], [_part(whole, ~teaches)]


def _part(whole: Labelled, rows: np.ndarray) -> Labelled:
    return Labelled(whole.name, whole.features.filter(rows), whole.runs[rows], whole.kind[rows])


def _owners_of(populations: Sequence[Labelled]) -> float:
    return float(np.concatenate([one.runs for one in populations]).mean())


def _saved(
    out: Path,
    learnt: Learnt,
    extra: dict[str, Any],
    today: date,
    *,
    threshold: float,
    found: tuple[Found, ...],
) -> OwnerModel:
    used = set(learnt.features)
    card = {
        "created_on": today.isoformat(),
        "intercept": learnt.intercept,
        "slope": learnt.slope,
        "prior": learnt.prior,
        "threshold": threshold,
        "precision": policy().precision,
        "trees": learnt.trees,
        "features": [feature.name for feature in person_catalogue() if feature.name in used],
        "trained_on": [
            dict(zip(("name", "persons", "prevalence"), row, strict=True)) for row in learnt.trained_on
        ],
        "checked_on": [one.shown() for one in found],
        **extra,
    }
    save_owner_model(out, learnt, card, card_text(card))
    held = load_owner_model(out)
    if isinstance(held, Problem):
        raise RuntimeError(f"the model just written cannot be read: {held.code}")
    return held


_TOO_FEW: Final = Problem(
    "owner.too_few",
    Text(
        f"在经营的人太少（少于 {_FEWEST_OWNERS} 人），学不出可靠的模型。",
        f"Too few who run a business (under {_FEWEST_OWNERS}): no model learnt from them could be relied on.",
    ),
    Text("请提供更多有标签的人。", "Give more persons with labels."),
)
