"""What nobody in the town can know: written into `truth/`, read by scoring only."""

import numpy as np
import polars as pl

from town.dice import Floats, Ints
from town.lending.asked import application_ids
from town.lives import Lives
from town.many_ids import coded

_YEAR = 12


def truth_tables(lives: Lives) -> dict[str, pl.DataFrame]:
    """People's earnings, every business's character, every application's fate, the whole ledger."""
    return {
        "people": lives.population.earnings,
        "businesses": _businesses(lives),
        "applications": _applications(lives),
        "ledger": _ledger(lives),
        "loan_months": _loan_months(lives),
    }


def _businesses(lives: Lives) -> pl.DataFrame:
    population, firms, activity, ledger = lives.population, lives.firms, lives.activity, lives.ledger
    people = population.people["person_id"].to_numpy().astype(str)
    in_ring = pl.Series(firms.ring >= 0)
    return pl.DataFrame(
        {
            "business_id": coded("F", np.arange(1, len(firms) + 1)),
            "character": firms.character,
            "ring_id": coded("G", np.maximum(firms.ring, 0), 4),
            "leader_id": people[np.maximum(firms.leader, 0)],
            "true_sales_year_fen": _fen(ledger.sales[:, -_YEAR:].sum(axis=1)),
            "true_left_month_fen": _fen(ledger.ordinary_left),
            "debts_month_fen": _fen(ledger.debts[:, -1]),
            "trouble_month": activity.trouble,
            "customer_lost_month": activity.customer_lost,
            "illness_month": activity.illness,
        }
    ).with_columns(
        ring_id=pl.when(in_ring).then("ring_id"),
        leader_id=pl.when(in_ring).then("leader_id"),
    )


def _applications(lives: Lives) -> pl.DataFrame:
    """Also those that were not lent: `would_default` is what the same run says of them."""
    firms, asked, course = lives.firms, lives.asked, lives.course
    return pl.DataFrame(
        {
            "application_id": application_ids(asked),
            "business_id": coded("F", asked.firm + 1),
            "is_coached": firms.character[asked.firm] == "coached",
            "would_default": course.default >= 0,
            "default_month": course.default,
            "first_missed_month": course.first_missed,
            "cause": course.cause,
            "keeps_share": firms.of_character("keeps")[asked.firm],
        }
    ).with_columns(
        pl.col("default_month", "first_missed_month").replace({-1: None}), pl.col("cause").replace({"": None})
    )


def _ledger(lives: Lives) -> pl.DataFrame:
    firms, activity, ledger, calendar = lives.firms, lives.activity, lives.ledger, lives.calendar
    row, month = np.nonzero(activity.alive)
    columns = {
        f"{name}_fen": _fen(getattr(ledger, name)[row, month])
        for name in (
            "sales",
            "collected",
            "bought",
            "fixed",
            "debts",
            "household",
            "other_income",
            "net",
            "cash",
        )
    }
    return pl.DataFrame(
        {
            "business_id": coded("F", np.arange(1, len(firms) + 1))[row],
            "month": pl.Series(calendar.dates(calendar.starts[month])),
            **columns,
        }
    )


def _loan_months(lives: Lives) -> pl.DataFrame:
    asked, course, calendar = lives.asked, lives.course, lives.calendar
    row, month = np.nonzero(course.due > 0)
    return pl.DataFrame(
        {
            "application_id": application_ids(asked)[row],
            "month": pl.Series(calendar.dates(calendar.starts[month])),
            "at_hand_fen": _fen(course.at_hand[row, month]),
            "due_fen": _fen(course.due[row, month]),
            "paid_fen": _fen(course.paid[row, month]),
            "called_fen": _fen(course.called[row, month]),
        }
    )


def _fen(yuan: Floats) -> Ints:
    return np.round(yuan * 100).astype(np.int64)
