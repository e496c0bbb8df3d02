"""Deliveries, shop names, payment notes, what others call somebody: true hints, plain life, false trails."""

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
import yaml

from town.dice import Ints, Numbers
from town.owners.seen import Seen

_YEAR_DAYS: Final = 365
_ORDINARY: Final = {"delivery": 0.9, "payee_note": 1.1, "contact_tag": 0.6}
_OWNERS: Final = {"delivery": 0.5, "shop": 0.15, "payee_note": 0.8, "contact_tag": 0.5}
_HELPERS_PART: Final = 0.7
_QUIET_PART: Final = 0.35
_JOB_NOTES: Final = 0.12
_COMPANY_PART: Final = 0.6
_STAFF_DELIVERY: Final = 0.2
_B2B_TICKET_YUAN: Final = 250.0


def texts_of_people(seen: Seen) -> pl.DataFrame:
    """One row a text; `person` is a row of people."""
    rng = seen.lives.dice.stream("texts")
    parts = [
        *_ordinary(rng, seen),
        *_of_owners(rng, seen),
        *_of_lookalikes(rng, seen),
        *_false_trails(rng, seen),
    ]
    return pl.concat([part for part in parts if part.height]).sort("person", "seen_on", "kind", "text")


def _ordinary(rng: np.random.Generator, seen: Seen) -> list[pl.DataFrame]:
    adult = np.flatnonzero(seen.running.adult)
    words = {"delivery": "home_delivery", "payee_note": "ordinary_notes", "contact_tag": "ordinary_tags"}
    return [
        _say(rng, seen, _often(rng, adult, _ORDINARY[kind]), kind, list_name)
        for kind, list_name in words.items()
    ]


def _of_owners(rng: np.random.Generator, seen: Seen) -> list[pl.DataFrame]:
    running = seen.running
    who = np.flatnonzero(running.runs)
    firm = running.firm[who]
    paid = np.where(running.helper[who], who, running.account[firm])
    kind = seen.lives.firms.kind[firm]
    part = np.where(running.helper[who], _HELPERS_PART, 1.0) * np.where(kind == "company", _COMPANY_PART, 1.0)
    part = part * np.where(running.cash_heavy[firm], _QUIET_PART, 1.0)
    sold_to_firms = np.isin(seen.businesses["kind"].to_numpy()[firm], ("company", "workshop", "farm"))
    notes = np.where(sold_to_firms, "goods_notes", "counter_notes")
    told = []
    for name, words in (("delivery", "shop_delivery"), ("shop", "shop_names"), ("contact_tag", "owner_tags")):
        at = _often(rng, np.arange(len(who)), _OWNERS[name] * part)
        told.append(_say(rng, seen, who[at], name, words, firm=firm[at]))
    for words in ("goods_notes", "counter_notes"):
        at = _often(rng, np.arange(len(who)), _OWNERS["payee_note"] * part * (notes == words))
        told.append(_say(rng, seen, paid[at], "payee_note", words, firm=firm[at]))
    for words in ("job_notes", "group_notes"):
        told.append(_say(rng, seen, _often(rng, paid, _JOB_NOTES * part), "payee_note", words))
    return told


def _of_lookalikes(rng: np.random.Generator, seen: Seen) -> list[pl.DataFrame]:
    people, employer = seen.lookalikes.people, seen.lookalikes.employer
    told = []
    for name, notes, tags in (
        ("landlord", "rent_notes", "rent_tags"),
        ("freelancer", "job_notes", "job_tags"),
        ("craftsman", "job_notes", "job_tags"),
        ("purchaser", "goods_notes", "ordinary_tags"),
        ("account_lent", "counter_notes", "ordinary_tags"),
        ("courier", "ordinary_notes", "job_tags"),
        ("group_buyer", "group_notes", "job_tags"),
        ("treasurer", "group_notes", "ordinary_tags"),
        ("former", "counter_notes", "boss_tags"),
    ):
        told.append(_say(rng, seen, _often(rng, people[name], 1.2), "payee_note", notes))
        told.append(_say(rng, seen, _often(rng, people[name], 0.5), "contact_tag", tags))
    told.append(_say(rng, seen, _often(rng, people["second_hand"], 0.6), "shop", "second_hand"))
    told.append(_say(rng, seen, _often(rng, people["group_buyer"], 0.3), "shop", "shop_names"))
    staff = np.flatnonzero(employer >= 0)
    at = staff[rng.random(len(staff)) < _STAFF_DELIVERY]
    told.append(_say(rng, seen, _often(rng, at, 1.5), "delivery", "shop_delivery", firm=employer))
    cashier = people["cashier"]
    told.append(_say(rng, seen, _often(rng, cashier, 1.5), "payee_note", "counter_notes", firm=employer))
    told.append(_say(rng, seen, _often(rng, cashier, 0.5), "contact_tag", "owner_tags", firm=employer))
    return told


