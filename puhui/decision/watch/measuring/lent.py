"""Decisions whose loans tell what became of them, as of a day: what was not known then does not count."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.decision.watch.reading.loans import NEVER, Days, months_after
from puhui.decision.watch.reading.watched import Rows, Watched


@dataclass(frozen=True, slots=True)
class Lent:
    """Loans that had been paid out, each with the machine's last word before (`rows`), and what was known.

    `is_mature`: its months are over. `is_known`: mature, and followed to their end or to a default. Bad loans
    show earlier than good ones, so a share is reckoned over mature loans only.
    """

    rows: Rows
    places: Rows
    is_mature: NDArray[np.bool_]
    is_known: NDArray[np.bool_]
    is_bad: NDArray[np.bool_]


def lent(watched: Watched, as_of: int) -> Lent:
    """The loans of a day."""
    limits, loans = watched.limits, watched.loans
    rows = _last_words(watched, as_of)
    places = loans.places(watched.coded.key[rows])
    lent_on, bad_on = loans.lent[places], loans.late[limits.bad_days_past_due][places]
    horizon = months_after(lent_on, limits.bad_within_months) if len(places) else lent_on
    is_mature = horizon <= as_of
    is_bad = is_mature & (bad_on <= horizon)
    is_known = is_mature & (is_bad | (loans.seen_until[places] >= horizon))
    return Lent(rows, places, is_mature, is_known, is_bad)


def reached(days: Days, as_of: int) -> NDArray[np.bool_]:
    """Which days have come; `NEVER` has not."""
    found: NDArray[np.bool_] = (days <= as_of) & (days != NEVER)
    return found


def _last_words(watched: Watched, as_of: int) -> Rows:
    """The machine's last decision before each loan."""
    coded, loans = watched.coded, watched.loans
    places = loans.places(coded.key)
    lent_on = loans.lent[places] if len(loans.keys) else np.full(len(coded), NEVER, dtype=np.int32)
    usable = (places >= 0) & ~coded.by_person & (coded.day <= lent_on) & (lent_on <= as_of)
    rows = np.flatnonzero(usable)
    last = np.full(len(loans.keys), -1, dtype=np.intp)
    last[places[rows]] = rows
    found: Rows = np.sort(last[last >= 0])
    return found
