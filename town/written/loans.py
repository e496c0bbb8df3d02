"""Applications, loans and repayments as tables; what is known afterwards only stays in `town.truth`."""

from typing import Final

import numpy as np
import polars as pl

from town.dice import Ints, Words
from town.lending.asked import Asked, application_ids
from town.lives import Lives
from town.many_ids import coded, networks, picked
from town.trade.calendar import Calendar
from town.written.paying import dues

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
            "phone": _mistyped(rng, lives, found.phone),
            "minutes_filling": np.round(np.maximum(minutes, 0.5), 1),
            "is_lent": asked.is_lent,
        }
    )


def _mistyped(rng: np.random.Generator, lives: Lives, phones: Words) -> Words:
    """The last digit of some is wrong; the number leads to somebody else or to nobody."""
    wrong = rng.random(len(phones)) < lives.settings.noise.mistyped_phones
    last = np.array([str((int(phone[-1]) + 1) % 10) for phone in phones.tolist()])
    return np.where(wrong, np.char.add(phones.astype("<U10"), last), phones)


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
    """One row a month in which something was due."""
    asked, calendar, rows = lives.asked, lives.calendar, dues(lives)
    return pl.DataFrame(
        {
            "loan_id": picked(loan_ids(asked), rows.loan),
            "number": rows.month - asked.month[rows.loan],
            "due_on": pl.Series(calendar.dates(rows.due_day)),
            "due_fen": np.round(rows.due_yuan * 100).astype(np.int64),
            "paid_fen": np.round(rows.paid_yuan * 100).astype(np.int64),
            "paid_on": pl.Series(calendar.dates(rows.paid_day)),
        }
    ).with_columns(paid_on=pl.when(pl.col("paid_fen") > 0).then("paid_on"))


def _lent_day(asked: Asked, calendar: Calendar) -> Ints:
    return np.minimum(asked.day + _WAITS_DAYS, calendar.days - 1)
