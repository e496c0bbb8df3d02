"""Who stands to whom: owners, legal representatives, kin, guarantors, who was sent by whom."""

from typing import Final

import numpy as np
import polars as pl

from town.dice import Ints, Words
from town.lives import Lives
from town.many_ids import coded
from town.trade.tables import REGISTERED

_HONEST_GUARANTEES: Final = 0.06
_TOLD_REFERRALS: Final = 0.6
_HONEST_REFERRALS: Final = 0.05


def relations_table(lives: Lives) -> pl.DataFrame:
    """One row a relation, with the day since which it holds; kinship since ever."""
    firms, population, calendar = lives.firms, lives.population, lives.calendar
    rng = lives.dice.stream("relations")
    people = population.people["person_id"].to_numpy().astype(str)
    business = coded("F", np.arange(1, len(firms) + 1))
    owners = people[firms.owner]
    since = pl.Series(calendar.dates(calendar.days - (firms.age_months * 30.44).astype(np.int64)))
    registered = np.isin(firms.kind, REGISTERED)
    parts = [
        _rows(owners, business, "owner", since),
        _rows(
            owners[registered],
            business[registered],
            "legal_representative",
            since.filter(pl.Series(registered)),
        ),
        population.kin.with_columns(since=pl.lit(None, pl.Date)),
        _guarantees(rng, lives, business),
        _referrals(rng, lives, people),
    ]
    return pl.concat(parts).sort("kind", "from_id", "to_id")


def _rows(from_ids: Words, to_ids: Words, kind: str, since: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"from_id": from_ids, "to_id": to_ids}).with_columns(
        kind=pl.lit(kind), since=since.cast(pl.Date)
    )


def _guarantees(rng: np.random.Generator, lives: Lives, business: Words) -> pl.DataFrame:
    """In a ring everybody for everybody who asks; elsewhere now and then one honest business for another."""
    firms, asked, calendar = lives.firms, lives.asked, lives.calendar
    pairs: list[tuple[int, int, int]] = []
    for ring in np.unique(firms.ring[firms.character == "mutual_guarantee"]):
        members = np.flatnonzero(firms.ring == ring)
        start = int(calendar.starts[int(firms.asks[members].min())])
        pairs += [(int(one), int(other), start - 20) for one in members for other in members if one != other]
    honest = np.flatnonzero((firms.ring[asked.firm] < 0) & (rng.random(len(asked)) < _HONEST_GUARANTEES))
    free = np.flatnonzero(firms.ring < 0)
    for row in honest:
        guarantor = int(rng.choice(free))
        if guarantor != asked.firm[row]:
            pairs.append((guarantor, int(asked.firm[row]), int(asked.day[row])))
    one, other, day = (
        (np.array(part, dtype=np.int64) for part in zip(*pairs, strict=True)) if pairs else _empty()
    )
    return _rows(business[one], business[other], "guarantees", pl.Series(calendar.dates(day)))


def _empty() -> tuple[Ints, Ints, Ints]:
    none = np.zeros(0, np.int64)
    return none, none, none


def _referrals(rng: np.random.Generator, lives: Lives, people: Words) -> pl.DataFrame:
    """Who said they were sent by somebody: most of an agent's clients, some of a helper's, a few others."""
    firms, asked, found, calendar = lives.firms, lives.asked, lives.doors, lives.calendar
    leader = np.where(firms.character[asked.firm] == "coached", firms.leader[asked.firm], found.helper)
    told = (leader >= 0) & (rng.random(len(asked)) < _TOLD_REFERRALS)
    friend = ~told & (firms.ring[asked.firm] < 0) & (rng.random(len(asked)) < _HONEST_REFERRALS)
    sender = np.where(friend, rng.integers(0, len(people), len(asked)), leader)
    rows = told | friend
    return _rows(
        people[sender[rows]], people[firms.owner[asked.firm[rows]]], "referred",
        pl.Series(calendar.dates(asked.day[rows])),
    )  # fmt: skip
