"""Money within the family: what one sends, the other gets; and who the kin in other households are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from town.dice import Floats, Ints, Words
from town.lives import Lives
from town.owners.flows import MONTHS, Habit, Hand, Stream
from town.owners.running import Running
from town.owners.takings import Takings, last_year

_GENERATION_YEARS: Final = 18
_KEPT_HOUSE_SHARE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Kin:
    """Pairs in two households; `kind` is what `other` is to `who`."""

    who: Ints
    other: Ints
    kind: Words


def kin_elsewhere(lives: Lives, running: Running) -> Kin:
    """Brothers and sisters, grown children and parents who live apart."""
    rng = lives.dice.stream("kin elsewhere")
    adult = np.flatnonzero(running.adult)
    who = adult[rng.random(len(adult)) < lives.settings.owners.cross_family_share]
    other = rng.choice(adult, len(who))
    who, other = who[who != other], other[who != other]
    older = running.years[other] - running.years[who]
    kind = np.select([older > _GENERATION_YEARS, older < -_GENERATION_YEARS], ["parent", "child"], "sibling")
    return Kin(who, other, kind)


def family_money(hand: Hand, lives: Lives, running: Running, kin: Kin, takings: Takings) -> Iterator[Stream]:
    """Between husband and wife, between households, and from whoever holds the shop's account."""
    rng = hand.rng
    wed = np.flatnonzero(running.adult & (running.spouse >= 0))
    shape = (len(wed), MONTHS)
    yuan = rng.gamma(1.2, 900, shape) * (rng.random(shape) < 0.35)
    yield from _sent(hand, wed, running.spouse[wed], yuan)
    shape = (len(kin.who), MONTHS)
    yuan = rng.lognormal(6.6, 0.9, shape) * (rng.random(shape) < rng.beta(1, 2, len(kin.who))[:, None])
    back = rng.random(len(kin.who)) < 0.5
    yield from _sent(hand, np.where(back, kin.other, kin.who), np.where(back, kin.who, kin.other), yuan)
    apart = np.flatnonzero(takings.who != running.runner[takings.firm])
    kept = last_year(lives.ledger.household)[takings.firm[apart]] * rng.uniform(0.1, 0.6, (len(apart), 1))
    kept = kept * (rng.random(kept.shape) < _KEPT_HOUSE_SHARE)
    yield from _sent(hand, takings.who[apart], running.runner[takings.firm[apart]], kept)


def _sent(hand: Hand, giver: Ints, taker: Ints, yuan: Floats) -> Iterator[Stream]:
    habit = Habit(650, 1, 0.35, 0.34, 0.55)
    yield hand.pays("out", "family", giver, yuan, habit)
    yield hand.pays("in", "family", taker, yuan, habit)
