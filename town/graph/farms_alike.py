"""Honest devices that many apply on: a print shop's, the bank's in the village hall, a second-hand one."""

from typing import Final

import numpy as np

from town.dice import Dice, Ints
from town.graph.farms import KIND
from town.graph.scene import Scene


def plant_alike_farms(dice: Dice, scene: Scene, count: int, coached: list[tuple[Ints, Ints]]) -> None:
    """As many of each sort as the settings want for `count` rings; `coached` asked at an agent's."""
    rng = dice.stream("graph farms alike")
    for firms, days in coached:
        _shop(rng, scene, firms, days, "agent")
    for what, plant in _LOOKALIKES.items():
        for _ in range(scene.how_many(rng, what, count)):
            plant(rng, scene)


def _shop(rng: np.random.Generator, scene: Scene, firms: Ints, days: Ints, what: str) -> None:
    """A counter where many come, each on a day of its own and with a telephone of its own."""
    people, device = scene.owner[firms], scene.sheet.nodes(1, "device")
    scene.uses(people, device, days, days + 1)
    scene.has_device[people] = rng.random(len(people)) < 0.93
    scene.truth.lookalike(KIND, what, people, business=scene.firm_node[firms], device=device)


def _print_shop(rng: np.random.Generator, scene: Scene) -> None:
    firms = scene.take_firms(int(rng.integers(8, 28)))
    if len(firms) >= 3:
        days = rng.integers(300, scene.last, len(firms))
        days = scene.asked_about(rng, firms, days, within=(-20, 20), yuan=70_000)
        _shop(rng, scene, firms, days, "print_shop")


def _village_day(rng: np.random.Generator, scene: Scene) -> None:
    """The bank's tablet in the village hall: dozens in a day or two, all with telephones of many years."""
    firms = scene.take_firms(int(rng.integers(8, 22)))
    if len(firms) >= 3:
        first = np.full(len(firms), int(rng.integers(300, scene.last - 3)))
        days = scene.asked_about(rng, firms, first, within=(0, 3), yuan=50_000, spread=0.4)
        _shop(rng, scene, firms, days, "village_day")


def _second_hand(rng: np.random.Generator, scene: Scene) -> None:
    """One telephone, three owners, one after the other."""
    firms = scene.take_firms(int(rng.integers(3, 5)))
    if len(firms) < 3:
        return
    size, people, device = len(firms), scene.owner[firms], scene.sheet.nodes(1, "device")
    ends = np.sort(rng.integers(200, scene.last, size))
    since = np.concatenate([[ends[0] - 150], ends[:-1] + 3])
    days = scene.asked_about(rng, firms, np.maximum(ends - 10, since), within=(0, 8), yuan=60_000)
    scene.uses(people, device, np.minimum(since, days), np.maximum(ends, days + 1))
    scene.has_device[people] = rng.random(size) < 0.4
    scene.truth.lookalike(KIND, "second_hand", people, business=scene.firm_node[firms], device=device)


def _office(rng: np.random.Generator, scene: Scene) -> None:
    """A start-up's one computer: four founders, each with a small firm, over a year or two."""
    firms = scene.take_firms(int(rng.integers(4, 9)), registered=True)
    if len(firms) < 3:
        return
    size, people, device = len(firms), scene.owner[firms], scene.sheet.nodes(1, "device")
    days = rng.integers(350, scene.last, size)
    days = scene.asked_about(rng, firms, days, within=(-30, 30), yuan=100_000)
    begun = int(days.min()) - int(rng.integers(30, 300))
    scene.uses(
        people,
        device,
        begun + rng.integers(0, 60, size),
        np.maximum(days + 1, scene.last - rng.integers(0, 300, size)),
    )
    scene.truth.lookalike(KIND, "office", people, business=scene.firm_node[firms], device=device)


_LOOKALIKES: Final = {
    "print_shop": _print_shop,
    "village_day": _village_day,
    "second_hand": _second_hand,
    "office": _office,
}
