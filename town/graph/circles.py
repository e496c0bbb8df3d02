"""Invoices that go round for goods that never leave: the same sum, a little less at every step."""

from typing import Final

import numpy as np

from town.dice import Dice, Floats, Ints
from town.graph.scene import Scene

KIND: Final = "circular_invoicing"
_LENGTHS: Final = {3: 0.4, 4: 0.3, 5: 0.2, 6: 0.1}
_WITHIN_DAYS: Final = 540
_SPLIT_SHARE: Final = 0.04
_ROUNDS: Final = (5, 11)


def plant_circles(dice: Dice, scene: Scene, count: int, known: list[tuple[Ints, Ints]]) -> None:
    """`known` are rings whose invoices are among the town's papers already."""
    rng = dice.stream("graph circles")
    for firms, _ in known:
        scene.truth.ring(KIND, scene.firm_node[firms])
    for _ in range(count):
        size = int(rng.choice(list(_LENGTHS), p=list(_LENGTHS.values())))
        firms = scene.take_firms(size, companies=True)
        if len(firms) == size:
            _circle(rng, scene, firms)


def _circle(rng: np.random.Generator, scene: Scene, firms: Ints) -> None:
    """In the months before one of them asks for a loan, round after round."""
    nodes, asked = scene.firm_node[firms], scene.last - int(rng.integers(5, _WITHIN_DAYS))
    rounds, size = int(rng.integers(*_ROUNDS)), len(firms)
    span = int(rng.integers(80, 240))
    yuan = float(rng.lognormal(12.2, 0.6))
    for start in np.sort(asked - rng.integers(4, span, rounds)).tolist():
        first, day, amount = int(rng.integers(size)), int(start), yuan * float(rng.lognormal(0, 0.35))
        for step in range(size):
            seller = (first + step) % size
            _sold(rng, scene, (nodes[seller], nodes[(seller + 1) % size]), day, amount)
            day += int(rng.integers(0, 7))
            amount *= 1 - float(rng.uniform(0.002, 0.03))
    scene.older(firms, asked - span - 200)
    scene.asked_about(rng, firms[:1], np.array([asked]), within=(0, 1), yuan=yuan, spread=0.3)
    scene.asked_about(rng, firms[1:], np.full(size - 1, asked), within=(-40, 60), yuan=yuan, spread=0.3)
    scene.truth.ring(KIND, nodes)


def _sold(rng: np.random.Generator, scene: Scene, pair: tuple[int, int], day: int, yuan: float) -> None:
    """Now and then in two invoices on neighbouring days."""
    if rng.random() < _SPLIT_SHARE * scene.rings.noise:
        part = float(rng.uniform(0.3, 0.7))
        days = np.array([day, day + int(rng.integers(1, 4))])
        trade(scene, pair, days, yuan * np.array([part, 1 - part]))
    else:
        trade(scene, pair, np.array([day]), np.array([yuan]))


def trade(scene: Scene, pair: tuple[int, int], day: Ints, yuan: Floats) -> None:
    """What one sold to the other, on days."""
    seller, buyer = pair
    kept = (day >= 0) & (day <= scene.last)
    sellers = np.full(int(kept.sum()), seller)
    scene.sheet.tie("trade", sellers, buyer, day[kept], weight=np.round(yuan[kept] * 100))
