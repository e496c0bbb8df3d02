"""Many who apply on few devices within days: the devices are nearly all that was ever seen of them."""

from typing import Final

import numpy as np

from town.dice import Dice, Ints
from town.graph.scene import Scene

KIND: Final = "device_farm"
_SIZES: Final = (6, 17)
_WITHIN_DAYS: Final = 540


def plant_farms(dice: Dice, scene: Scene, count: int, known: list[tuple[Ints, Ints]]) -> None:
    """`count` farms besides those of `known` (businesses, days on which they asked)."""
    rng = dice.stream("graph farms")
    for firms, days in known:
        _farm(rng, scene, firms, days)
    for _ in range(count):
        firms = scene.take_firms(int(rng.integers(*_SIZES)), fresh=True)
        if len(firms) >= 4:
            first = scene.last - int(rng.integers(20, _WITHIN_DAYS))
            nights = (0, int(rng.integers(3, 15)))
            begun, yuan = np.full(len(firms), first), float(rng.lognormal(10.7, 0.5))
            days = scene.asked_about(rng, firms, begun, within=nights, yuan=yuan, spread=0.1)
            young = rng.random(len(firms)) < 0.6
            scene.young(firms[young], days[young] - rng.integers(40, 300, int(young.sum())))
            _farm(rng, scene, firms, days)


def _farm(rng: np.random.Generator, scene: Scene, firms: Ints, days: Ints) -> None:
    """Most were never seen on another device; numbers are new; everybody's money is his own."""
    people, size = scene.owner[firms], len(firms)
    devices = scene.sheet.nodes(1 + int(size > 6) + int(size > 12), "device")
    at = devices[rng.integers(0, len(devices), size)]
    since = days - rng.integers(0, 10, size)
    scene.uses(people, at, since, days + rng.integers(1, 6, size))
    second = (rng.random(size) < 0.4) & (len(devices) > 1)
    other = devices[(np.searchsorted(devices, at) + 1) % len(devices)]
    scene.uses(people[second], other[second], since[second], days[second] + 1)
    scene.has_device[people] = rng.random(size) < 0.15
    fresh = rng.random(size) < 0.7
    scene.phone_since[people[fresh]] = (days - rng.integers(5, 60, size))[fresh]
    scene.truth.ring(KIND, people, business=scene.firm_node[firms], device=devices)
