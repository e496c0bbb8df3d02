"""What went through each owner's account: customers, suppliers, rent, wages, the family, loans and rings."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import polars as pl

from town.dice import Floats, Ints, Words
from town.lives import Lives
from town.many_ids import coded, picked
from town.trade.calendar import Calendar
from town.written.paying import dues

_RENT, _WAGES = 0.3, 0.5
_STRANGERS: Final = 40_000
_AGENT_FEE: Final = 0.08
_LEAST_FEN: Final = 20_00


_KINDS: Final = (
    "collection", "supplier", "rent", "wages", "older_loan", "household", "transfer", "loan", "repayment",
    "guarantee",
)  # fmt: skip
_LENDER: Final = ("K", 0)


@dataclass(frozen=True, slots=True)
class Moves:
    """One row a movement; yuan, in is positive. `kind` and `other` are places in `_KINDS` and the book."""

    firm: Ints
    day: Ints
    yuan: Floats
    kind: Ints
    other: Ints


@dataclass(frozen=True, slots=True)
class _Book:
    """Everybody who may stand on an account: strangers by letter, people, firms, the lender; 0 is nobody."""

    words: Words
    starts: dict[str, int]

    def at(self, letter: str, number: Ints | int) -> Ints:
        """The place of `X000123`."""
        return np.asarray(self.starts[letter] + number, dtype=np.int64)


def _book(lives: Lives) -> _Book:
    sizes = dict.fromkeys("XLWB", _STRANGERS)
    sizes |= {"R": lives.population.people.height + 1, "F": len(lives.firms) + 1, "K": 1}
    words = [np.array([""]), *(coded(letter, np.arange(size)) for letter, size in sizes.items())]
    ends = np.cumsum([1, *sizes.values()]).tolist()
    return _Book(np.concatenate(words), {"": 0, **dict(zip(sizes, ends[:-1], strict=True))})


def bank_table(lives: Lives) -> pl.DataFrame:
    """Every account's movements with a running balance, by account and day."""
    firms, ledger, book = lives.firms, lives.ledger, _book(lives)
    rng = lives.dice.stream("bank")
    through = rng.beta(5, 1.8, len(firms))[:, None]
    each = lives.settings.density.bank_rows_month / 9
    spread = _Spreading(rng, lives.calendar, book)
    parts = [
        spread(ledger.collected * through, "collection", "X", 1, 3.0 * each),
        spread(ledger.bought * through, "supplier", "X", -1, 1.8 * each),
        spread(ledger.fixed * _RENT * through, "rent", "L", -1),
        spread(ledger.fixed * _WAGES * through, "wages", "W", -1),
        spread(ledger.debts, "older_loan", "B", -1),
        spread(ledger.household * (ledger.sales > 0) * 0.8, "household", "", -1, 1.0 * each),
        *_round_trips(rng, lives, book),
        *_circle(lives, book),
        *_loans(rng, lives, book),
    ]
    moves = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Moves)
    }
    return _with_balance(rng, lives, book, Moves(**moves))


def _together(parts: Sequence[Moves]) -> Moves:
    return Moves(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Moves)
        }
    )


@dataclass(frozen=True, slots=True)
class _Spreading:
    """Spreads a month's total over days and strangers."""

    rng: np.random.Generator
    calendar: Calendar
    book: _Book

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
        return _moves(firm, self._day(firm, month, more > 0), yuan, kind, who)

    def _day(self, firm: Ints, month: Ints, is_any: bool) -> Ints:
        start, length = self.calendar.starts[month], np.diff(self.calendar.starts)[month]
        if is_any:
            return np.asarray(start + (self.rng.random(len(firm)) * length).astype(np.int64))
        return np.asarray(start + np.minimum(5 + firm % 20, length - 1))


def _round_trips(rng: np.random.Generator, lives: Lives, book: _Book) -> tuple[Moves, Moves]:
    """Polish without goods: the agent's money comes in as if from a customer and leaves within three days."""
    firms, shown, calendar = lives.firms, lives.shown, lives.calendar
    polished = shown.is_polished & (firms.character != "circular_invoicing")[:, None]
    total = np.where(polished, shown.till_lift - 1, 0)
    total = total * np.maximum(lives.ledger.sales, firms.month_yuan[:, None] * 0.05)
    place = np.repeat(np.arange(total.size), np.where(total.ravel() > 10, 3, 0))
    firm, month = place // calendar.months, place % calendar.months
    yuan = np.round(total.ravel()[place] / 3, -2) + 100
    day = calendar.starts[month] + rng.integers(0, 24, len(place))
    back = np.minimum(day + rng.integers(1, 4, len(place)), calendar.days - 1)
    leader = book.at("R", firms.leader[firm] + 1)
    returned = -yuan * rng.uniform(0.97, 1.0, len(yuan))
    return _moves(firm, day, yuan, "collection", leader), _moves(firm, back, returned, "transfer", leader)


