"""What went through each owner's account: customers, suppliers, rent, wages, the family, loans and rings."""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import polars as pl

from town.dice import Floats, Ints, Words
from town.lives import Lives
from town.many_ids import coded
from town.trade.calendar import Calendar
from town.trade.firms import Firms
from town.trade.invoices import Papers

_RENT, _WAGES = 0.3, 0.5
_STRANGERS: Final = 40_000
_AGENT_FEE: Final = 0.08


@dataclass(frozen=True, slots=True)
class Moves:
    """One row a movement; yuan, in is positive. `other` is whom it came from or went to, "" unknown."""

    firm: Ints
    day: Ints
    yuan: Floats
    kind: Words
    other: Words


def bank_table(lives: Lives) -> pl.DataFrame:
    """Every account's movements with a running balance, by account and day."""
    firms, ledger, shown, calendar = lives.firms, lives.ledger, lives.shown, lives.calendar
    rng = lives.dice.stream("bank")
    through = rng.beta(5, 1.8, len(firms))[:, None]
    each = lives.settings.density.bank_rows_month / 9
    spread = _Spreading(rng, calendar)
    parts = [
        spread(ledger.collected * through, "collection", "X", 1, 3.0 * each),
        spread(ledger.bought * through, "supplier", "X", -1, 1.8 * each),
        spread(ledger.fixed * _RENT * through, "rent", "L", -1),
        spread(ledger.fixed * _WAGES * through, "wages", "W", -1),
        spread(ledger.debts, "older_loan", "B", -1),
        spread(ledger.household * (ledger.sales > 0) * 0.8, "household", "", -1, 1.0 * each),
        _round_trips(rng, lives),
        _circle(firms, shown.sales.only(shown.sales.partner >= 0)),
        *_loans(rng, lives),
    ]
    moves = Moves(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Moves)
        }
    )
    return _with_balance(rng, lives, moves)


@dataclass(frozen=True, slots=True)
class _Spreading:
    """Spreads a month's total over days and strangers."""

    rng: np.random.Generator
    calendar: Calendar

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
        strangers = coded(other, np.arange(_STRANGERS)) if other else np.array([""])
        who = (firm * 7_919 + (rng.integers(0, 6, len(place)) ** 2 if more else 0)) % len(strangers)
        yuan = sign * total.ravel()[place] * part / whole[place]
        return Moves(firm, self._day(firm, month, more > 0), yuan, np.full(len(place), kind), strangers[who])

    def _day(self, firm: Ints, month: Ints, is_any: bool) -> Ints:
        start, length = self.calendar.starts[month], np.diff(self.calendar.starts)[month]
        if is_any:
            return np.asarray(start + (self.rng.random(len(firm)) * length).astype(np.int64))
        return np.asarray(start + np.minimum(5 + firm % 20, length - 1))


def _round_trips(rng: np.random.Generator, lives: Lives) -> Moves:
    """Polish without goods: the agent's money comes in as if from a customer and leaves within three days."""
    firms, ledger, shown, calendar = lives.firms, lives.ledger, lives.shown, lives.calendar
    lifted = np.where(
        shown.is_polished & (firms.character != "circular_invoicing")[:, None], shown.till_lift - 1, 0
    )
    total = lifted * np.maximum(ledger.sales, firms.month_yuan[:, None] * 0.05)
    place = np.repeat(np.arange(total.size), np.where(total.ravel() > 10, 3, 0))
    firm, month = place // calendar.months, place % calendar.months
    yuan = np.round(total.ravel()[place] / 3, -2) + 100
    day = calendar.starts[month] + rng.integers(0, 24, len(place))
    back = np.minimum(day + rng.integers(1, 4, len(place)), calendar.days - 1)
    leader = coded("R", firms.leader[firm] + 1)
    return Moves(
        np.concatenate([firm, firm]),
        np.concatenate([day, back]),
        np.concatenate([yuan, -yuan * rng.uniform(0.97, 1.0, len(yuan))]),
        np.repeat(["collection", "transfer"], len(firm)),
        np.concatenate([leader, leader]),
    )


