"""What lies on a person's account at each month's end, what is owed, and how full the credit card is.

The account is an account: what is there at a month's end is what was there before, plus what came in, less
what went out. Above what somebody likes to keep it goes into savings, below it comes back from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from town.dice import Floats
from town.lives import Lives
from town.owners.flows import MONTHS, Habit, Hand, Stream, total_yuan
from town.owners.living import Means
from town.owners.running import Running
from town.owners.trading import Takings, last_year

_LEAST_YUAN: Final = 30.0


@dataclass(frozen=True, slots=True)
class Accounts:
    """People × 12, yuan."""

    lowest: Floats
    mean: Floats
    end: Floats
    debts: Floats
    instalments: Floats
    card_used: Floats


def keep_accounts(
    hand: Hand, lives: Lives, running: Running, means: Means, *, takings: Takings, streams: Sequence[Stream]
) -> tuple[Accounts, list[Stream]]:
    """The balances, and the savings, cash and borrowings that made them possible."""
    rng, people = hand.rng, len(running.adult)
    debts, due, loans = _debts(hand, lives, running, means, takings)
    moved = total_yuan([*streams, *loans], people)
    keeps = means.spends_yuan * rng.lognormal(0.7, 0.8, people) + _LEAST_YUAN
    keeps += np.abs(moved).mean(axis=1) * rng.uniform(0.05, 0.5, people)
    moves = np.empty((people, MONTHS))
    before = keeps * rng.uniform(0.2, 1.4, people)
    opening = before
    for month in range(MONTHS):
        now = before + moved[:, month]
        saved = np.where(now > 2 * keeps, now - keeps * rng.uniform(0.6, 1.6, people), 0.0)
        taken = np.where(now < _LEAST_YUAN, now - keeps * rng.uniform(0.1, 0.6, people), 0.0)
        moves[:, month] = np.round(saved + taken, 2)
        before = now - moves[:, month]
    savings = _savings(hand, running, moves)
    end = opening[:, None] + np.cumsum(moved + total_yuan(savings, people), axis=1)
    start = np.concatenate([opening[:, None], end[:, :-1]], axis=1)
    lowest = np.minimum(start, end) * rng.beta(5, 2, end.shape)
    stress = np.clip(due / (np.abs(moved) + means.spends_yuan[:, None] + 500), 0, 1)
    used = np.clip(rng.beta(1.3, 3, people)[:, None] + 0.5 * stress + rng.normal(0, 0.06, end.shape), 0, 1)
    used = np.where(rng.random(people)[:, None] < 0.45, used, 0.0)
    accounts = Accounts(lowest, (start + end) / 2 * rng.uniform(0.8, 1.2, end.shape), end, debts, due, used)
    return accounts, [*loans, *savings]


def _debts(
    hand: Hand, lives: Lives, running: Running, means: Means, takings: Takings
) -> tuple[Floats, Floats, list[Stream]]:
    """Older debts of the household, those of the business, and what the town's lender lent."""
    due = np.repeat(means.instalment_yuan[:, None], MONTHS, axis=1)
    debts = means.debts_yuan[:, None] - due * np.arange(MONTHS)[None, :] * 0.7
    known = lives.settings.owners.bank_debt_share * np.where(running.cash_heavy[takings.firm], 0.4, 1.0)
    to_banks = hand.rng.random(len(takings.firm)) < known
    older = last_year(lives.ledger.debts)[takings.firm] * to_banks[:, None]
    asked, course = lives.asked, lives.course
    place = np.full(len(lives.firms), -1)
    place[takings.firm] = np.arange(len(takings.firm))
    lent = np.flatnonzero(asked.is_lent & (place[asked.firm] >= 0))
    who = takings.who[place[asked.firm[lent]]]
    paid = last_year(course.paid)[lent]
    np.add.at(due, takings.who, older)
    np.add.at(due, who, paid)
    np.add.at(debts, takings.who, older * 26)
    np.add.at(debts, who, last_year(course.outstanding)[lent])
    first = lives.calendar.months - MONTHS
    came = (asked.month[lent] - first)[:, None] == np.arange(MONTHS)[None, :]
    return (
        np.maximum(debts, 0),
        due,
        [
            hand.pays("out", "loan", takings.who, older, Habit(6_000, 2, 0.1, 0.2, 0.1)),
            hand.pays("out", "loan", who, paid, Habit(1e9, 1, 0.1, 0.2, 0.02)),
            hand.pays(
                "in", "loan", who, came * asked.lent_yuan[lent][:, None], Habit(1e9, 1, 0.05, 0.05, 0.95)
            ),
        ],
    )


def _savings(hand: Hand, running: Running, moves: Floats) -> list[Stream]:
    """Savings for most; cash in the drawer for some, by person."""
    adult = np.flatnonzero(running.adult)
    moved = moves[adult]
    by_cash = hand.rng.beta(0.5, 3, len(adult))[:, None]
    streams = []
    for side, yuan in (("out", np.maximum(moved, 0)), ("in", np.maximum(-moved, 0))):
        streams.append(hand.pays(side, "invest", adult, yuan * (1 - by_cash), Habit(8_000, 2, 0.3, 0.2, 0.7)))
        streams.append(hand.pays(side, "cash", adult, yuan * by_cash, Habit(3_000, 1, 0.15, 0.25, 0.9)))
    return streams
