"""Early delinquency by month of decision: the first payment missed, and ever so late by each month on book.

Of every month only the loans that have been on book so long count, so a young cohort is not called good.
Measures are domain 8's: FPD-n, and 30+ at month k, *ever*, by number of loans.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from puhui.decision.watch.measuring.lent import Lent, lent, reached
from puhui.decision.watch.measuring.shares import Share, share
from puhui.decision.watch.reading.loans import NEVER, months_after
from puhui.decision.watch.reading.watched import Watched

MONTHS_ON_BOOK: Final = tuple(range(1, 13))
_EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Vintage:
    """One month of decisions: loans paid out, how many missed the first payment, and ever late by month on
    book (`late_by[k − 1]`; None where fewer than the least have been on book so long)."""

    month: date
    loans: int
    first_payment: Share | None
    late_by: tuple[Share | None, ...]


def vintages(watched: Watched, as_of: int) -> tuple[Vintage, ...]:
    """Every month of decisions with loans, oldest first."""
    found = lent(watched, as_of)
    months = watched.coded.day[found.rows].astype("datetime64[D]").astype("datetime64[M]")
    least = watched.limits.suppressed_below
    return tuple(
        _one(watched, found, np.flatnonzero(months == month), as_of)
        for month in np.unique(months)
        if (months == month).sum() >= least
    )


def _one(
    watched: Watched, found: Lent, mine: "np.ndarray[tuple[int], np.dtype[np.intp]]", as_of: int
) -> Vintage:
    first_day = _EPOCH + timedelta(days=int(watched.coded.day[found.rows[mine[0]]]))
    return Vintage(
        first_day.replace(day=1),
        len(mine),
        _first_payment(watched, found, mine, as_of),
        tuple(_late_by(watched, found, mine, as_of)),
    )


def _first_payment(
    watched: Watched, found: Lent, mine: "np.ndarray[tuple[int], np.dtype[np.intp]]", as_of: int
) -> Share | None:
    days = watched.limits.first_payment_days
    places = found.places[mine]
    due = watched.loans.first_due[places]
    over = np.where(due == NEVER, NEVER, due + days)
    ripe = reached(over, as_of)
    missed = ripe & (watched.loans.late[days][places] <= over)
    return _share(int(missed.sum()), int(ripe.sum()), watched.limits.suppressed_below)


def _late_by(
    watched: Watched, found: Lent, mine: "np.ndarray[tuple[int], np.dtype[np.intp]]", as_of: int
) -> Iterator[Share | None]:
    places = found.places[mine]
    late_on = watched.loans.late[watched.limits.early_days_past_due][places]
    for month in MONTHS_ON_BOOK:
        by = months_after(watched.loans.lent[places], month)
        ripe = by <= as_of
        yield _share(int((ripe & (late_on <= by)).sum()), int(ripe.sum()), watched.limits.suppressed_below)


def _share(hits: int, n: int, least: int) -> Share | None:
    return share(hits, n) if n >= least else None
