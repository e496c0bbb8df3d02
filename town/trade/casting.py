"""Who owns what kind of business, who is honest, and who is in a ring with whom."""

from dataclasses import dataclass, fields

import numpy as np

from town.dice import Dice, Ints, Words
from town.people import Population
from town.people.population import age_on
from town.settings import Settings
from town.trade.tables import REGISTERED, Character, characters

_OWNER_AGES = (20, 70)
_NOMINEE_AGES = (20, 78)


@dataclass(frozen=True, slots=True)
class Cast:
    """One row a business; `leader` is the person behind a dishonest ring (a row of people), else −1."""

    kind: Words
    owner: Ints
    character: Words
    ring: Ints
    leader: Ints


def cast_characters(dice: Dice, settings: Settings, population: Population) -> Cast:
    """The ordinary businesses, rings laid over some of them, then the ones set up for a loan only."""
    rng = dice.stream("casting")
    count = max(20, round(population.people.height * settings.business.per_person))
    age = age_on(population.people, settings.until).to_numpy()
    able = np.flatnonzero((age >= _OWNER_AGES[0]) & (age < _OWNER_AGES[1]))
    owner = rng.choice(able, min(count, len(able)), replace=False)
    kinds = settings.business.kinds
    kind = rng.choice(list(kinds), len(owner), p=list(kinds.values()))
    owner = _with_seconds(rng, settings, kind, owner)
    strong = rng.random(len(owner)) < settings.characters.honest_strong
    ordinary = Cast(
        kind=kind,
        owner=owner,
        character=np.where(strong, "honest_strong", "honest_weak").astype("<U20"),
        ring=np.full(len(owner), -1),
        leader=np.full(len(owner), -1),
    )
    free = rng.permutation(
        np.setdiff1d(np.flatnonzero((age >= _NOMINEE_AGES[0]) & (age < _NOMINEE_AGES[1])), owner)
    )
    return _with_rings(rng, settings, ordinary, free)


def _with_seconds(rng: np.random.Generator, settings: Settings, kind: Words, owner: Ints) -> Ints:
    """Some registered businesses belong to somebody who has another one."""
    registered = np.flatnonzero(np.isin(kind, REGISTERED))
    second = rng.random(len(registered)) < settings.business.second_business_share
    owner = owner.copy()
    if second.any() and not second.all():
        owner[registered[second]] = rng.choice(owner[registered[~second]], int(second.sum()))
    return owner


def _with_rings(rng: np.random.Generator, settings: Settings, cast: Cast, free: Ints) -> Cast:
    next_ring, added = 0, [cast]
    taken = np.zeros(len(cast.owner), dtype=np.bool_)
    for character in characters().values():
        if character.is_honest:
            continue
        wanted = getattr(settings.characters, character.name) * len(cast.owner)
        for size in _ring_sizes(rng, character, wanted):
            leader, free = int(free[0]), free[1:]
            if character.is_new:
                nominees, free = free[:size], free[size:]
                added.append(_new_ring(rng, character, nominees, next_ring, leader))
            else:
                open_to = np.flatnonzero(~taken & np.isin(cast.kind, character.kinds))
                members = rng.choice(open_to, min(size, len(open_to)), replace=False)
                taken[members] = True
                _join_ring(cast, members, character, next_ring, leader)
            next_ring += 1
    parts = {
        field.name: np.concatenate([getattr(part, field.name) for part in added]) for field in fields(Cast)
    }
    return Cast(**parts)


def _ring_sizes(rng: np.random.Generator, character: Character, wanted: float) -> list[int]:
    """Rings of allowed sizes until about as many belong to one as wanted; none only where 0 are wanted."""
    sizes: list[int] = []
    least, most = character.ring
    while wanted > 0 and (not sizes or sum(sizes) + least / 2 < wanted):
        room = max(least, min(most, round(wanted - sum(sizes))))
        sizes.append(int(rng.integers(least, room + 1)))
    return sizes


def _new_ring(rng: np.random.Generator, character: Character, nominees: Ints, ring: int, leader: int) -> Cast:
    size = len(nominees)
    return Cast(
        kind=rng.choice(np.array(character.kinds), size),
        owner=nominees,
        character=np.full(size, character.name, dtype="<U20"),
        ring=np.full(size, ring),
        leader=np.full(size, leader),
    )


def _join_ring(cast: Cast, members: Ints, character: Character, ring: int, leader: int) -> None:
    cast.character[members] = character.name
    cast.ring[members] = ring
    cast.leader[members] = leader
