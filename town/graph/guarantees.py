"""Guarantees that go round: everybody stands for the next, sums alike, renewed with every loan."""

from typing import Final

import numpy as np

from town.dice import Dice, Ints
from town.graph.scene import Scene

KIND: Final = "guarantee_cycle"
_TERM_DAYS: Final = 365
_TWO_LOANS_SHARE: Final = 0.5
_BEGUN_DAYS: Final = (150, 900)
_LENGTHS: Final = {2: 0.18, 3: 0.28, 4: 0.26, 5: 0.16, 6: 0.12}
_DENSE_SHARE: Final = 0.25
_DENSE: Final = (4, 7)


def plant_guarantees(dice: Dice, scene: Scene, count: int, known: list[tuple[Ints, int]]) -> None:
    """`count` circles and dense groups, besides the groups of `known` (businesses, day they began)."""
    rng = dice.stream("graph guarantees")
    for firms, begun in known:
        _group(rng, scene, firms, begun, dense=True)
    for _ in range(count):
        dense = rng.random() < _DENSE_SHARE
        lengths = range(*_DENSE) if dense else list(_LENGTHS)
        size = int(rng.choice(lengths, p=None if dense else list(_LENGTHS.values())))
        firms = scene.take_firms(size, registered=True)
        if len(firms) == size:
            _group(rng, scene, firms, scene.last - int(rng.integers(*_BEGUN_DAYS)), dense=dense)


def _group(rng: np.random.Generator, scene: Scene, firms: Ints, begun: int, *, dense: bool) -> None:
    """Each for the next, in a dense group nearly each for each; sums alike, renewed with every loan."""
    size, nodes = len(firms), scene.firm_node[firms]
    pairs = {(one, (one + 1) % size) for one in range(size)}
    if dense:
        pairs |= {
            (one, two) for one in range(size) for two in range(size) if one != two and rng.random() < 0.75
        }
    yuan = float(rng.lognormal(13.6, 0.6))
    for one, two in sorted(pairs):
        first = max(begun + int(rng.integers(-20, 21)), int(scene.started[firms[one]]) + 5)
        renewed(rng, scene, (nodes[one], nodes[two]), first, yuan * float(rng.lognormal(0, 0.25)))
    scene.older(firms, begun - 200)
    scene.asked_about(rng, firms, np.full(size, begun), within=(-25, 25), yuan=yuan, spread=0.3)
    scene.truth.ring(KIND, nodes)


def renewed(rng: np.random.Generator, scene: Scene, pair: tuple[int, int], first: int, yuan: float) -> None:
    """A year's guarantee again and again until today; half of them for two loans, at two banks."""
    firsts = [first, first + int(rng.integers(5, 90))] if rng.random() < _TWO_LOANS_SHARE else [first]
    for begun in firsts:
        day = begun
        while day <= scene.last:
            until = day + _TERM_DAYS + int(rng.integers(0, 40))
            guarantee(scene, pair, (day, until), yuan * float(rng.lognormal(0, 0.1)))
            day += _TERM_DAYS + int(rng.integers(-10, 25))


def guarantee(scene: Scene, pair: tuple[int, int], days: tuple[int, int], yuan: float) -> None:
    (one, two), (since, until) = pair, days
    fen = max(round(yuan / 1_000) * 100_000, 1_000_000)
    scene.sheet.tie("guarantee", np.array([one]), two, since, until=until, weight=fen)