def _circle(lives: Lives, book: _Book) -> tuple[Moves, Moves]:
    """The buyer pays on the day of the invoice, the seller passes it on."""
    papers = lives.shown.sales.only(lives.shown.sales.partner >= 0)
    buyer, seller = book.at("F", papers.partner + 1), book.at("F", papers.firm + 1)
    return (
        _moves(papers.firm, papers.day, papers.yuan, "collection", buyer),
        _moves(papers.partner, papers.day, -papers.yuan, "supplier", seller),
    )


def _loans(rng: np.random.Generator, lives: Lives, book: _Book) -> tuple[Moves, ...]:
    """What the lender pays out, what leaves the business at once, what is repaid and what guarantors pay."""
    firms, asked, course, calendar = lives.firms, lives.asked, lives.course, lives.calendar
    lender, last = book.at(*_LENDER), calendar.days - 1
    lent = np.flatnonzero(asked.is_lent)
    firm, amount = asked.firm[lent], asked.lent_yuan[lent]
    day = np.minimum(asked.day[lent] + 3, last)
    leader = np.where(firms.leader[firm] >= 0, book.at("R", firms.leader[firm] + 1), 0)
    gone = 1 - firms.of_character("keeps")[firm]
    leaves = np.where(gone > 0.1, amount * gone, 0)
    fees = np.where(firms.character[firm] == "coached", amount * _AGENT_FEE, 0)
    soon = np.minimum(day + rng.integers(0, 3, len(day)), last)
    paid = dues(lives)
    called = np.where(asked.is_lent[:, None], course.called, 0)
    guarantor, month = np.nonzero(called > 0)
    return (
        _moves(firm, day, amount, "loan", lender),
        _moves(firm, soon, -leaves, "transfer", leader),
        _moves(firm, np.minimum(day + 1, last), -fees, "transfer", leader),
        _moves(asked.firm[paid.loan], paid.paid_day, -paid.paid_yuan, "repayment", lender),
        _moves(
            asked.firm[guarantor], calendar.starts[month] + 9, -called[guarantor, month], "guarantee", lender
        ),
    )


def _moves(firm: Ints, day: Ints, yuan: Floats, kind: str, other: Ints) -> Moves:
    return Moves(firm, day, yuan, np.full(len(firm), _KINDS.index(kind)), np.broadcast_to(other, firm.shape))


def _with_balance(rng: np.random.Generator, lives: Lives, book: _Book, moves: Moves) -> pl.DataFrame:
    """By account and day, money in before money out; the opening balance is what keeps the lowest above 0."""
    firms, calendar = lives.firms, lives.calendar
    fen = np.round(moves.yuan * 100).astype(np.int64)
    order = np.lexsort((moves.other, moves.kind, -fen, moves.day, moves.firm))
    order = order[fen[order] != 0]
    firm, fen = moves.firm[order], fen[order]
    nameless = rng.random(len(fen)) < lives.settings.noise.nameless_transfers
    numbers = np.arange(1, len(firms) + 1)
    return pl.DataFrame(
        {
            "business_id": picked(coded("F", numbers), firm),
            "account": picked(coded("9999", numbers, 11), firm),
            "on": pl.Series(calendar.dates(moves.day[order])),
            "kind": picked(np.array(_KINDS), moves.kind[order]),
            "amount_fen": fen,
            "counterparty": picked(book.words, np.where(nameless, 0, moves.other[order])),
            "balance_fen": _balance(lives, firm, fen),
        }
    ).with_columns(counterparty=pl.col("counterparty").replace({"": None}))


def _balance(lives: Lives, firm: Ints, fen: Ints) -> Ints:
    """`firm` is sorted: running sums that begin anew with every account."""
    running = np.cumsum(fen)
    starts = np.flatnonzero(np.diff(firm, prepend=-1))
    before = np.repeat(running[starts] - fen[starts], np.diff(starts, append=len(firm)))
    own = running - before
    lowest = np.minimum.reduceat(own, starts) if len(firm) else own
    opening = np.round(lives.firms.savings_months * lives.ledger.base * 40).astype(np.int64)
    opening = np.maximum(opening[firm[starts]], _LEAST_FEN - lowest)
    return np.asarray(own + np.repeat(opening, np.diff(starts, append=len(firm))))
