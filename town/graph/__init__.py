"""Who stands to whom around every applicant, with rings and what only resembles them."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from town.dice import Dice, Ints
from town.graph.circles import plant_circles
from town.graph.circles_alike import plant_alike_circles
from town.graph.contacts import tie_contacts
from town.graph.farms import plant_farms
from town.graph.farms_alike import plant_alike_farms
from town.graph.guarantees import plant_guarantees
from town.graph.guarantees_alike import plant_alike_guarantees
from town.graph.identities import plant_identities
from town.graph.identities_alike import plant_alike_identities
from town.graph.noise import add_coincidences, as_seen
from town.graph.ordinary import tie_ordinarily
from town.graph.planted import RING_KINDS
from town.graph.registers import tie_registers
from town.graph.roles import plant_ordinary_changes, plant_role_changes
from town.graph.scene import Scene
from town.graph.surroundings import set_scene
from town.graph.tables import graph_tables
from town.lives import Lives
from town.owners.kin import Kin

__all__ = ["RING_KINDS", "graph_of"]

_ELSEWHERE_ASKS = 0.45


def graph_of(lives: Lives, businesses: pl.DataFrame, kin: Kin) -> Iterator[tuple[str, pl.DataFrame]]:
    """`graph_nodes`, `graph_edges`, `graph_applications`, and the truth of their rings."""
    dice, scene = lives.dice, set_scene(lives, businesses)
    count = _rings(scene)
    _asked(scene)
    _plant(dice, scene, count)
    _asked_elsewhere(scene)
    tie_registers(dice, scene, businesses)
    tie_contacts(dice, scene)
    tie_ordinarily(dice, scene, kin)
    add_coincidences(dice, scene)
    ties, noted = as_seen(dice, scene)
    yield from graph_tables(dice, scene, ties, noted)


def _plant(dice: Dice, scene: Scene, count: int) -> None:
    """Rings first, of every kind; then whatever only resembles them."""
    lives = scene.lives
    mutual = [(firms, int(days.min()) - 20) for firms, days in _known(lives, "mutual_guarantee")]
    plant_guarantees(dice, scene, count, mutual)
    plant_circles(dice, scene, count, _known(lives, "circular_invoicing"))
    plant_identities(dice, scene, count, _known(lives, "borrowed_identity"))
    plant_farms(dice, scene, count, _known(lives, "shared_device_farm"))
    plant_role_changes(dice, scene, count)
    plant_alike_guarantees(dice, scene, count)
    plant_alike_circles(dice, scene, count)
    plant_alike_identities(dice, scene, count)
    plant_alike_farms(dice, scene, count, _known(lives, "coached"))
    plant_ordinary_changes(dice, scene, count)


def _rings(scene: Scene) -> int:
    """Of each kind; at least one unless nobody wants any."""
    wanted = scene.rings.prevalence * len(scene.lives.firms)
    return max(1, round(wanted)) if wanted else 0


def _known(lives: Lives, character: str) -> list[tuple[Ints, Ints]]:
    """Rings that the town has by character: their businesses, and the days on which they asked."""
    firms, asked = lives.firms, lives.asked
    day = np.zeros(len(firms), np.int64)
    day[asked.firm] = asked.day
    mine = firms.character == character
    rings = (np.flatnonzero(firms.ring == ring) for ring in np.unique(firms.ring[mine]))
    return [(here, day[here]) for here in rings]


def _asked(scene: Scene) -> None:
    """The town's own applications."""
    asked, firms = scene.lives.asked, scene.lives.firms
    scene.asked_yuan[asked.firm] = asked.amount_yuan
    scene.sheet.asks(firms.owner[asked.firm], asked.firm, asked.day, asked.amount_yuan, np.arange(len(asked)))


def _asked_elsewhere(scene: Scene) -> None:
    """At other lenders, by businesses that stand in nothing."""
    rng = scene.lives.dice.stream("graph asked elsewhere")
    more = np.flatnonzero(rng.random(len(scene.owner)) < _ELSEWHERE_ASKS)
    honest = np.intersect1d(more, scene.free_firms)
    first = np.maximum(scene.started[honest] + 90, 0)
    open_to = honest[first < scene.last]
    first = first[first < scene.last]
    day = first + (rng.random(len(open_to)) * (scene.last - first)).astype(np.int64)
    scene.sheet.asks(
        scene.owner[open_to],
        open_to,
        day,
        np.round(rng.lognormal(11.3, 0.8, len(open_to)) / 1_000) * 1_000 + 5_000,
    )
