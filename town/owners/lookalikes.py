"""People who run nothing and look as if they did: landlords, freelancers, cashiers of others' shops."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from town.dice import Bools, Floats, Ints
from town.lives import Lives
from town.owners.running import NOBODY, Running

ALSO_OWNERS: Final = ("landlord", "second_hand", "big_family")
_STAFFED: Final = ("company", "individual", "workshop", "stall")
_CASHED: Final = ("individual", "stall", "workshop")
_MOSTLY_AT_HOME: Final = ("group_buyer", "former", "account_lent", "treasurer")
_DESPITE_A_JOB: Final = 0.15
_STAFF: Final = ("cashier", "purchaser")
_WORKING: Final = ("freelancer", "courier", "craftsman")
_INSTEAD_OF_A_WAGE: Final = {"craftsman": 0.85, "freelancer": 0.65, "courier": 0.7}
_OLDEST: Final = {"courier": 55, "former": 75, "freelancer": 66}


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """Rows of people by name; by person whether jobs are all the pay there is, and the
    `employer`, a firm (−1 none in town); by cashier the firm whose
    customers pay to him and the part of its takings."""

    people: dict[str, Ints]
    paid_by_jobs: Bools
    employer: Ints
    cashed_firm: Ints
    cashed_share: Floats


def cast_lookalikes(lives: Lives, running: Running, works: Bools) -> Lookalikes:
    """Nobody has two such lives, but an owner may also let rooms or have a large family."""
    rng, owners = lives.dice.stream("lookalikes"), lives.settings.owners
    employer = _employers(rng, lives, works & ~running.runs)
    free = running.adult & ~running.runs
    cast: dict[str, Ints] = {}
    for name, share in owners.lookalikes.items():
        wanted = owners.noisy(share)
        if name in ALSO_OWNERS:
            cast[name] = np.flatnonzero(running.adult & (rng.random(len(free)) < wanted))
            continue
        able = free & (running.years < _OLDEST.get(name, 80))
        if name in _WORKING:
            able &= works
        if name in _MOSTLY_AT_HOME:
            able &= ~works | (rng.random(len(free)) < _DESPITE_A_JOB)
        if name in _STAFF:
            able &= employer >= 0
        if name == "cashier":
            able &= np.isin(lives.firms.kind[employer], _CASHED)
        rows = np.flatnonzero(able)
        count = min(len(rows), round(wanted * running.adult.sum()))
        cast[name] = np.sort(rng.choice(rows, count, replace=False))
        free[cast[name]] = False
    firm = employer[cast["cashier"]]
    first = np.unique(firm, return_index=True)[1]
    cast["cashier"] = np.sort(cast["cashier"][first])
    firm = employer[cast["cashier"]]
    return Lookalikes(
        cast, _paid_by_jobs(rng, cast, len(free)), employer, firm, rng.uniform(0.1, 0.45, len(firm))
    )


def _paid_by_jobs(rng: np.random.Generator, cast: dict[str, Ints], people: int) -> Bools:
    """Whose earnings are those jobs; the others do them beside a wage."""
    instead = np.zeros(people, np.bool_)
    for name, share in _INSTEAD_OF_A_WAGE.items():
        instead[cast[name][rng.random(len(cast[name])) < share]] = True
    return instead


def _employers(rng: np.random.Generator, lives: Lives, works: Bools) -> Ints:
    """Drawn by what each business pays in wages."""
    firms = lives.firms
    weight = lives.ledger.fixed.mean(axis=1) * np.isin(firms.kind, _STAFFED) * ~firms.is_new
    employer = np.full(len(works), NOBODY)
    local = np.flatnonzero(works & (rng.random(len(works)) < lives.settings.owners.local_jobs_share))
    if weight.sum() > 0:
        employer[local] = rng.choice(len(firms), len(local), p=weight / weight.sum())
    return employer
