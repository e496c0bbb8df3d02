"""Sets the scene: everybody of the town, its businesses, and businesses from around it."""

from typing import Final

import numpy as np
import polars as pl

from town.dice import Bools, Ints
from town.graph.planted import Truth
from town.graph.scene import Scene
from town.graph.sheet import STILL, Sheet
from town.lives import Lives
from town.people.population import age_on
from town.trade.tables import REGISTERED

_ELSEWHERE_SHARE: Final = 0.35
_ELSEWHERE_A_RING: Final = 60
_ELSEWHERE_LEAST: Final = 80
_OWNER_AGES: Final = (21, 68)
_YEAR_DAYS: Final = 365


def set_scene(lives: Lives, businesses: pl.DataFrame) -> Scene:
    """Everybody, the businesses of the town, and about a third as many from around it."""
    rng = lives.dice.stream("graph scene")
    sheet, people, firms = Sheet(), lives.population.people, lives.firms
    last = lives.calendar.days - 1
    persons = sheet.nodes(people.height, "person")
    age = age_on(people, lives.settings.until).to_numpy()
    adult = (age >= _OWNER_AGES[0]) & (age < _OWNER_AGES[1])
    free = rng.permutation(np.setdiff1d(np.flatnonzero(adult), firms.owner))
    more = min(len(free) // 2, _elsewhere(lives))
    owner = np.concatenate([firms.owner, free[:more]])
    kinds = np.concatenate([firms.kind, rng.choice(["company", "individual"], more, p=[0.55, 0.45])])
    opened = businesses["started_on"].cast(pl.Date) - lives.calendar.first
    elsewhere = last - 60 - (rng.lognormal(1.7, 0.95, more) * _YEAR_DAYS).astype(np.int64)
    started = np.concatenate([opened.dt.total_days().to_numpy(), elsewhere])
    is_company = kinds == "company"
    alone = np.where(is_company, rng.random(len(owner)) < 0.5, True)
    single = np.bincount(owner, minlength=people.height)[owner] == 1
    honest = np.concatenate([firms.ring < 0, np.ones(more, np.bool_)])
    count = people.height
    return Scene(
        lives=lives,
        rings=lives.settings.rings,
        sheet=sheet,
        truth=Truth(),
        last=last,
        household=people["household_id"].str.slice(1).cast(pl.Int64).to_numpy(),
        adult=adult,
        phone=sheet.nodes(count, "phone"),
        phone_since=last - 40 - rng.gamma(2.0, 900, count).astype(np.int64),
        device=sheet.nodes(count, "device"),
        device_since=last - rng.integers(500, 1_500, count),
        has_device=rng.random(len(persons)) < 0.93,
        account=sheet.nodes(count, "account"),
        firm_node=sheet.nodes(len(owner), "firm"),
        owner=owner,
        started=started,
        is_company=is_company,
        is_registered=np.isin(kinds, REGISTERED),
        share=np.where(alone, 1.0, np.round(rng.uniform(0.51, 0.95, len(owner)), 2)),
        rep_since=started.copy(),
        until_owned=np.full(len(owner), STILL),
        until_represented=np.full(len(owner), STILL),
        speaker=np.full(len(owner), -1),
        has_asked=np.concatenate([firms.asks >= 0, np.zeros(more, np.bool_)]),
        is_unknown=np.zeros(count, np.bool_),
        keeps_loan=np.ones(count),
        asked_yuan=np.zeros(len(owner)),
        free_firms=rng.permutation(np.flatnonzero(honest & single)),
        free_people=free[more:],
        couples=rng.permutation(_couples(people, adult)),
    )


def _elsewhere(lives: Lives) -> int:
    """A third as many as the town has, or more where many rings want members that are in nothing else."""
    rings = lives.settings.rings
    share = max(_ELSEWHERE_SHARE, _ELSEWHERE_A_RING * rings.prevalence * (1 + rings.noise) / 2)
    return max(_ELSEWHERE_LEAST, round(len(lives.firms) * share))


def _couples(people: pl.DataFrame, adult: Bools) -> Ints:
    """Pairs (head, spouse), both of working age."""
    rows = people.select(row=pl.int_range(pl.len(), dtype=pl.Int64), household="household_id", role="role")
    head = rows.filter(pl.col("role") == "head").select("household", head="row")
    both = rows.filter(pl.col("role") == "spouse").join(head, on="household", maintain_order="left")
    pairs = both.select("head", "row").to_numpy()
    return np.asarray(pairs[adult[pairs].all(axis=1)])
