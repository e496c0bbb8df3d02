"""Who is tied to whom: kin, a shared telephone, a shared address, money that goes back and forth."""

from typing import Final

import numpy as np
import polars as pl

from town.dice import Ints
from town.owners.kin import Kin
from town.owners.seen import Seen

_SAME_PHONE: Final = 0.04
_NEIGHBOUR: Final = 0.04
_STAFF_AT_SHOP: Final = 0.12
_STAFF_TRANSFERS: Final = 0.15
_FRIENDS: Final = 0.5
_OTHER_WAY: Final = {"spouse": "spouse", "child": "parent", "parent": "child", "sibling": "sibling"}


def ties_of_people(seen: Seen) -> pl.DataFrame:
    """Each tie once a side; `person` and `other` are rows of people, `kind` what `other` is to `person`."""
    rng, people = seen.lives.dice.stream("ties"), seen.lives.population.people
    adult = np.flatnonzero(seen.running.adult)
    parts = [_family(people), _cross(seen.kin)]
    parts += [_both(*pair, "same_phone") for pair in _housemates(rng, people, _SAME_PHONE)]
    parts += _staff(rng, seen)
    near = adult[rng.random(len(adult)) < _NEIGHBOUR]
    parts.append(_both(near, rng.choice(adult, len(near)), "same_address"))
    friends = adult[rng.random(len(adult)) < _FRIENDS]
    parts.append(_both(friends, rng.choice(adult, len(friends)), "transfers"))
    spouse = seen.running.spouse[adult]
    wed = adult[(spouse >= 0) & (rng.random(len(adult)) < 0.5)]
    parts.append(_both(wed, seen.running.spouse[wed], "transfers"))
    return (
        pl.concat(parts)
        .filter(pl.col("person") != pl.col("other"))
        .filter(pl.col("person").is_in(adult))
        .filter(pl.col("other").is_in(adult))
        .unique()
        .sort("person", "other", "kind")
    )


def _family(people: pl.DataFrame) -> pl.DataFrame:
    """Within a household, as seen from each of its members."""
    rows = people.select(person=pl.int_range(pl.len(), dtype=pl.Int64), household="household_id", role="role")
    head = rows.filter(pl.col("role") == "head").select("household", head="person")
    both = rows.filter(pl.col("role") != "head").join(head, on="household")
    return pl.concat(
        [
            both.select(person="head", other="person", kind="role"),
            both.select(person="person", other="head", kind=pl.col("role").replace_strict(_OTHER_WAY)),
        ]
    )


def _cross(kin: Kin) -> pl.DataFrame:
    """Kin in other households, from both sides."""
    back = np.array([_OTHER_WAY[one] for one in kin.kind.tolist()])
    return pl.concat([_rows(kin.who, kin.other, kin.kind), _rows(kin.other, kin.who, back)])


def _housemates(rng: np.random.Generator, people: pl.DataFrame, share: float) -> list[tuple[Ints, Ints]]:
    same = (people["household_id"] == people["household_id"].shift(-1)).fill_null(value=False).to_numpy()
    first = np.flatnonzero(same & (rng.random(len(same)) < share))
    return [(first, first + 1)]


def _staff(rng: np.random.Generator, seen: Seen) -> list[pl.DataFrame]:
    """Parcels to the shop, money to and from the boss."""
    employer = seen.lookalikes.employer
    staff = np.flatnonzero(employer >= 0)
    boss = seen.running.runner[employer[staff]]
    staff, boss = staff[boss >= 0], boss[boss >= 0]
    parts = []
    for kind, share in (("same_address", _STAFF_AT_SHOP), ("transfers", _STAFF_TRANSFERS)):
        chosen = rng.random(len(staff)) < share
        parts.append(_both(staff[chosen], boss[chosen], kind))
    cashier = seen.lookalikes.people["cashier"]
    at = np.searchsorted(seen.takings.firm, seen.lookalikes.cashed_firm)
    parts.append(_both(cashier, seen.takings.who[at], "transfers"))
    return parts


def _both(left: Ints, right: Ints, kind: str) -> pl.DataFrame:
    words = np.full(len(left), kind)
    return pl.concat([_rows(left, right, words), _rows(right, left, words)])


def _rows(left: Ints, right: Ints, kind: np.typing.NDArray[np.str_]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "person": np.asarray(left, dtype=np.int64),
            "other": np.asarray(right, dtype=np.int64),
            "kind": pl.Series(kind.tolist(), dtype=pl.String),
        }
    )
