"""Which telephone or computer somebody signs in from: their own, the family's, a helpful shop's, a ring's."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from town.dice import Ints, Words
from town.lending.asked import Asked
from town.many_ids import mobiles
from town.people.population import FARM_PHONES
from town.world import World

_RING_DEVICE_SHARE: Final = {"borrowed_identity": 1.0, "shared_device_farm": 1.0, "coached": 0.55}
RING_PHONE: Final = ("borrowed_identity", "shared_device_farm")
_FAMILY_SHARE: Final = 0.22
_HELPED: Final = (4, 12)


@dataclass(frozen=True, slots=True)
class Doors:
    """For each application: the device, the address it came from, the telephone number it gave."""

    device: Ints
    network: Ints
    phone: Words
    helper: Ints


def doors(world: World, asked: Asked) -> Doors:
    """A device each; a family may share one, a helpful neighbour lends theirs, a ring has one or two."""
    firms, population = world.firms, world.population
    rng = world.dice.stream("doors")
    owner = firms.owner[asked.firm]
    household = _numbers(population.people["household_id"])[owner]
    device = np.where(rng.random(len(asked)) < _FAMILY_SHARE, 1_000_000 + household, owner)
    network = 200_000 + household
    helper = _helpers(rng, world, asked)
    device, network = np.where(helper >= 0, helper, device), np.where(helper >= 0, 100_000 + helper, network)
    character = firms.character[asked.firm].tolist()
    in_ring = rng.random(len(asked)) < np.array([_RING_DEVICE_SHARE.get(name, 0.0) for name in character])
    ring = firms.ring[asked.firm]
    device = np.where(in_ring, 3_000_000 + ring * 4 + rng.integers(0, 2, len(asked)), device)
    network = np.where(in_ring, 900_000 + ring, network)
    own = population.people["phone"].to_numpy()[owner].astype(str)
    fresh = np.isin(firms.character[asked.firm], RING_PHONE)
    block = mobiles(FARM_PHONES + 1_000 * np.maximum(ring, 0) + np.arange(len(asked)) % 1_000)
    return Doors(device, network, np.where(fresh, block, own), helper)


def _numbers(codes: pl.Series) -> Ints:
    return np.asarray(codes.str.slice(1).cast(pl.Int64).to_numpy())


def _helpers(rng: np.random.Generator, world: World, asked: Asked) -> Ints:
    """Honest neighbours who apply on a helpful shopkeeper's device: many people, one device, no ring."""
    people, firms, settings = world.population.people, world.firms, world.settings
    helper = np.full(len(asked), -1)
    wanted = (
        max(1, round(people.height * settings.noise.helpers_per_person))
        if settings.noise.helpers_per_person
        else 0
    )
    community = people["community"].to_numpy()[firms.owner]
    alone = firms.ring[asked.firm] < 0
    for shop in rng.choice(len(firms), min(wanted, len(firms)), replace=False):
        near = np.flatnonzero(alone & (helper < 0) & (community[asked.firm] == community[shop]))
        if len(near) and firms.ring[shop] < 0:
            helped = rng.choice(near, min(len(near), int(rng.integers(*_HELPED))), replace=False)
            helper[helped] = firms.owner[shop]
    return helper
