"""When each business asks for a loan: need for the honest, a plan for a ring."""

from typing import Final

import numpy as np

from town.dice import Dice, Ints
from town.settings import Settings
from town.trade.casting import Cast
from town.trade.tables import characters

_LAST_MONTHS: Final = 2
_RING_LAST_MONTHS: Final = 5
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
    return np.where(honest, np.where(wants & old_enough, alone, -1), _together(rng, settings, cast, first))


def _together(rng: np.random.Generator, settings: Settings, cast: Cast, first: int) -> Ints:
    """A ring's first month, later ones likelier with drift; then each of its members within a few."""
    last = settings.months - _RING_LAST_MONTHS
    within = np.array([_RING_WITHIN.get(name, 1) for name in cast.character.tolist()])
    longest = np.zeros(int(cast.ring.max()) + 2, dtype=np.int64)
    np.maximum.at(longest, cast.ring, within)
    chance = rng.random(len(longest))
    growth = settings.drift.dishonest_per_year ** (np.arange(first, last) / 12)
    start = np.empty(len(longest), dtype=np.int64)
    for ring, span in enumerate(longest.tolist()):
        passed = np.cumsum(growth[: max(1, last - first - span + 1)])
        start[ring] = first + int(np.searchsorted(passed / passed[-1], chance[ring]))
    return np.asarray(start[cast.ring] + rng.integers(0, within))
