"""What became of loans, as the rooms after this one tell it: when lent, when first due, when how late.

Nothing here knows an institution's books or a mirror of them; `app` asks whichever this house has. A loan
that is not told has no outcome yet, which is not a good one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from puhui.ground import Work

Days = NDArray[np.int32]
"""Days since 1970-01-01; `NEVER` where there is none."""
NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Performance:
    """One loan: `late_on` says by how many days past due on which day it was first so late (the thresholds
    asked for); `seen_until` is the last day that is known of it, `settled_on` when it was paid off."""

    application_id: UUID
    lent_on: date
    seen_until: date
    first_due_on: date | None = None
    settled_on: date | None = None
    late_on: Mapping[int, date] = field(default_factory=dict)


PerformanceOf = Callable[[Work, tuple[int, ...]], Iterable[Performance]]
"""Every loan of this mode, with the day it first was so many days late, for each number asked."""


def no_loans(_work: Work, _thresholds: tuple[int, ...]) -> Iterable[Performance]:
    """Where nothing is lent."""
    return ()


@dataclass(frozen=True, slots=True)
class Loans:
    """Loans in columns, by key of their application, ascending."""

    keys: NDArray[np.int64]
    lent: Days
    first_due: Days
    seen_until: Days
    late: Mapping[int, Days]

    def places(self, keys: NDArray[np.int64]) -> NDArray[np.intp]:
        """Where the loans of these applications stand; −1 where there is none."""
        if not len(self.keys):
            return np.full(len(keys), -1, dtype=np.intp)
        found = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        return np.where(self.keys[found] == keys, found, -1)


def loans_of(told: Iterable[Performance], thresholds: tuple[int, ...]) -> Loans:
    """Loans in columns; of several drawdowns of one application the first is meant."""
    first: dict[int, Performance] = {}
    for one in told:
        key = key_of(one.application_id)
        if key not in first or one.lent_on < first[key].lent_on:
            first[key] = one
    order = sorted(first)
    loans = [first[key] for key in order]
    return Loans(
        np.array(order, dtype=np.int64),
        _days([one.lent_on for one in loans]),
        _days([one.first_due_on for one in loans]),
        _days([date.max if one.settled_on else one.seen_until for one in loans]),
        {days: _days([one.late_on.get(days) for one in loans]) for days in thresholds},
    )


def key_of(application_id: UUID) -> int:
    """The last eight bytes of an id: random enough to join by, and small."""
    return int.from_bytes(application_id.bytes[8:], "big", signed=True)


def day_number(on: date) -> int:
    """Days since 1970-01-01.

    >>> day_number(date(1970, 1, 2))
    1
    """
    return on.toordinal() - _EPOCH


def months_after(days: Days, months: int) -> Days:
    """The same day so many months later, or that month's last day."""
    at = days.astype("datetime64[D]")
    month = at.astype("datetime64[M]")
    later = (month + months).astype("datetime64[D]") + (at - month.astype("datetime64[D]"))
    last = (month + months + 1).astype("datetime64[D]") - 1
    found: Days = np.minimum(later, last).astype(np.int32)
    return found


_EPOCH = date(1970, 1, 1).toordinal()


def _days(days: list[date | None] | list[date]) -> Days:
    return np.array([NEVER if on is None else min(day_number(on), NEVER) for on in days], dtype=np.int32)
