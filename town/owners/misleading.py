"""The money of those who only look like owners."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from town.dice import Floats, Ints
from town.lives import Lives
from town.owners.flows import MONTHS, Habit, Hand, Stream
from town.owners.living import Means
from town.owners.lookalikes import Lookalikes
from town.owners.takings import Takings, last_year

_PASSED_ON: Final = 0.985


def misleading(
    hand: Hand, lives: Lives, means: Means, lookalikes: Lookalikes, takings: Takings
) -> Iterator[Stream]:
    """Every stream of every one of them."""
    people = lookalikes.people
    yield from _landlords(hand, people["landlord"])
    yield from _freelancers(hand, means, people["freelancer"])
    yield from _craftsmen(hand, means, people["craftsman"])
    yield from _purchasers(hand, people["purchaser"])
    yield from _couriers(hand, people["courier"])
    yield from _group_buyers(hand, people["group_buyer"])
    yield from _former(hand, people["former"])
    yield from _second_hand(hand, people["second_hand"])
    yield from _treasurers(hand, people["treasurer"])
    yield from _big_families(hand, people["big_family"])
    yield from _cashiers(hand, lives, lookalikes, takings)


def _landlords(hand: Hand, who: Ints) -> Iterator[Stream]:
    rng = hand.rng
    rooms = 1 + rng.geometric(0.35, len(who))
    month = rooms[:, None] * rng.lognormal(6.8, 0.5, len(who))[:, None] * _steady(rng, len(who), 0.1)
    as_rent = rng.beta(3, 2, len(who))[:, None]
    yield hand.pays("in", "rent", who, month * as_rent, Habit(1_100, rooms, 0.3, 0.3, 0.75))
    yield hand.pays("in", "person", who, month * (1 - as_rent), Habit(900, rooms, 0.3, 0.3, 0.7))
    yield hand.pays("out", "utility", who, month * 0.1, Habit(250, 2, 0.2, 0.3, 0.1))


def _freelancers(hand: Hand, means: Means, who: Ints) -> Iterator[Stream]:
    """Paid job by job, beside or instead of a wage."""
    rng = hand.rng
    month = (
        means.wage_yuan[who][:, None] * rng.uniform(0.4, 1.6, len(who))[:, None] * _steady(rng, len(who), 0.6)
    )
    firms = rng.beta(2, 1.5, len(who))[:, None]
    payers = rng.uniform(2, 12, len(who))
    yield hand.pays("in", "firm", who, month * firms, Habit(1_800, payers, 0.15, 0.2, 0.4))
    yield hand.pays("in", "person", who, month * (1 - firms) * 0.7, Habit(450, payers * 2, 0.35, 0.38, 0.4))
    yield hand.pays("in", "person_qr", who, month * (1 - firms) * 0.3, Habit(220, payers * 2, 0.35, 0.4, 0.3))


def _craftsmen(hand: Hand, means: Means, who: Ints) -> Iterator[Stream]:
    """The tutor, the carer, the plumber on call: paid by many, buys a little for the job, keeps no shop."""
    rng = hand.rng
    month = means.wage_yuan[who][:, None] * rng.uniform(0.5, 1.5, len(who))[:, None]
    month = month * _steady(rng, len(who), 0.45)
    by_code = rng.beta(2, 2, len(who))[:, None]
    ticket, payers = rng.lognormal(5.0, 0.6, len(who)), rng.uniform(4, 40, len(who))
    evening = rng.beta(3, 7, len(who))
    yield hand.pays("in", "person_qr", who, month * by_code, Habit(ticket, payers, evening, 0.4, 0.4))
    yield hand.pays("in", "person", who, month * (1 - by_code), Habit(ticket, payers, evening, 0.4, 0.4))
    spent = month * (rng.beta(1, 4, len(who)) * (rng.random(len(who)) < 0.6))[:, None]
    part = rng.dirichlet([1, 1, 1], len(who)).T[:, :, None]
    for kind, share in zip(("market", "firm", "platform"), part, strict=True):
        yield hand.pays("out", kind, who, spent * share, Habit(180, 4, 0.15, 0.28, 0.15))


def _purchasers(hand: Hand, who: Ints) -> Iterator[Stream]:
    """Buys for the employer with his own money and gets it back."""
    rng = hand.rng
    month = rng.lognormal(8.8, 0.7, len(who))[:, None] * _steady(rng, len(who), 0.4)
    market = rng.beta(2, 1.5, len(who))[:, None]
    yield hand.pays("out", "market", who, month * market, Habit(500, 5, 0.06, 0.25, 0.25))
    yield hand.pays("out", "firm", who, month * (1 - market), Habit(900, 4, 0.06, 0.1, 0.2))
    by_firm = rng.random(len(who))[:, None] < 0.5
    back = month * rng.uniform(0.95, 1.0, (len(who), MONTHS))
    yield hand.pays("in", "firm", who, back * by_firm, Habit(4_000, 1, 0.08, 0.08, 0.3))
    yield hand.pays("in", "person", who, back * ~by_firm, Habit(3_000, 1, 0.3, 0.25, 0.4))


def _couriers(hand: Hand, who: Ints) -> Iterator[Stream]:
    rng = hand.rng
    month = rng.lognormal(8.35, 0.4, len(who))[:, None] * _steady(rng, len(who), 0.25)
    yield hand.pays(
        "in", "platform", who, month, Habit(rng.choice([190.0, 1_300.0], len(who)), 2, 0.2, 0.25, 0.02)
    )
    yield hand.pays("in", "person_qr", who, month * 0.02, Habit(8, 40, 0.4, 0.3, 0.2))


def _group_buyers(hand: Hand, who: Ints) -> Iterator[Stream]:
    """Collects from the neighbours and orders for all; little stays."""
    rng = hand.rng
    month = rng.lognormal(9.1, 0.7, len(who))[:, None] * _steady(rng, len(who), 0.35)
    by_code = rng.beta(2, 2, len(who))[:, None]
    ticket, pool = rng.uniform(18, 60, len(who)), rng.uniform(30, 160, len(who))
    yield hand.pays("in", "person_qr", who, month * by_code, Habit(ticket, pool, 0.5, 0.3, 0.1))
    yield hand.pays("in", "person", who, month * (1 - by_code), Habit(ticket, pool, 0.5, 0.3, 0.15))
    spent = month * rng.uniform(0.86, 0.99, len(who))[:, None]
    part = rng.dirichlet([3, 1.5, 1], len(who)).T[:, :, None]
    for kind, share in zip(("platform", "firm", "market"), part, strict=True):
        yield hand.pays("out", kind, who, spent * share, Habit(900, 4, 0.35, 0.3, 0.1))


def _former(hand: Hand, who: Ints) -> Iterator[Stream]:
    """Takings until the shop closed, a few months into what is seen or long before it."""
    rng = hand.rng
    closed = rng.integers(-10, 9, len(who))
    open_ = np.arange(MONTHS)[None, :] < closed[:, None]
    month = rng.lognormal(9.4, 0.7, len(who))[:, None] * _steady(rng, len(who), 0.3) * open_
    pool = rng.uniform(40, 400, len(who))
    yield hand.pays(
        "in", "person_qr", who, month, Habit(rng.uniform(10, 120, len(who)), pool, 0.28, 0.33, 0.12)
    )
    yield hand.pays("out", "market", who, month * 0.45, Habit(700, 4, 0.08, 0.25, 0.3))
    yield hand.pays("out", "firm", who, month * 0.2, Habit(900, 3, 0.08, 0.2, 0.3))
    sold_off = (np.arange(MONTHS)[None, :] == closed[:, None]) * rng.lognormal(8.6, 0.8, len(who))[:, None]
    yield hand.pays("in", "person", who, sold_off, Habit(2_500, 4, 0.2, 0.3, 0.6))


def _second_hand(hand: Hand, who: Ints) -> Iterator[Stream]:
    rng = hand.rng
    yuan = rng.gamma(1.0, 420, (len(who), MONTHS)) * (rng.random((len(who), MONTHS)) < 0.55)
    yield hand.pays("in", "platform", who, yuan, Habit(110, 12, 0.4, 0.38, 0.2))


def _treasurers(hand: Hand, who: Ints) -> Iterator[Stream]:
    """The class fund, the choir's trip: many small sums at once, spent soon after."""
    rng = hand.rng
    yuan = rng.lognormal(7.9, 0.7, (len(who), MONTHS)) * (rng.random((len(who), MONTHS)) < 0.3)
    yield hand.pays("in", "person", who, yuan, Habit(110, 45, 0.5, 0.3, 0.85))
    yield hand.pays("out", "firm", who, yuan * 0.6, Habit(1_200, 2, 0.2, 0.3, 0.2))
    yield hand.pays("out", "platform", who, yuan * 0.35, Habit(150, 3, 0.4, 0.3, 0.05))


