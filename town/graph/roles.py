"""Who represents and owns, changed: to nobody in particular just before asking, or in the ordinary way."""

from typing import Final

import numpy as np

from town.dice import Dice, Ints
from town.graph.scene import Scene

_KIND: Final = "role_change"
_WITHIN_DAYS: Final = 540
_HELPED_SHARE: Final = 0.5


def plant_role_changes(dice: Dice, scene: Scene, count: int) -> None:
    """`count` sudden ones, some of them for two or three companies."""
    rng = dice.stream("graph roles")
    for _ in range(count):
        firms = scene.take_firms(
            1 + int(rng.random() < 0.25) + int(rng.random() < 0.1), companies=True, fresh=True
        )
        newcomer = scene.take_people(1)
        if len(firms) and len(newcomer):
            _sudden(rng, scene, firms, int(newcomer[0]))


def plant_ordinary_changes(dice: Dice, scene: Scene, count: int) -> None:
    """As many of each sort as the settings want for `count` sudden ones."""
    rng = dice.stream("graph ordinary roles")
    for what in _ORDINARY:
        for _ in range(scene.how_many(rng, what, count)):
            firms = scene.take_firms(1, companies=True, fresh=True)
            if len(firms):
                _ordinary(rng, scene, int(firms[0]), what)


def _sudden(rng: np.random.Generator, scene: Scene, firms: Ints, newcomer: int) -> None:
    """Weeks before the application everything goes to somebody of whom nothing is known."""
    size, former = len(firms), scene.owner[firms]
    changed = scene.last - rng.integers(90, _WITHIN_DAYS) + rng.integers(0, 20, size)
    scene.older(firms, int(changed.min()) - 300)
    scene.is_unknown[newcomer] = True
    scene.handed_over(firms, newcomer, changed, np.round(rng.uniform(0.6, 1.0, size), 2), represents=True)
    scene.asked_about(rng, firms, changed, within=(8, 75), yuan=250_000)
    scene.phone_since[newcomer] = int(changed.min()) - int(rng.integers(5, 70))
    scene.truth.ring(_KIND, scene.firm_node[firms], newcomer=np.array([newcomer]), former=former)


def _ordinary(rng: np.random.Generator, scene: Scene, firm: int, what: str) -> None:
    """A change for a reason that shows: kin, experience, years at the firm, or long ago."""
    one, former = np.array([firm]), int(scene.owner[firm])
    newcomer = _who(rng, scene, firm, what)
    if newcomer < 0 or newcomer == former:
        return
    asked = scene.last - int(rng.integers(5, 540))
    before = int(rng.integers(400, 900)) if what == "long_ago" else int(rng.integers(8, 110))
    changed = asked - before
    scene.older(one, changed - 700)
    whole = what not in ("hired", "partner_joined")
    share = float(np.round(rng.uniform(0.6, 1.0) if whole else rng.uniform(0.05, 0.3), 2))
    helped = what == "succession" and rng.random() < _HELPED_SHARE
    if what == "promoted" or helped:
        scene.sheet.tie(
            "post",
            np.array([newcomer]),
            scene.firm_node[firm],
            changed - int(rng.integers(500, 1_500)),
            detail="manager",
        )
    scene.handed_over(
        one,
        newcomer,
        np.array([changed]),
        np.array([0.0 if what == "hired" else share]),
        represents=what != "partner_joined",
    )
    if what != "not_asked":
        scene.asked_about(rng, one, np.array([asked]), within=(0, 1), yuan=250_000)
    scene.truth.lookalike(
        _KIND, what, scene.firm_node[one], newcomer=np.array([newcomer]), former=np.array([former])
    )


def _who(rng: np.random.Generator, scene: Scene, firm: int, what: str) -> int:
    """Who takes over; −1 where there is nobody fit."""
    if what == "succession":
        former = scene.owner[firm]
        home = np.flatnonzero((scene.household == scene.household[former]) & scene.adult)
        home = home[home != former]
        if len(home):
            return int(rng.choice(home))
        pair = scene.take_couple(rng)
        if pair is None:
            return -1
        scene.owner[firm] = pair[0]
        return int(pair[1])
    if what == "experienced":
        own = scene.take_firms(1, registered=True)
        scene.older(own, scene.last - 2_200)
        return int(scene.owner[own[0]]) if len(own) else -1
    free = scene.take_people(1)
    return int(free[0]) if len(free) else -1


_ORDINARY: Final = (
    "succession",
    "experienced",
    "promoted",
    "long_ago",
    "hired",
    "partner_joined",
    "not_asked",
)
