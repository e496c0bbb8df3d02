"""What is not seen, seen late, dated wrongly, or shared by chance."""

from typing import Final

import numpy as np

from town.dice import Dice, Ints
from town.graph.scene import Scene
from town.graph.sheet import KINDS, STILL, UNKNOWN_DAY, Ties

_SHARED: Final = ("contact_phone", "uses_device", "pays_into")
_MONTHS_SHARE: Final = 0.2


def add_coincidences(dice: Dice, scene: Scene) -> None:
    """A number that was once another's, a device lent for a day, a guarantee for a stranger."""
    rng, ties = dice.stream("graph coincidences"), scene.sheet.all_ties()
    share = scene.rings.noisy(scene.rings.coincident)
    for kind in (*_SHARED, "guarantee"):
        mine = np.flatnonzero(ties.kind == KINDS.index(kind))
        many = round(len(mine) * share)
        if not many:
            continue
        one, other = rng.choice(mine, many), rng.choice(mine, many)
        day = np.clip(ties.since[other] + rng.integers(-200, 200, many), -2_000, scene.last - 1)
        until = day + 1 if kind == "uses_device" else np.minimum(day + rng.integers(60, 900, many), STILL)
        kept = ties.origin[one] != ties.target[other]
        weight = ties.weight[other] if kind == "guarantee" else np.full(many, np.nan)
        origin, target = ties.origin[one][kept], ties.target[other][kept]
        scene.sheet.tie(kind, origin, target, day[kept], until=until[kept], weight=weight[kept])


def as_seen(dice: Dice, scene: Scene) -> tuple[Ties, Ints]:
    """The ties that somebody saw, with their dates as noted, and the day on which each was noted."""
    rng, ties = dice.stream("graph seen"), scene.sheet.all_ties()
    rings = scene.rings
    kept = rng.random(len(ties)) >= rings.noisy(rings.missing)
    ties = ties.at(kept)
    dated = (ties.since != UNKNOWN_DAY) & (rng.random(len(ties)) < rings.noisy(rings.misdated))
    far = rng.random(len(ties)) < _MONTHS_SHARE
    off = np.where(far, rng.choice([-365, -31, -30, 30, 31], len(ties)), rng.integers(-9, 10, len(ties)))
    since = np.where(dated, np.minimum(ties.since + off, scene.last), ties.since)
    until = np.where(ties.until <= since, np.minimum(since + 1, STILL), ties.until)
    late = rng.gamma(1.0, 4.0, len(ties)).astype(np.int64)
    known = np.where(since == UNKNOWN_DAY, rng.integers(0, scene.last, len(ties)), since)
    noted = np.clip(known + late, scene.last - 4_000, scene.last)
    return Ties(ties.kind, ties.detail, ties.origin, ties.target, since, until, ties.weight), noted
