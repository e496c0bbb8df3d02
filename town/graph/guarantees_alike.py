"""Honest guarantees that look like circles: in turn, within one roof, of one size against another."""

from itertools import pairwise
from typing import Final

import numpy as np

from town.dice import Dice, Ints
from town.graph.guarantees import KIND, guarantee, renewed
from town.graph.scene import Scene, all_round

_SUPERVISES_SHARE: Final = 0.6


def plant_alike_guarantees(dice: Dice, scene: Scene, count: int) -> None:
    """As many of each sort as the settings want for `count` rings."""
    rng = dice.stream("graph guarantees alike")
    for what, plant in _LOOKALIKES.items():
        for _ in range(scene.how_many(rng, what, count)):
            plant(rng, scene)


def _sequential(rng: np.random.Generator, scene: Scene) -> None:
    """A for B, and when that had ended B for C, then C for A: favours returned over the years."""
    size = int(rng.integers(2, 4))
    firms = scene.take_firms(size, registered=True)
    if len(firms) < size:
        return
    nodes, day = scene.firm_node[firms], scene.last - int(rng.integers(20, 300)) - (size - 1) * 400
    scene.older(firms, day - 300)
    for one in range(size):
        until = day + int(rng.integers(300, 366))
        pair = (nodes[one], nodes[(one + 1) % size])
        guarantee(scene, pair, (day, until), float(rng.lognormal(13.2, 0.7)))
        day = until + int(rng.integers(5, 60))
    scene.truth.lookalike(KIND, "sequential", nodes)


def _same_group(rng: np.random.Generator, scene: Scene) -> None:
    """Companies of one owner stand for each other: one risk under one roof, no circle of strangers."""
    size = int(rng.integers(2, 5))
    firms = scene.take_firms(size, companies=True, fresh=True)
    if len(firms) < 2:
        return
    scene.owner[firms] = scene.owner[firms[0]]
    scene.share[firms] = np.round(rng.uniform(0.6, 1.0, len(firms)), 2)
    _all_round(rng, scene, firms)
    scene.truth.lookalike(KIND, "same_group", scene.firm_node[firms])


def _spouse_firms(rng: np.random.Generator, scene: Scene) -> None:
    """Husband's business and wife's stand for each other; most of them supervise the other's."""
    pair = scene.take_couple(rng)
    if pair is None:
        return
    firms = scene.take_firms(2, registered=True, fresh=True)
    if len(firms) < 2:
        return
    scene.owner[firms] = pair
    helps = rng.random(2) < _SUPERVISES_SHARE
    since = scene.started[firms] + 30
    nodes = scene.firm_node[firms]
    scene.sheet.tie("post", pair[::-1][helps], nodes[helps], since[helps], detail="supervisor")
    _all_round(rng, scene, firms)
    scene.truth.lookalike(KIND, "spouse_firms", scene.firm_node[firms])


def _all_round(rng: np.random.Generator, scene: Scene, firms: Ints) -> None:
    begun, yuan = scene.last - int(rng.integers(40, 900)), float(rng.lognormal(13.8, 0.6))
    scene.older(firms, begun - 200)
    for pair in all_round(scene.firm_node[firms]):
        renewed(rng, scene, pair, begun + int(rng.integers(-30, 31)), yuan)
    scene.asked_about(rng, firms, np.full(len(firms), begun), within=(-30, 30), yuan=yuan, spread=0.3)


def _small_return(rng: np.random.Generator, scene: Scene) -> None:
    """A for B's loan; B for a deposit or a lease of A, a twentieth of it."""
    firms = scene.take_firms(2, registered=True)
    if len(firms) < 2:
        return
    one, two = scene.firm_node[firms]
    begun, yuan = scene.last - int(rng.integers(40, 700)), float(rng.lognormal(14.0, 0.5))
    scene.older(firms, begun - 200)
    renewed(rng, scene, (one, two), begun, yuan)
    back = begun + int(rng.integers(-200, 200))
    renewed(rng, scene, (two, one), back, yuan * float(rng.uniform(0.01, 0.08)))
    scene.asked_about(rng, firms[1:], np.array([begun]), within=(-15, 15), yuan=yuan, spread=0.3)
    scene.truth.lookalike(KIND, "small_return", scene.firm_node[firms])


def _counter_guarantee(rng: np.random.Generator, scene: Scene) -> None:
    """A guarantee company stands for dozens, and most of them for it (反担保)."""
    firms = scene.take_firms(int(rng.integers(26, 70)), registered=True)
    if len(firms) < 8:
        return
    hub, clients = firms[0], firms[1:]
    scene.older(firms[:1], scene.last - 2_500)
    nodes = scene.firm_node[clients]
    for client, node in zip(clients.tolist(), nodes.tolist(), strict=True):
        day = scene.last - int(rng.integers(10, 800))
        until, yuan = day + int(rng.choice([365, 730])), float(rng.lognormal(13.4, 0.7))
        scene.older(np.array([client]), day - 250)
        guarantee(scene, (scene.firm_node[hub], node), (day, until), yuan)
        if rng.random() < 0.7:
            guarantee(scene, (node, scene.firm_node[hub]), (day, until), yuan)
    scene.truth.lookalike(KIND, "counter_guarantee", scene.firm_node[firms])


def _one_way(rng: np.random.Generator, scene: Scene) -> None:
    """A chain: each for the next, nobody for the first."""
    size = int(rng.integers(3, 6))
    firms = scene.take_firms(size, registered=True)
    if len(firms) < 3:
        return
    begun = scene.last - int(rng.integers(40, 700))
    scene.older(firms, begun - 200)
    nodes = scene.firm_node[firms]
    for pair in pairwise(nodes.tolist()):
        day = begun + int(rng.integers(-60, 61))
        renewed(rng, scene, pair, day, float(rng.lognormal(13.4, 0.5)))
    scene.truth.lookalike(KIND, "one_way", nodes)


_LOOKALIKES: Final = {
    "sequential": _sequential,
    "same_group": _same_group,
    "spouse_firms": _spouse_firms,
    "small_return": _small_return,
    "counter_guarantee": _counter_guarantee,
    "one_way": _one_way,
}
