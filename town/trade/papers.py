"""Invoices as columns of numbers."""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from town.dice import Bools, Floats, Ints
from town.trade.calendar import Calendar

OUTSIDE: Final = -1
"""The partner of an invoice that is nobody of the town."""


@dataclass(frozen=True, slots=True)
class Papers:
    """One row an invoice. `partner` is a firm of the town or −1; then `rank` says which stranger.

    Amounts are yuan with tax; `red` rows reverse an earlier one and are negative.
    """

    firm: Ints
    day: Ints
    partner: Ints
    rank: Ints
    yuan: Floats
    is_void: Bools

    def __len__(self) -> int:
        return len(self.firm)

    def only(self, rows: Bools | Ints) -> "Papers":
        """Some of them."""
        return Papers(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def joined(*parts: Papers) -> Papers:
    """Several heaps as one."""
    return Papers(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Papers)
        }
    )


def monthly(papers: Papers, count: int, calendar: Calendar) -> Floats:
    """Valid sums, firms × months."""
    valid = ~papers.is_void
    place = papers.firm[valid] * calendar.months + calendar.month_of(papers.day[valid])
    sums = np.bincount(place, papers.yuan[valid], minlength=count * calendar.months)
    return sums.astype(np.float64).reshape(count, calendar.months)


def repeated(month_count: Ints) -> tuple[Ints, Ints]:
    """Counts of firms × months as one firm and one month an invoice."""
    place = np.repeat(np.arange(month_count.size), month_count.ravel())
    return place // month_count.shape[1], place % month_count.shape[1]