def _big_families(hand: Hand, who: Ints) -> Iterator[Stream]:
    rng, shape = hand.rng, (len(who), MONTHS)
    for side in ("in", "out"):
        yuan = rng.lognormal(7.6, 0.9, shape) * (rng.random(shape) < 0.8)
        yield hand.pays(side, "family", who, yuan * 0.7, Habit(700, 6, 0.4, 0.36, 0.6))
        yield hand.pays(side, "person", who, yuan * 0.3, Habit(350, 6, 0.4, 0.36, 0.6))


def _cashiers(hand: Hand, lives: Lives, lookalikes: Lookalikes, takings: Takings) -> Iterator[Stream]:
    """Customers pay by the cashier's code; he passes it on to the owner within the month."""
    who, firm = lookalikes.people["cashier"], lookalikes.cashed_firm
    at = np.searchsorted(takings.firm, firm)
    passed = last_year(lives.ledger.collected)[firm] * (takings.seen[at] * lookalikes.cashed_share)[:, None]
    rng = hand.rng
    ticket = rng.uniform(12, 90, len(who))
    yield hand.pays("in", "person_qr", who, passed, Habit(ticket, 150, 0.3, 0.33, 0.12))
    yield hand.pays(
        "out", "person", who, passed * _PASSED_ON, Habit(passed.mean(axis=1) / 8 + 1, 1, 0.4, 0.3, 0.15)
    )
    yield hand.pays(
        "in",
        "person",
        takings.who[at],
        passed * _PASSED_ON,
        Habit(passed.mean(axis=1) / 8 + 1, 1, 0.4, 0.3, 0.15),
    )


def _steady(rng: np.random.Generator, count: int, sigma: float) -> Floats:
    """How a month differs from the usual one."""
    return np.asarray(np.exp(rng.normal(0, sigma, (count, MONTHS))))
