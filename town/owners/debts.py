"""What people owe to banks: older debts, a shop's, what the town lent them, loans for a kitchen or a car."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from town.dice import Floats
from town.lives import Lives
from town.owners.flows import MONTHS, Habit, Hand, Stream
from town.owners.living import Means
from town.owners.running import NOBODY, Running
from town.owners.takings import Takings, last_year

_PAID_OFF: Final = 0.7
_OLDER_MONTHS: Final = (10, 60)
_INTEREST_ONLY: Final = 0.12
_QUIET_PART: Final = 0.4
_NOMINEES_PASS_ON: Final = 0.96
_PAID_OUT_DAYS: Final = 3
_NEW_LOANS_SHARE: Final = 0.09
_NEW_LOAN_MONTHS: Final = 24


@dataclass(frozen=True, slots=True)
class Owed:
    """People × 12, yuan: what is owed at a month's end and what fell due in it."""

    debts_yuan: Floats
    due_yuan: Floats
    streams: list[Stream]


def debts_of_people(hand: Hand, lives: Lives, running: Running, means: Means, takings: Takings) -> Owed:
    """Due and owed by person, with the payments."""
    due = np.repeat(means.instalment_yuan[:, None], MONTHS, axis=1)
    debts = means.debts_yuan[:, None] - due * _paid_off(hand, len(due))
    owed = Owed(np.maximum(debts, 0), due, [])
    _of_businesses(hand, lives, running, takings, owed)
    _of_the_lender(hand, lives, running, owed)
    _of_households(hand, running, owed)
    return owed


def _of_businesses(hand: Hand, lives: Lives, running: Running, takings: Takings, owed: Owed) -> None:
    """Part of the older debts is owed to banks and paid from here; little of what a company owes."""
    known = lives.settings.owners.bank_debt_share * np.where(running.cash_heavy[takings.firm], _QUIET_PART, 1)
    to_banks = hand.rng.random(len(takings.firm)) < known
    own = np.where(takings.is_company, hand.rng.beta(1, 6, len(takings.firm)), 1.0)
    older = last_year(lives.ledger.debts)[takings.firm] * (to_banks * own)[:, None]
    np.add.at(owed.due_yuan, takings.who, older)
    first = older.max(axis=1) * hand.rng.uniform(*_OLDER_MONTHS, len(older))
    left = np.maximum(first[:, None] - older * _paid_off(hand, len(older)), 0)
    np.add.at(owed.debts_yuan, takings.who, left)
    owed.streams.append(hand.pays("out", "loan", takings.who, older, Habit(6_000, 2, 0.1, 0.2, 0.1)))


def _paid_off(hand: Hand, count: int) -> Floats:
    """How many instalments' worth of principal are paid by each month; some pay interest only."""
    part = np.where(hand.rng.random(count) < _INTEREST_ONLY, 0.0, _PAID_OFF)
    return np.asarray(part[:, None] * np.arange(MONTHS)[None, :])


def _of_the_lender(hand: Hand, lives: Lives, running: Running, owed: Owed) -> None:
    """Loans of the town: paid out, repaid as they were; a lent name passes the money on at once."""
    asked, course = lives.asked, lives.course
    lent = np.flatnonzero(asked.is_lent)
    firm = asked.firm[lent]
    lends_name = running.account[firm] == NOBODY
    who = np.where(lends_name, lives.firms.owner[firm], running.account[firm])
    paid = last_year(course.paid)[lent]
    np.add.at(owed.due_yuan, who, paid)
    np.add.at(owed.debts_yuan, who, last_year(course.outstanding)[lent])
    calendar = lives.calendar
    day = np.minimum(asked.day[lent] + _PAID_OUT_DAYS, calendar.days - 1)
    month = calendar.month_of(day) - (calendar.months - MONTHS)
    came = (month[:, None] == np.arange(MONTHS)[None, :]) * asked.lent_yuan[lent][:, None]
    gone = came * lends_name[:, None] * _NOMINEES_PASS_ON
    owed.streams.append(hand.pays("out", "loan", who, paid, Habit(1e9, 1, 0.1, 0.2, 0.05)))
    owed.streams.append(hand.pays("in", "loan", who, came, Habit(1e9, 1, 0.05, 0.1, 0.9)))
    owed.streams.append(hand.pays("out", "person", who, gone, Habit(40_000, 2, 0.2, 0.2, 0.8)))


def _of_households(hand: Hand, running: Running, owed: Owed) -> None:
    """Anybody may borrow for a wedding, a kitchen or a car."""
    rng = hand.rng
    adult = np.flatnonzero(running.adult & (running.years < 62))
    who = adult[rng.random(len(adult)) < _NEW_LOANS_SHARE]
    month, amount = rng.integers(0, MONTHS, len(who))[:, None], rng.lognormal(10.0, 0.9, len(who))[:, None]
    since = np.arange(MONTHS)[None, :] - month
    amount = np.round(amount, -3) + 1_000
    came, due = amount * (since == 0), amount * 1.08 / _NEW_LOAN_MONTHS * (since > 0)
    np.add.at(owed.due_yuan, who, due)
    np.add.at(owed.debts_yuan, who, np.where(since >= 0, amount * (1 - since / _NEW_LOAN_MONTHS), 0))
    owed.streams.append(hand.pays("in", "loan", who, came, Habit(1e9, 1, 0.1, 0.15, 0.9)))
    owed.streams.append(hand.pays("out", "loan", who, due, Habit(1e9, 1, 0.1, 0.2, 0.05)))
