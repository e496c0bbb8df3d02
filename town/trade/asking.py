"""When each business asks for a loan: need for the honest, a plan for a ring."""

from typing import Final

import numpy as np

from town.dice import Dice, Floats, Ints
from town.settings import Settings
from town.trade.casting import Cast
from town.trade.tables import characters

_LAST_MONTHS: Final = 2
_YOUNGEST_MONTHS: Final = 3
_RING_WITHIN: Final = {
    "borrowed_identity": 3,
    "circular_invoicing": 4,
    "shared_device_farm": 1,
    "mutual_guarantee": 4,
    "coached": 14,
}


def asking_months(dice: Dice, settings: Settings, cast: Cast, age_months: Ints) -> Ints:
    """A month for everybody who asks; −1 for who never does. A ring asks together, and more of them later."""
    rng = dice.stream("asking")
    first, last = settings.lending.first_month, settings.months - _LAST_MONTHS
    count = len(cast.kind)
    alone = rng.integers(first, last, count)
    wants = rng.random(count) < settings.lending.applying_share
    old_enough = alone - (settings.months - age_months) >= _YOUNGEST_MONTHS
    honest = np.array([characters()[name].is_honest for name in cast.character.tolist()])
    return np.where(
        honest, np.where(wants & old_enough, alone, -1), _together(rng, settings, cast, first, last)
    )


def _together(rng: np.random.Generator, settings: Settings, cast: Cast, first: int, last: int) -> Ints:
    rings = int(cast.ring.max()) + 1
    chances: Floats = settings.drift.dishonest_per_year ** (np.arange(first, last) / 12)
    start = rng.choice(np.arange(first, last), max(rings, 1), p=chances / chances.sum())
    within = np.array([_RING_WITHIN.get(name, 1) for name in cast.character.tolist()])
    return np.minimum(start[np.maximum(cast.ring, 0)] + rng.integers(0, within), last - 1)
