"""What went through each owner's account: customers, suppliers, rent, wages, the family, loans and rings."""

from typing import Final

import numpy as np
import polars as pl

from town.dice import Ints
from town.lives import Lives
from town.many_ids import coded, picked
from town.written.moves import KINDS, LENDER, Book, Moves, Spreading, book_of, moves, together
from town.written.paying import dues

_RENT, _WAGES = 0.3, 0.5
_AGENT_FEE: Final = 0.08
_LEAST_FEN: Final = 20_00
_LEAST_YUAN: Final = 200


def bank_table(lives: Lives) -> pl.DataFrame:
    """Every account's movements with a running balance, by account and day."""
    firms, ledger, book = lives.firms, lives.ledger, book_of(lives)
    rng = lives.dice.stream("bank")
    through = rng.beta(5, 1.8, len(firms))[:, None]
    each = lives.settings.density.bank_rows_month / 9
    spread = Spreading(rng, lives.calendar, book)
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
    return _with_balance(rng, lives, book, together([*parts, _cash(lives, book, together(parts))]))


def _round_trips(rng: np.random.Generator, lives: Lives, book: Book) -> tuple[Moves, Moves]:
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
    return moves(firm, day, yuan, "collection", leader), moves(firm, back, returned, "transfer", leader)


def _circle(lives: Lives, book: Book) -> tuple[Moves, Moves]:
    """The buyer pays on the day of the invoice, the seller passes it on."""
    papers = lives.shown.sales.only(lives.shown.sales.partner >= 0)
    buyer, seller = book.at("F", papers.partner + 1), book.at("F", papers.firm + 1)
    return (
        moves(papers.firm, papers.day, papers.yuan, "collection", buyer),
        moves(papers.partner, papers.day, -papers.yuan, "supplier", seller),
    )


def _loans(rng: np.random.Generator, lives: Lives, book: Book) -> tuple[Moves, ...]:
    """What the lender pays out, what leaves the business at once, what is repaid and what guarantors pay."""
    firms, asked, course, calendar = lives.firms, lives.asked, lives.course, lives.calendar
    lender, last = book.at(*LENDER), calendar.days - 1
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
        moves(firm, day, amount, "loan", lender),
        moves(firm, soon, -leaves, "transfer", leader),
        moves(firm, np.minimum(day + 1, last), -fees, "transfer", leader),
        moves(asked.firm[paid.loan], paid.paid_day, -paid.paid_yuan, "repayment", lender),
        moves(
            asked.firm[guarantor], calendar.starts[month] + 9, -called[guarantor, month], "guarantee", lender
        ),
    )


def _cash(lives: Lives, book: Book, other: Moves) -> Moves:
    """Takings paid in at the start of a month, or money drawn at its end: whatever makes the account hold
    what is at hand, and next to nothing where nothing is."""
    calendar, asked, course = lives.calendar, lives.asked, lives.course
    at_hand = lives.ledger.cash.copy()
    lent = np.flatnonzero(asked.is_lent)
    since = np.arange(calendar.months)[None, :] >= asked.month[lent, None]
    left = (course.at_hand - course.paid)[lent]
    at_hand[asked.firm[lent]] = np.where(since, left, at_hand[asked.firm[lent]])
    at_hand = np.maximum(at_hand, _LEAST_YUAN) * lives.activity.alive
    place = other.firm * calendar.months + calendar.month_of(other.day)
    moved = np.bincount(place, other.yuan, minlength=at_hand.size).reshape(at_hand.shape)
    change = np.diff(at_hand, axis=1, prepend=at_hand[:, :1]) - moved
    firm, month = np.nonzero(lives.activity.alive & (np.abs(change) >= 1))
    yuan = change[firm, month]
    day = np.where(yuan > 0, calendar.starts[month], calendar.starts[month + 1] - 1)
    return moves(firm, day, yuan, "cash", book.at("", 0) + np.zeros(len(firm), np.int64))


def _with_balance(rng: np.random.Generator, lives: Lives, book: Book, moved: Moves) -> pl.DataFrame:
    """By account and day, money in before money out; an opening balance that keeps the lowest above 0."""
    firms, calendar = lives.firms, lives.calendar
    fen = np.round(moved.yuan * 100).astype(np.int64)
    order = np.lexsort((moved.other, moved.kind, -fen, moved.day, moved.firm))
    order = order[fen[order] != 0]
    firm, fen = moved.firm[order], fen[order]
    nameless = rng.random(len(fen)) < lives.settings.noise.nameless_transfers
    numbers = np.arange(1, len(firms) + 1)
    return pl.DataFrame(
        {
            "business_id": picked(coded("F", numbers), firm),
            "account": picked(coded("9999", numbers, 11), firm),
            "on": pl.Series(calendar.dates(moved.day[order])),
            "kind": picked(np.array(KINDS), moved.kind[order]),
            "amount_fen": fen,
            "counterparty": picked(book.words, np.where(nameless, 0, moved.other[order])),
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
    first = lives.activity.alive.argmax(axis=1)
    opening = np.maximum(lives.ledger.cash[np.arange(len(first)), first], 0)
    opening = np.round(opening * 100).astype(np.int64)
    opening = np.maximum(opening[firm[starts]], _LEAST_FEN - lowest)
    return np.asarray(own + np.repeat(opening, np.diff(starts, append=len(firm))))
