"""What a figure is held against."""

from dataclasses import dataclass
from datetime import date

from puhui.decision.watch.reading.bins import Bins


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure's first days as they were then; kept, so that they stay the same."""

    since: date
    until: date
    bins: Bins
