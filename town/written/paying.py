"""On which day each due was paid: the same in the repayments and on the account."""

from dataclasses import dataclass

import numpy as np

from town.dice import Floats, Ints
from town.lives import Lives


@dataclass(frozen=True, slots=True)
class Dues:
    """One row a month in which something of a lent loan was due. `loan` is a row of the applications."""

    loan: Ints
    month: Ints
    due_day: Ints
    paid_day: Ints
    due_yuan: Floats
    paid_yuan: Floats


def dues(lives: Lives) -> Dues:
    """How many days late follows from how thin the cash was."""
    asked, course, calendar = lives.asked, lives.course, lives.calendar
    rng = lives.dice.stream("repayments")
    loan, month = np.nonzero(np.where(asked.is_lent[:, None], course.due, 0) > 0.005)
    owed, paid = course.due[loan, month], course.paid[loan, month]
    of_month = (asked.day - calendar.starts[asked.month])[loan]
    due_day = calendar.starts[month] + np.minimum(of_month, 27)
    tight = course.at_hand[loan, month] / owed
    late = rng.geometric(np.clip(0.5 + 0.4 * (tight - 1), 0.2, 0.95)) - 1
    late = np.where(tight > 2.5, 0, np.minimum(late, 29))
    late = np.where(paid + 0.005 < owed, rng.integers(4, 26, len(loan)), late)
    return Dues(loan, month, due_day, np.minimum(due_day + late, calendar.days - 1), owed, paid)