def _false_trails(rng: np.random.Generator, seen: Seen) -> list[pl.DataFrame]:
    """A parcel left at a friend's shop, "老板" said to anybody, a note that means something else."""
    owners = seen.lives.settings.owners
    adult = np.flatnonzero(seen.running.adult)
    friend = rng.integers(0, len(seen.lives.firms), len(seen.running.adult))
    shares = {name: owners.noisy(share) for name, share in owners.texts.items()}
    return [
        _say(
            rng, seen, _often(rng, adult, shares["shop_of_others"]), "delivery", "shop_delivery", firm=friend
        ),
        _say(rng, seen, _often(rng, adult, shares["shop_of_others"] / 6), "shop", "shop_names", firm=friend),
        _say(rng, seen, _often(rng, adult, shares["boss_for_anybody"]), "contact_tag", "boss_tags"),
        _say(rng, seen, _often(rng, adult, shares["wrong_note"]), "payee_note", "goods_notes"),
        _say(rng, seen, _often(rng, adult, shares["wrong_note"]), "payee_note", "counter_notes"),
        _say(rng, seen, _often(rng, adult, shares["wrong_note"] / 3), "payee_note", "job_notes"),
        _say(rng, seen, _often(rng, adult, shares["wrong_note"] / 3), "payee_note", "group_notes"),
        _say(rng, seen, _often(rng, adult, shares["boss_for_anybody"] / 12), "contact_tag", "owner_tags"),
        _say(rng, seen, _often(rng, adult, shares["boss_for_anybody"] / 12), "contact_tag", "job_tags"),
    ]


def _say(
    rng: np.random.Generator, seen: Seen, who: Ints, kind: str, words: str, *, firm: Ints | None = None
) -> pl.DataFrame:
    """A word of the list for each; `firm` is theirs, by row of `who` or by person."""
    said = np.array(_words()[words])[rng.integers(0, len(_words()[words]), len(who))]
    if firm is None:
        firm = rng.integers(0, len(seen.lives.firms), len(who))
    elif len(firm) != len(who):
        firm = firm[who]
    people = seen.lives.population.people
    day = np.datetime64(seen.lives.settings.until) - rng.integers(0, _YEAR_DAYS, len(who))
    return pl.DataFrame(
        {
            "person": np.asarray(who, dtype=np.int64),
            "seen_on": pl.Series(np.asarray(day).astype("datetime64[D]")).cast(pl.Date),
            "kind": pl.Series([kind], dtype=pl.String).new_from_index(0, len(who)),
            "said": pl.Series(said.tolist(), dtype=pl.String),
            "name": people["name"].gather(who),
            "place": people["community"].gather(who),
            "firm": seen.businesses["name"].gather(firm),
            "trade": seen.businesses["trade"].gather(firm),
        }
    ).select("person", "seen_on", "kind", text=_filled(pl.col("said")))


def _filled(said: pl.Expr) -> pl.Expr:
    for name in ("name", "place", "firm", "trade"):
        parts = said.str.split_exact("{" + name + "}", 1)
        before, after = parts.struct.field("field_0"), parts.struct.field("field_1")
        said = pl.when(after.is_null()).then(said).otherwise(pl.concat_str(before, name, after))
    return said


def _often(rng: np.random.Generator, who: Ints, rate: Numbers) -> Ints:
    """Each as often as chance has it."""
    return np.repeat(who, rng.poisson(np.broadcast_to(rate, (len(who),))))


@cache
def _words() -> dict[str, list[str]]:
    said: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text("utf-8"))
    return said
