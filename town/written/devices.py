"""Telephones, sign-ins and devices as tables."""

import numpy as np
import polars as pl

from town.dice import Ints
from town.lending.doors import RING_PHONE
from town.lives import Lives
from town.many_ids import coded, networks
from town.trade.calendar import Calendar


def phones_table(lives: Lives) -> pl.DataFrame:
    """The numbers of everybody who has a business: since when, in whose name; some sources are silent."""
    firms, asked, found, calendar = lives.firms, lives.asked, lives.doors, lives.calendar
    rng = lives.dice.stream("phones")
    owner = firms.owner
    since = calendar.days - rng.integers(200, 4_000, len(owner))
    number = lives.population.people["phone"].to_numpy()[owner].astype(str)
    fresh = np.isin(firms.character[asked.firm], RING_PHONE)
    new_since = asked.day - rng.integers(6, 50, len(asked))
    seen = rng.random(len(owner)) >= lives.settings.missing.phones
    codes = lives.population.people["person_id"].to_numpy().astype(str)
    return pl.DataFrame(
        {
            "phone": np.concatenate([number[seen], found.phone[fresh]]),
            "person_id": np.concatenate([codes[owner][seen], codes[owner[asked.firm]][fresh]]),
            "since": pl.Series(calendar.dates(np.concatenate([since[seen], new_since[fresh]]))),
            "is_in_own_name": np.concatenate(
                [rng.random(int(seen.sum())) < 0.94, np.ones(int(fresh.sum()), np.bool_)]
            ),
        }
    ).sort("phone", "person_id")


def logins_table(lives: Lives) -> pl.DataFrame:
    """Sign-ins in the weeks before an application and the one it was made in."""
    firms, asked, found, calendar = lives.firms, lives.asked, lives.doors, lives.calendar
    rng = lives.dice.stream("logins")
    more = rng.poisson(lives.settings.density.logins, len(asked)) + 1
    row = np.repeat(np.arange(len(asked)), more)
    is_last = np.arange(len(row)) == (np.cumsum(more) - 1)[row]
    before = np.where(is_last, 0, rng.integers(0, 60, len(row)))
    fresh = np.isin(firms.character[asked.firm], RING_PHONE)[row]
    before = np.where(fresh, before // 12, before)
    day = np.maximum(asked.day[row] - before, 0)
    minute = np.where(
        is_last | fresh, asked.minute[row], np.clip(rng.normal(15 * 60, 240, len(row)), 0, 1_439)
    )
    elsewhere = ~is_last & ~fresh & (rng.random(len(row)) < 0.5)
    device = np.where(elsewhere, firms.owner[asked.firm][row], found.device[row])
    people = lives.population.people["person_id"].to_numpy().astype(str)
    return pl.DataFrame(
        {
            "person_id": people[firms.owner[asked.firm]][row],
            "device_id": coded("D", device, 7),
            "at": _instants(calendar, day, minute.astype(np.int64)),
            "network": networks(
                np.where(elsewhere, 200_000 + firms.owner[asked.firm][row], found.network[row])
            ),
            "doing": np.where(is_last, "apply", "sign_in"),
        }
    ).sort("at", "person_id", "device_id")


def devices_table(lives: Lives, logins: pl.DataFrame) -> pl.DataFrame:
    """Every device that was ever seen."""
    rng = lives.dice.stream("devices")
    seen = (
        logins.group_by("device_id")
        .agg(first_seen=pl.col("at").min(), people=pl.col("person_id").n_unique())
        .sort("device_id")
    )
    kinds = rng.choice(np.array(["phone", "tablet", "computer"]), seen.height, p=[0.86, 0.05, 0.09])
    return seen.select(
        "device_id", kind=pl.Series(kinds), first_seen="first_seen", people=pl.col("people").cast(pl.Int64)
    )


def _instants(calendar: Calendar, day: Ints, minute: Ints) -> pl.Series:
    """Beijing wall time; the town has no other."""
    stamp = np.datetime64(calendar.first, "m") + (day * 1_440 + minute).astype("timedelta64[m]")
    return pl.Series(stamp.astype("datetime64[ms]"))
