"""Everybody's ordinary money: wages and pensions, the table, rent, friends, kin, instalments, savings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from town.dice import Bools, Floats, Ints
from town.lives import Lives
from town.owners.flows import MONTHS, Habit, Hand, Stream
from town.owners.running import Running

_RENTS_SHARE: Final = 0.22
_BORROWS_SHARE: Final = 0.45
_FULL_TIME: Final = ("company", "individual", "stall", "workshop", "farm")


@dataclass(frozen=True, slots=True)
class Means:
    """By person: what is earned elsewhere in a month, what is spent, what is owed to banks."""

    wage_yuan: Floats
    works: Bools
    wage_here: Bools
    spends_yuan: Floats
    spends_here: Bools
    instalment_yuan: Floats
    debts_yuan: Floats


def means(lives: Lives, running: Running) -> Means:
    """Whoever has a shop of his own has no wage beside it, as the ledger reckons; a part-time seller has."""
    rng, firms = lives.dice.stream("means"), lives.firms
    people = lives.population.people
    wage = lives.population.earnings["wage_month_fen"].to_numpy() / 100
    keeps_shop = np.zeros(people.height, np.bool_)
    full = np.isin(firms.kind, _FULL_TIME) & ~firms.is_new
    keeps_shop[firms.owner[full]] = True
    wage = np.where(keeps_shop, 0.0, wage)
    works = (people["occupation"] == "employed").to_numpy() & (wage > 0)
    household = np.unique(people["household_id"].to_numpy().astype(str), return_inverse=True)[1]
    left = np.bincount(firms.owner, np.clip(lives.ledger.ordinary_left, 800, 40_000), len(wage))
    income = _household_mean(household, np.where(keeps_shop, left, wage), running.adult)
    spends = np.maximum(700, income * rng.uniform(0.35, 0.85, len(wage))) * np.exp(
        rng.normal(0, 0.35, len(wage))
    )
    elsewhere = rng.random(len(wage)) < lives.settings.owners.noisy(lives.settings.owners.other_bank_share)
    borrows = running.adult & (rng.random(len(wage)) < _BORROWS_SHARE * (running.years < 60))
    instalment = borrows * income * rng.beta(2, 5, len(wage))
    return Means(
        wage_yuan=wage,
        works=works,
        wage_here=~elsewhere | (rng.random(len(wage)) < 0.4),
        spends_here=~elsewhere | (rng.random(len(wage)) < 0.4),
        spends_yuan=spends * running.adult,
        instalment_yuan=instalment,
        debts_yuan=instalment * rng.uniform(8, 150, len(wage)),
    )


def living(hand: Hand, running: Running, means: Means, by_jobs: Bools) -> Iterator[Stream]:
    """What is on everybody's account, whoever they are."""
    adult = np.flatnonzero(running.adult)
    yield from _earned(hand, running, means, adult, by_jobs)
    yield from _spent(hand, means, adult)
    yield from _friends(hand, means, adult)
    owing = adult[means.instalment_yuan[adult] > 0]
    due = np.repeat(means.instalment_yuan[owing][:, None], MONTHS, axis=1)
    yield hand.pays("out", "loan", owing, due, Habit(2_500, 2, 0.1, 0.2, 0.05))


def _earned(hand: Hand, running: Running, means: Means, adult: Ints, by_jobs: Bools) -> Iterator[Stream]:
    rng = hand.rng
    paid = adult[(means.works & means.wage_here & ~by_jobs)[adult]]
    wage = means.wage_yuan[paid][:, None] * np.exp(rng.normal(0, 0.05, (len(paid), MONTHS)))
    wage *= rng.random((len(paid), MONTHS)) > 0.02
    wage[:, 1] *= 1 + rng.gamma(1, 0.4, len(paid))
    yield hand.pays("in", "wage", paid, wage, Habit(1e9, 1, 0.05, 0.05, 0.15))
    retired = adult[(~means.works & means.wage_here & (means.wage_yuan > 0))[adult]]
    pension = np.repeat(means.wage_yuan[retired][:, None], MONTHS, axis=1)
    yield hand.pays("in", "tax_social", retired, pension, Habit(1e9, 1, 0, 0.1, 0.02))
    pays = np.where(means.works[adult], 0.05, np.where(running.runs[adult], 0.4, 0.22))
    insured = adult[(rng.random(len(adult)) < pays) & (running.years[adult] < 60)]
    own = np.repeat(rng.uniform(600, 1_400, len(insured))[:, None], MONTHS, axis=1)
    yield hand.pays("out", "tax_social", insured, own, Habit(1e9, 1, 0, 0.1, 0.05))
    trips = adult[rng.random(len(adult)) < np.where(means.works[adult], 0.4, 0.15)]
    often, size = rng.beta(0.6, 1.5, len(trips))[:, None], rng.lognormal(6.3, 1.0, len(trips))[:, None]
    back = rng.gamma(1.2, size, (len(trips), MONTHS)) * (rng.random((len(trips), MONTHS)) < often)
    yield hand.pays("in", "firm", trips, back, Habit(600, 2, 0.08, 0.08, 0.15))


