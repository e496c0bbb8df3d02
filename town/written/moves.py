"""Movements of accounts as columns of numbers, who may stand on them, and how a month is spread over days."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from town.dice import Floats, Ints, Words
from town.lives import Lives
from town.many_ids import coded
from town.trade.calendar import Calendar

_STRANGERS: Final = 40_000
KINDS: Final = (
    "collection", "supplier", "rent", "wages", "older_loan", "household", "transfer", "loan", "repayment",
    "guarantee", "cash",
)  # fmt: skip
LENDER: Final = ("K", 0)


@dataclass(frozen=True, slots=True)
class Moves:
    """One row a movement; yuan, in is positive. `kind` and `other` are places in `KINDS` and the book."""

    firm: Ints
    day: Ints
    yuan: Floats
    kind: Ints
    other: Ints


@dataclass(frozen=True, slots=True)
class Book:
    """Everybody who may stand on an account: strangers by letter, people, firms, the lender; 0 is nobody."""

    words: Words
    starts: dict[str, int]

    def at(self, letter: str, number: Ints | int) -> Ints:
        """The place of `X000123`."""
        return np.asarray(self.starts[letter] + number, dtype=np.int64)


def book_of(lives: Lives) -> Book:
    sizes = dict.fromkeys("XLWB", _STRANGERS)
    sizes |= {"R": lives.population.people.height + 1, "F": len(lives.firms) + 1, "K": 1}
    words = [np.array([""]), *(coded(letter, np.arange(size)) for letter, size in sizes.items())]
    ends = np.cumsum([1, *sizes.values()]).tolist()
    return Book(np.concatenate(words), {"": 0, **dict(zip(sizes, ends[:-1], strict=True))})


def together(parts: Sequence[Moves]) -> Moves:
    """Several heaps as one."""
    names = [field.name for field in fields(Moves)]
    return Moves(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def moves(firm: Ints, day: Ints, yuan: Floats, kind: str, other: Ints) -> Moves:
    """A heap of one kind."""
    return Moves(firm, day, yuan, np.full(len(firm), KINDS.index(kind)), np.broadcast_to(other, firm.shape))


@dataclass(frozen=True, slots=True)
class Spreading:
    """Spreads a month's total over days and strangers."""

    rng: np.random.Generator
    calendar: Calendar
    book: Book

    def __call__(self, total: Floats, kind: str, other: str, sign: int, more: float = 0.0) -> Moves:
        """One payment a month on a day of its own, or about `more` further ones on any day.

        `other` is the first letter of the strangers' codes, "" for nobody in particular.
        """
        rng, months = self.rng, total.shape[1]
        counts = np.where(total.ravel() >= 1, 1 + (rng.poisson(more, total.size) if more else 0), 0)
        place = np.repeat(np.arange(total.size), counts)
        firm, month = place // months, place % months
        part = rng.standard_gamma(2.0, size=len(place)) if more else np.ones(len(place))
        whole = np.bincount(place, part, minlength=total.size)
        stranger = (firm * 7_919 + (rng.integers(0, 6, len(place)) ** 2 if more else 0)) % _STRANGERS
        yuan = sign * total.ravel()[place] * part / whole[place]
        who = self.book.at(other, stranger if other else 0)
        return moves(firm, self._day(firm, month, more > 0), yuan, kind, who)

    def _day(self, firm: Ints, month: Ints, is_any: bool) -> Ints:
        start, length = self.calendar.starts[month], np.diff(self.calendar.starts)[month]
        if is_any:
            return np.asarray(start + (self.rng.random(len(firm)) * length).astype(np.int64))
        return np.asarray(start + np.minimum(5 + firm % 20, length - 1))
