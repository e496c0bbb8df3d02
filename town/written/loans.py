"""Applications, loans and repayments as tables; what is known afterwards only stays in `town.truth`."""

from typing import Final

import numpy as np
import polars as pl

from town.dice import Ints, Words
from town.lending.asked import Asked
from town.lives import Lives
from town.many_ids import coded, networks
from town.trade.calendar import Calendar

_PURPOSES: Final = np.array(["进货周转", "换一台设备", "备节前的货", "付店面租金", "装修店面", "付工人工钱"])
_WAITS_DAYS: Final = 3


def applications_table(lives: Lives) -> pl.DataFrame:
    """What was asked, when, from where, in how many minutes; an agent's clients all say the same."""
    firms, population, asked, found = lives.firms, lives.population, lives.asked, lives.doors
    calendar = lives.calendar
    rng = lives.dice.stream("applications")
    people = population.people["person_id"].to_numpy().astype(str)
    by_ring = np.isin(firms.character[asked.firm], ("coached", "shared_device_farm", "borrowed_identity"))
    taught = np.maximum(firms.ring[asked.firm], 0) % len(_PURPOSES)
    purpose = np.where(
        by_ring & (rng.random(len(asked)) < 0.85), taught, rng.integers(0, len(_PURPOSES), len(asked))
    )
    minutes = np.exp(rng.normal(2.7, 0.5, len(asked)))
    minutes = np.where(by_ring, np.exp(rng.normal(1.2, 0.25, len(asked))), minutes)
    at = np.datetime64(calendar.first, "m") + (asked.day * 1_440 + asked.minute).astype("timedelta64[m]")
    return pl.DataFrame(
        {
            "application_id": application_ids(asked),
            "business_id": coded("F", asked.firm + 1),
            "person_id": people[firms.owner[asked.firm]],
            "applied_at": pl.Series(at.astype("datetime64[ms]")),
            "amount_fen": (asked.amount_yuan * 100).astype(np.int64),
            "months": asked.months,
            "purpose": _PURPOSES[purpose],
            "channel": rng.choice(np.array(["web", "counter", "partner"]), len(asked), p=[0.7, 0.12, 0.18]),
            "device_id": coded("D", found.device, 7),
            "network": networks(found.network),
            "phone": found.phone,
            "minutes_filling": np.round(np.maximum(minutes, 0.5), 1),
            "is_lent": asked.is_lent,
        }
    )


def application_ids(asked: Asked) -> Words:
    """`P000001` in the order in which they came."""
    return coded("P", np.arange(1, len(asked) + 1))


def loans_table(lives: Lives) -> pl.DataFrame:
    """What was lent and how it stands on the last day."""
    asked, course, calendar = lives.asked, lives.course, lives.calendar
    lent = np.flatnonzero(asked.is_lent)
    behind = course.due[:, -1] - course.paid[:, -1] > 1
    status = np.select(
        [course.default >= 0, course.repaid >= 0, behind], ["defaulted", "repaid", "behind"], "running"
    )
    owed = np.where(
        course.default >= 0,
        course.outstanding[np.arange(len(asked)), course.default],
        course.outstanding[:, -1],
    )
    return pl.DataFrame(
        {
            "loan_id": loan_ids(asked)[lent],
            "application_id": application_ids(asked)[lent],
            "business_id": coded("F", asked.firm[lent] + 1),
            "lent_on": pl.Series(calendar.dates(_lent_day(asked, calendar)[lent])),
            "amount_fen": (asked.lent_yuan[lent] * 100).astype(np.int64),
            "months": asked.months[lent],
            "yearly_rate": asked.rate[lent],
            "instalment_fen": np.round(course.instalment[lent] * 100).astype(np.int64),
            "status": status[lent],
            "owed_fen": np.round(np.maximum(owed[lent], 0) * 100).astype(np.int64),
        }
    )


def loan_ids(asked: Asked) -> Words:
    """`L000001`; only those that were lent are ever written."""
    return coded("L", np.arange(1, len(asked) + 1))


def repayments_table(lives: Lives) -> pl.DataFrame:
    """One row a month in which something was due. How many days late follows from how thin the cash was."""
    asked, course, calendar = lives.asked, lives.course, lives.calendar
    rng = lives.dice.stream("repayments")
    due = np.where(asked.is_lent[:, None], course.due, 0)
    row, month = np.nonzero(due > 0.005)
    owed, paid = due[row, month], course.paid[row, month]
    due_day = _due_day(asked, row, month, calendar)
    tight = course.at_hand[row, month] / owed
    late = np.where(tight > 2.5, 0, rng.geometric(np.clip(0.5 + 0.4 * (tight - 1), 0.2, 0.95)) - 1)
    late = np.where(paid + 0.005 < owed, rng.integers(4, 26, len(row)), np.minimum(late, 29))
    paid_day = np.minimum(due_day + late, calendar.days - 1)
    on = pl.Series(calendar.dates(paid_day))
    return pl.DataFrame(
        {
            "loan_id": loan_ids(asked)[row],
            "number": (month - asked.month[row]).astype(np.int64),
            "due_on": pl.Series(calendar.dates(due_day)),
            "due_fen": np.round(owed * 100).astype(np.int64),
            "paid_fen": np.round(paid * 100).astype(np.int64),
            "paid_on": on,
        }
    ).with_columns(paid_on=pl.when(pl.col("paid_fen") > 0).then("paid_on"))


def _lent_day(asked: Asked, calendar: Calendar) -> Ints:
    return np.minimum(asked.day + _WAITS_DAYS, calendar.days - 1)


def _due_day(asked: Asked, row: Ints, month: Ints, calendar: Calendar) -> Ints:
    of_month = (asked.day - calendar.starts[asked.month])[row]
    return np.asarray(calendar.starts[month] + np.minimum(of_month, 27))