def _circle(firms: Firms, circular: Papers) -> Moves:
    """The buyer pays on the day of the invoice, the seller passes it on."""
    known = coded("F", np.arange(1, len(firms) + 1))
    return Moves(
        np.concatenate([circular.firm, circular.partner]),
        np.concatenate([circular.day, circular.day]),
        np.concatenate([circular.yuan, -circular.yuan]),
        np.repeat(["collection", "supplier"], len(circular)),
        np.concatenate([known[circular.partner], known[circular.firm]]),
    )


def _loans(rng: np.random.Generator, lives: Lives) -> tuple[Moves, ...]:
    firms, asked, course, calendar = lives.firms, lives.asked, lives.course, lives.calendar
    lent = np.flatnonzero(asked.is_lent)
    firm, amount = asked.firm[lent], asked.lent_yuan[lent]
    day = np.minimum(asked.day[lent] + 3, calendar.days - 1)
    arrives = _moves(firm, day, amount, "loan", "L000000")
    keeps = firms.of_character("keeps")[firm]
    gone = np.flatnonzero(keeps < 0.9)
    leaves = _moves(
        firm[gone],
        np.minimum(day[gone] + rng.integers(0, 3, len(gone)), calendar.days - 1),
        -amount[gone] * (1 - keeps[gone]),
        "transfer",
        np.where(firms.leader[firm[gone]] >= 0, coded("R", firms.leader[firm[gone]] + 1), ""),
    )
    fee = np.flatnonzero(firms.character[firm] == "coached")
    fees = _moves(
        firm[fee], np.minimum(day[fee] + 1, calendar.days - 1), -amount[fee] * _AGENT_FEE, "transfer",
        coded("R", firms.leader[firm[fee]] + 1),
    )  # fmt: skip
    row, month = np.nonzero(course.paid[lent] > 0)
    late = np.minimum(calendar.starts[month] + asked.day[lent][row] % 28, calendar.days - 1)
    repaid = _moves(firm[row], late, -course.paid[lent][row, month], "repayment", "L000000")
    row, month = np.nonzero((course.called[lent] > 0) & (course.at_hand[lent] != 0))
    called = _moves(
        firm[row], calendar.starts[month] + 9, -course.called[lent][row, month], "guarantee", "L000000"
    )
    return arrives, leaves, fees, repaid, called


def _moves(firm: Ints, day: Ints, yuan: Floats, kind: str, other: str | Words) -> Moves:
    return Moves(firm, day, yuan, np.full(len(firm), kind), np.broadcast_to(np.asarray(other), firm.shape))


def _with_balance(rng: np.random.Generator, lives: Lives, moves: Moves) -> pl.DataFrame:
    firms, ledger, calendar, settings = lives.firms, lives.ledger, lives.calendar, lives.settings
    order = np.lexsort((-moves.yuan, moves.day, moves.firm))
    firm = moves.firm[order]
    fen = np.round(moves.yuan[order] * 100).astype(np.int64)
    nameless = rng.random(len(fen)) < settings.noise.nameless_transfers
    codes = coded("F", np.arange(1, len(firms) + 1))
    account = coded("9999", np.arange(1, len(firms) + 1), 11)
    opening = np.round(firms.savings_months * ledger.base * 40).astype(np.int64)
    table = pl.DataFrame(
        {
            "business_id": codes[firm],
            "account": account[firm],
            "on": pl.Series(calendar.dates(moves.day[order])),
            "kind": moves.kind[order],
            "amount_fen": fen,
            "counterparty": np.where(nameless, "", moves.other[order]),
            "opening": opening[firm],
        }
    ).filter(pl.col("amount_fen") != 0)
    running = pl.col("amount_fen").cum_sum().over("business_id")
    lowest = running.min().over("business_id")
    return table.with_columns(
        counterparty=pl.col("counterparty").replace({"": None}),
        balance_fen=running + pl.max_horizontal("opening", 20_00 - lowest),
    ).drop("opening")
