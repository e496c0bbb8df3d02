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
from town.owners.debts import debts_of_people
from town.owners.flows import MONTHS, Habit, Hand, Stream, total_yuan
from town.owners.living import Means
from town.owners.running import Running
from town.owners.takings import Takings

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
    owed = debts_of_people(hand, lives, running, means, takings)
    moved = total_yuan([*streams, *owed.streams], people)
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
    stress = np.clip(owed.due_yuan / (np.abs(moved) + means.spends_yuan[:, None] + 500), 0, 1)
    used = np.clip(rng.beta(1.3, 3, people)[:, None] + 0.5 * stress + rng.normal(0, 0.06, end.shape), 0, 1)
    used = np.where(rng.random(people)[:, None] < 0.45, used, 0.0)
    mean = np.maximum((start + end) / 2 * rng.uniform(0.8, 1.2, end.shape), lowest)
    accounts = Accounts(lowest, mean, end, owed.debts_yuan, owed.due_yuan, used)
    return accounts, [*owed.streams, *savings]


def _savings(hand: Hand, running: Running, moves: Floats) -> list[Stream]:
    """Savings for most; cash in the drawer for some, by person."""
    adult = np.flatnonzero(running.adult)
    moved = moves[adult]
    by_cash = hand.rng.beta(0.5, 3, len(adult))[:, None]
    streams = []
    for side, yuan in (("out", np.maximum(moved, 0)), ("in", np.maximum(-moved, 0))):
        streams.append(
            hand.pays(
                side,
                "invest",
                adult,
                yuan * (1 - by_cash),
                Habit(np.maximum(8_000, yuan.mean(axis=1)), 2, 0.3, 0.2, 0.7),
            )
        )
        streams.append(hand.pays(side, "cash", adult, yuan * by_cash, Habit(3_000, 1, 0.15, 0.25, 0.9)))
    return streams
