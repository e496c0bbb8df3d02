"""Who lives in the town, with whom, and how old: households first, then the people in them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from town.dice import Dice, Ints, Words, scattered
from town.many_ids import coded, mobiles, resident_ids
from town.people.naming import person_names
from town.settings import Settings

_ROLES: Final = np.array(["head", "spouse", "child", "parent"])
_HEAD, _SPOUSE, _CHILD, _PARENT = range(4)
FARM_PHONES: Final = 90_000_000
"""Numbers from here on are bought in blocks by people who need many."""


@dataclass(frozen=True, slots=True)
class Population:
    """`people`, `households` and `kin` as anybody could know them; `earnings` is the truth of each person."""

    people: pl.DataFrame
    households: pl.DataFrame
    kin: pl.DataFrame
    earnings: pl.DataFrame


def settle(dice: Dice, settings: Settings, count: int) -> Population:
    """`count` people in households, oldest generation to youngest."""
    rng = dice.stream("people")
    household, place = _households(rng, settings, count)
    role, age = _roles(rng, household, place)
    people = _people(rng, settings, household, role, age)
    return Population(
        people=people,
        households=_household_table(people),
        kin=_kin(people),
        earnings=_earnings(rng, settings, people),
    )


def _households(rng: np.random.Generator, settings: Settings, count: int) -> tuple[Ints, Ints]:
    sizes = settings.people.household_sizes
    drawn = rng.choice(list(sizes), count, p=list(sizes.values()))
    needed = int(np.searchsorted(np.cumsum(drawn), count)) + 1
    household = np.repeat(np.arange(needed), drawn[:needed])[:count]
    first = np.searchsorted(household, household)
    return household, np.arange(count) - first


def _roles(rng: np.random.Generator, household: Ints, place: Ints) -> tuple[Ints, Ints]:
    count = len(household)
    head_age = np.clip(rng.normal(47, 14, household[-1] + 1), 22, 84)[household]
    is_child = rng.random(count) < np.where(head_age < 60, 0.8, 0.55)
    role = np.select([place == 0, place == 1], [_HEAD, _SPOUSE], np.where(is_child, _CHILD, _PARENT))
    age = np.select(
        [role == _HEAD, role == _SPOUSE, role == _CHILD],
        [
            head_age,
            head_age + rng.normal(-1.5, 3, count),
            np.maximum(head_age - rng.uniform(22, 35, count), rng.uniform(0, 3, count)),
        ],
        head_age + rng.uniform(21, 30, count),
    )
    adult = np.isin(role, (_HEAD, _SPOUSE))
    return role, np.clip(age, np.where(adult, 20, 0), 96).astype(np.int64)


def _people(
    rng: np.random.Generator, settings: Settings, household: Ints, role: Ints, age: Ints
) -> pl.DataFrame:
    count = len(household)
    days = np.datetime64(settings.until) - (age * 365.25 + rng.integers(0, 365, count)).astype(np.int64)
    born = pl.Series("born", days)
    drawn = rng.random(count) < np.where(role == _HEAD, 0.85, 0.5)
    is_man = np.where(role == _SPOUSE, ~drawn[np.searchsorted(household, household)], drawn)
    communities = max(3, round(count * settings.people.communities_per_person))
    community = (household * communities // (household[-1] + 1)) + 1
    return pl.DataFrame(
        {
            "person_id": coded("R", np.arange(1, count + 1)),
            "household_id": coded("H", household + 1),
            "role": _ROLES[role],
            "name": person_names(count, rng),
            "resident_id": resident_ids(born, is_man),
            "born": born,
            "is_man": is_man,
            "phone": mobiles(scattered(count, FARM_PHONES - 1, rng)),
            "community": np.char.add(np.char.add("虚构市样本区第", community.astype(str)), "社区"),
            "occupation": _occupation(rng, age),
        }
    )


def _occupation(rng: np.random.Generator, age: Ints) -> Words:
    dice = rng.random(len(age))
    return np.select(
        [age < 16, age < 22, age > 64],
        [
            "student",
            np.where(dice < 0.65, "student", "employed"),
            np.where(dice < 0.9, "retired", "employed"),
        ],
        np.where(dice < 0.72, "employed", "none"),
    )


def _household_table(people: pl.DataFrame) -> pl.DataFrame:
    return people.group_by("household_id", maintain_order=True).agg(
        community=pl.col("community").first(),
        members=pl.len().cast(pl.Int64),
        children=((pl.col("role") == "child").sum()).cast(pl.Int64),
        head=pl.col("person_id").first(),
    )


def _kin(people: pl.DataFrame) -> pl.DataFrame:
    heads = people.group_by("household_id", maintain_order=True).agg(to_id=pl.col("person_id").first())
    return (
        people.filter(pl.col("role") != "head")
        .join(heads, on="household_id", maintain_order="left")
        .select(from_id="person_id", to_id="to_id", kind="role")
    )


def _earnings(rng: np.random.Generator, settings: Settings, people: pl.DataFrame) -> pl.DataFrame:
    median, sigma = settings.people.wage_month_yuan, settings.people.wage_sigma
    wage = np.exp(rng.normal(np.log(median), sigma, people.height))
    share = people["occupation"].replace_strict({"employed": 1.0, "retired": 0.45}, default=0.0).to_numpy()
    savings = wage * np.exp(rng.normal(0.6, 1.0, people.height)) * np.maximum(share, 0.2)
    return pl.DataFrame(
        {
            "person_id": people["person_id"],
            "wage_month_fen": (wage * share * 100).round().astype(np.int64),
            "savings_fen": (savings * 100).round().astype(np.int64),
        }
    )


def age_on(people: pl.DataFrame, day: date) -> pl.Series:
    """Whole years, near enough for choosing who may own a shop."""
    return people.select(years=((pl.lit(day) - pl.col("born")).dt.total_days() / 365.25).floor())["years"]
