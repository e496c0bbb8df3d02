"""Payments as a person's month shows them: how many, how much, from how many, at which hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from town.dice import Floats, Ints, Numbers

MONTHS: Final = 12
KINDS: Final = (
    "wage", "person", "person_qr", "platform", "firm", "market", "household", "rent", "utility",
    "tax_social", "loan", "family", "cash", "invest",
)  # fmt: skip
SIDES: Final = ("in", "out")
_ROUND: Final = 0.12
_WEEKEND: Final = 2 / 7
_EVENING: Final = 0.2
_OWN_WAY: Final = 0.4


@dataclass(frozen=True, slots=True)
class Habit:
    """How large one payment is, among how many others, and its parts on evenings, weekends, in round sums."""

    ticket_yuan: Numbers = 100.0
    pool: Numbers = 1.0
    evening: Numbers = _EVENING
    weekend: Numbers = _WEEKEND
    round_part: Numbers = _ROUND


@dataclass(frozen=True, slots=True)
class Stream:
    """Payments of one side and kind; one row a person and month, `cell` = person × 12 + month."""

    side: str
    kind: str
    cell: Ints
    fen: Ints
    counts: Ints
    """Columns: payments, counterparties, evening, weekend, round."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Writes streams with one generator."""

    rng: np.random.Generator

    def pays(self, side: str, kind: str, who: Ints, yuan: Floats, habit: Habit) -> Stream:
        """`yuan` (people × 12) stays what it is; counts follow from the habit."""
        rows, month = np.nonzero(yuan >= 1)
        fen = np.round(yuan[rows, month] * 100).astype(np.int64)

        def of(value: Numbers) -> Floats:
            return np.broadcast_to(np.asarray(value, dtype=np.float64), (len(who),))[rows]

        expected = fen / 100 / np.maximum(of(habit.ticket_yuan), 0.5)
        payments = np.maximum(1, self.rng.poisson(np.minimum(expected, 1e6)))
        pool = np.maximum(of(habit.pool), 1.0)
        met = pool * -np.expm1(-payments / pool)
        others = np.clip(np.round(met * np.exp(self.rng.normal(0, 0.08, len(met)))), 1, payments)
        parts = [
            self.rng.binomial(payments, self._own(part, len(who))[rows])
            for part in (habit.evening, habit.weekend, habit.round_part)
        ]
        counts = np.stack([payments, others.astype(np.int64), *parts], axis=1).astype(np.int64)
        return Stream(side, kind, who[rows] * MONTHS + month, fen, counts)

    def _own(self, part: Numbers, count: int) -> Floats:
        """Nobody is quite like the others who live as he does."""
        own = np.broadcast_to(part, (count,)) * np.exp(self.rng.normal(0, _OWN_WAY, count))
        return np.asarray(np.clip(own, 0.0, 1.0))


def total_yuan(streams: Sequence[Stream], people: int) -> Floats:
    """Money in less money out, people × 12."""
    flat = np.zeros(people * MONTHS)
    for one in streams:
        sign = 1.0 if one.side == "in" else -1.0
        flat += np.bincount(one.cell, one.fen * (sign / 100), minlength=len(flat))
    return flat.reshape(people, MONTHS)