def _spent(hand: Hand, means: Means, adult: Ints) -> Iterator[Stream]:
    rng = hand.rng
    adult = adult[means.spends_here[adult]]
    shape = (len(adult), MONTHS)
    month = means.spends_yuan[adult][:, None] * np.exp(rng.normal(0, 0.25, shape))
    parts = {"household": 0.5, "person_qr": 0.16, "platform": 0.2}
    tickets = {"household": 45.0, "person_qr": 16.0, "platform": 70.0}
    for kind, part in parts.items():
        own = part * np.exp(rng.normal(0, 0.5, len(adult)))
        pool = {"household": 25.0, "person_qr": 30.0, "platform": 3.0}[kind]
        habit = Habit(
            tickets[kind] * np.exp(rng.normal(0, 0.4, len(adult))),
            pool,
            rng.beta(4, 9, len(adult)),
            0.34,
            0.1,
        )
        yield hand.pays("out", kind, adult, month * own[:, None], habit)
    yield hand.pays(
        "out",
        "utility",
        adult,
        rng.gamma(2, 70, shape) * (rng.random(shape) < 0.55),
        Habit(110, 3, 0.3, 0.3, 0.2),
    )
    renting = adult[rng.random(len(adult)) < _RENTS_SHARE]
    rent = np.repeat(rng.lognormal(7.2, 0.4, len(renting))[:, None], MONTHS, axis=1)
    yield hand.pays("out", "rent", renting, rent, Habit(1e9, 1, 0.3, 0.3, 0.7))
    some = adult[rng.random(len(adult)) < 0.5]
    often = rng.beta(0.7, 1.6, len(some))[:, None]
    size = rng.lognormal(4.9, 1.0, len(some))[:, None]
    wholesale = rng.gamma(1.5, size, (len(some), MONTHS)) * (rng.random((len(some), MONTHS)) < often)
    yield hand.pays(
        "out", "market", some, wholesale, Habit(rng.lognormal(4.6, 0.6, len(some)), 4, 0.1, 0.4, 0.15)
    )
    often = rng.beta(0.7, 1.6, len(adult))[:, None]
    size = rng.lognormal(5.9, 1.1, len(adult))[:, None]
    fees = rng.gamma(1.2, size, shape) * (rng.random(shape) < often)
    yield hand.pays(
        "out", "firm", adult, fees, Habit(rng.lognormal(5.5, 0.7, len(adult)), 4, 0.15, 0.22, 0.25)
    )
    drawn = rng.gamma(2, 400, shape) * (rng.random(shape) < 0.25)
    yield hand.pays("out", "cash", adult, drawn, Habit(700, 1, 0.2, 0.3, 0.95))
    paid_in = rng.lognormal(7.2, 1.0, shape) * (rng.random(shape) < rng.beta(0.3, 4, len(adult))[:, None])
    yield hand.pays("in", "cash", adult, paid_in, Habit(3_000, 1, 0.15, 0.25, 0.9))
    back = rng.gamma(1.1, rng.lognormal(4.1, 0.8, len(adult))[:, None], shape)
    back = back * (rng.random(shape) < rng.beta(0.5, 2.2, len(adult))[:, None])
    yield hand.pays("in", "platform", adult, back, Habit(50, 2, 0.25, 0.3, 0.1))


def _friends(hand: Hand, means: Means, adult: Ints) -> Iterator[Stream]:
    """Red packets, shared bills, a loan between friends now and then; some split bills by a code."""
    rng, shape = hand.rng, (len(adult), MONTHS)
    social, often = rng.gamma(1.1, 1.0, len(adult))[:, None], rng.beta(4, 0.9, len(adult))[:, None]
    for side in ("in", "out"):
        yuan = social * rng.gamma(0.7, 350, shape) * (rng.random(shape) < often)
        lent = (rng.random(shape) < 0.015) * rng.lognormal(8.2, 0.9, shape)
        yield hand.pays(side, "person", adult, yuan + lent, Habit(130, 6, 0.38, 0.36, 0.4))
    splits = adult[rng.random(len(adult)) < 0.4]
    often, size = rng.beta(0.8, 1.5, len(splits))[:, None], rng.lognormal(4.6, 0.9, len(splits))[:, None]
    shared = rng.gamma(1, size, (len(splits), MONTHS)) * (rng.random((len(splits), MONTHS)) < often)
    yield hand.pays("in", "person_qr", splits, shared, Habit(45, 6, 0.45, 0.42, 0.15))


def _household_mean(household: Ints, yuan: Floats, adult: Bools) -> Floats:
    """What each grown-up of a household has, if they shared."""
    total = np.bincount(household, yuan * adult)
    heads = np.bincount(household, adult * 1.0)
    return np.asarray((total / np.maximum(heads, 1))[household])
