"""Everything that a day's numbers are made of, in memory: decisions, loans, references, limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from puhui.decision.watch.limits import Limits
from puhui.decision.watch.reading.coded import Coded
from puhui.decision.watch.reading.loans import Loans
from puhui.decision.watch.reading.reference import Reference

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Watched:
    """What was read, once for every day that is due."""

    coded: Coded
    loans: Loans
    references: Mapping[str, Reference]
    limits: Limits

    @cached_property
    def counted(self) -> NDArray[np.bool_]:
        """Which decisions are counted (see `Coded.counted`)."""
        return self.coded.counted()

    def rows(self, since: int, until: int) -> Rows:
        """The counted decisions of the days between, both included."""
        between = self.coded.between(since, until)
        found: Rows = np.flatnonzero(self.counted[between]) + between.start
        return found
