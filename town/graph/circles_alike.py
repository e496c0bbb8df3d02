"""Honest trade that goes round: real supply, work on others' goods, equal sums by chance."""

from typing import Final

import numpy as np

from town.dice import Dice
from town.graph.circles import KIND, trade
from town.graph.scene import Scene, all_round


def plant_alike_circles(dice: Dice, scene: Scene, count: int) -> None:
    """As many of each sort as the settings want for `count` rings."""
    rng = dice.stream("graph circles alike")
    for what, plant in _LOOKALIKES.items():
        for _ in range(scene.how_many(rng, what, count)):
            plant(rng, scene)


def _supply_circle(rng: np.random.Generator, scene: Scene) -> None:
    """Mill, box maker, paper trader, mill: over years, every leg at sums of its own."""
    size = int(rng.integers(3, 6))
    firms = scene.take_firms(size, companies=True)
    if len(firms) < 3:
        return
    nodes, days = scene.firm_node[firms], int(rng.integers(400, 1_050))
    scene.older(firms, scene.last - days - 100)
    for pair in all_round(nodes):
        usual, many = float(rng.lognormal(10.6, 0.9)), int(rng.poisson(days / 30 * rng.uniform(0.5, 2.5))) + 3
        day = scene.last - rng.integers(0, days, many)
        trade(scene, pair, day, usual * rng.lognormal(0, 0.6, many))
    scene.truth.lookalike(KIND, "supply_circle", nodes)


def _processing(rng: np.random.Generator, scene: Scene) -> None:
    """Cloth goes out, shirts come back: paid for the work, so every step is dearer than the one before."""
    size = int(rng.integers(2, 5))
    firms = scene.take_firms(size, companies=True)
    if len(firms) < 2:
        return
    nodes, days = scene.firm_node[firms], int(rng.integers(300, 900))
    usual = float(rng.lognormal(11.6, 0.6))
    scene.older(firms, scene.last - days - 100)
    for start in (scene.last - rng.integers(30, days, int(rng.poisson(days / 30)) + 3)).tolist():
        day, amount = int(start), usual * float(rng.lognormal(0, 0.4))
        for pair in all_round(nodes):
            trade(scene, pair, np.array([day]), np.array([amount]))
            day += int(rng.integers(6, 30))
            amount *= float(rng.uniform(1.08, 1.5))
    scene.truth.lookalike(KIND, "processing", nodes)


def _same_price(rng: np.random.Generator, scene: Scene) -> None:
    """Everybody fills the invoice's face limit: equal sums, at no time in particular."""
    size = int(rng.integers(3, 5))
    firms = scene.take_firms(size, companies=True)
    if len(firms) < 3:
        return
    nodes, days = scene.firm_node[firms], int(rng.integers(400, 900))
    scene.older(firms, scene.last - days - 100)
    for pair in all_round(nodes):
        many = int(rng.poisson(days / 30 * rng.uniform(0.25, 0.7))) + 3
        day = scene.last - rng.integers(0, days, many)
        filled = 99_900 + np.round(rng.uniform(0, 99, many), 2)
        trade(scene, pair, day, filled * (1 - 0.6 * (rng.random(many) < 0.3)))
    scene.truth.lookalike(KIND, "same_price", nodes)


_LOOKALIKES: Final = {"supply_circle": _supply_circle, "processing": _processing, "same_price": _same_price}
