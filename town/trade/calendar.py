"""The months that the town remembers, and on which of their days business is done."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from town.dice import Anything, Floats, Ints
from town.settings import Settings


@dataclass(frozen=True, slots=True)
class Calendar:
    """Months 0 … `months` − 1, each whole; days counted from the first one.

    `starts` has one more entry than there are months: where the day after the last one would be.
    """

    first: date
    months: int
    starts: Ints
    month_of_year: Ints
    years_in: Floats

    @property
    def days(self) -> int:
        """All of them."""
        return int(self.starts[-1])

    def dates(self, day: Ints) -> Anything:
        """Days as numpy dates."""
        return np.datetime64(self.first) + day

    def month_of(self, day: Ints) -> Ints:
        """The month in which a day lies."""
        return np.searchsorted(self.starts, day, side="right") - 1


def calendar_of(settings: Settings) -> Calendar:
    """The months that end on `settings.until`; `read_settings` has seen that it ends one."""
    last = settings.until.year * 12 + settings.until.month - 1
    firsts = [date(month // 12, month % 12 + 1, 1) for month in range(last - settings.months + 1, last + 2)]
    return Calendar(
        first=firsts[0],
        months=settings.months,
        starts=np.array([(day - firsts[0]).days for day in firsts]),
        month_of_year=np.array([day.month for day in firsts[:-1]]),
        years_in=np.arange(settings.months) / 12,
    )


def days_of(calendar: Calendar, month: Ints, weights: Floats, rng: np.random.Generator) -> Ints:
    """A day within each month; `weights` are of Monday … Sunday."""
    weekday = (np.arange(calendar.days) + calendar.first.weekday()) % 7
    passed = np.concatenate([[0.0], np.cumsum(weights[weekday])])
    low, high = passed[calendar.starts[month]], passed[calendar.starts[month + 1]]
    place = low + (high - low) * rng.random(len(month))
    return np.asarray(
        np.clip(
            np.searchsorted(passed, place, side="right") - 1,
            calendar.starts[month],
            calendar.starts[month + 1] - 1,
        )
    )
