"""What the public register says of everybody: owners, partners, representatives, posts, addresses."""

from typing import Final

import numpy as np
import polars as pl

from town.dice import Dice, Ints
from town.graph.scene import Scene

_SUPERVISED_SHARE: Final = 0.85
_MANAGED_SHARE: Final = 0.12
_AT_HOME_SHARE: Final = 0.4
_AT_AGENTS_SHARE: Final = 0.06
_MOVED_SHARE: Final = 0.06
_LARGE_ADDRESS: Final = 8


def tie_registers(dice: Dice, scene: Scene, businesses: pl.DataFrame) -> None:
    """Who has no licence stands in no register and only runs a business."""
    rng = dice.stream("graph register")
    _owners(rng, scene)
    _posts(rng, scene)
    _addresses(dice.stream("graph addresses"), scene, businesses)


def somebody_near(rng: np.random.Generator, scene: Scene, who: Ints) -> Ints:
    """A grown-up at home for two in five, else anybody."""
    adults = np.flatnonzero(scene.adult & ~scene.is_unknown)
    homes, mine = scene.household[adults], scene.household[who]
    first, end = np.searchsorted(homes, mine), np.searchsorted(homes, mine, "right")
    place = first + (rng.random(len(who)) * (end - first)).astype(np.int64)
    there = adults[np.minimum(place, len(adults) - 1)]
    at_home = (rng.random(len(who)) < _AT_HOME_SHARE) & (end > first) & (there != who)
    return np.where(at_home, there, rng.choice(adults, len(who)))


def _owners(rng: np.random.Generator, scene: Scene) -> None:
    sheet, node, owner, since = scene.sheet, scene.firm_node, scene.owner, scene.rep_since
    out, named, split = ~scene.is_registered, scene.is_registered, scene.is_company & (scene.share < 1)
    sheet.tie("operates", owner[out], node[out], since[out])
    until = scene.until_represented[named]
    sheet.tie("legal_representation", owner[named], node[named], since[named], until=until)
    until, share = scene.until_owned[named], scene.share[named]
    sheet.tie("ownership", owner[named], node[named], since[named], until=until, weight=share)
    partner, rest = somebody_near(rng, scene, owner[split]), np.round(1 - scene.share[split], 4)
    sheet.tie("ownership", partner, node[split], since[split], weight=rest)


def _posts(rng: np.random.Generator, scene: Scene) -> None:
    """A company's owner directs it, somebody near supervises, few have a manager."""
    sheet, node, owner, since = scene.sheet, scene.firm_node, scene.owner, scene.rep_since
    company, count = scene.is_company, len(scene.owner)
    until = scene.until_represented[company]
    sheet.tie("post", owner[company], node[company], since[company], until=until, detail="director")
    rows = company & (rng.random(count) < _SUPERVISED_SHARE)
    near = somebody_near(rng, scene, owner[rows])
    sheet.tie("post", near, node[rows], since[rows], detail="supervisor")
    rows = company & (rng.random(count) < _MANAGED_SHARE)
    first = since[rows] + rng.integers(0, np.maximum(scene.last - since[rows], 1))
    known = np.flatnonzero(scene.adult & ~scene.is_unknown)
    manager = rng.choice(known, int(rows.sum()))
    sheet.tie("post", manager, node[rows], first, detail="manager")


def _addresses(rng: np.random.Generator, scene: Scene, businesses: pl.DataFrame) -> None:
    """The town's as its register has them; some firms from elsewhere sit at the same agents'."""
    town = businesses["address"].cast(pl.Categorical).to_physical().to_numpy().astype(np.int64)
    more = len(scene.owner) - len(town)
    own = town.max() + 1 + np.arange(more)
    large = np.flatnonzero(np.bincount(town) >= _LARGE_ADDRESS)
    at_agents = rng.random(more) < _AT_AGENTS_SHARE * (len(large) > 0)
    place = np.concatenate([town, np.where(at_agents, rng.choice(large if len(large) else own, more), own)])
    nodes, rows = scene.sheet.nodes(int(place.max()) + 1, "address"), scene.is_registered
    moved = rows & (rng.random(len(place)) < _MOVED_SHARE)
    open_days = np.maximum(scene.last - scene.started, 1)
    day = scene.started + 1 + (rng.random(len(place)) * open_days).astype(np.int64)
    before = scene.sheet.nodes(int(moved.sum()), "address")
    started = scene.started[moved]
    scene.sheet.tie("registered_address", scene.firm_node[moved], before, started, until=day[moved])
    since = np.where(moved, day, scene.started)
    scene.sheet.tie("registered_address", scene.firm_node[rows], nodes[place[rows]], since[rows])
