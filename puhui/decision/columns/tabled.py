"""A table, or a scorecard, as look-ups by region: the rows that a field lets through, its worth in points.

Nothing here reads a cell anew: every cell is asked about one value of each region through the very function
that decides one firm at a time (`jdm.compiling`), so both cannot mean different things.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from puhui.decision.columns.coding import Coding
from puhui.decision.columns.kernels import Bits, Points
from puhui.decision.jdm import Compiled, HitPolicy
from puhui.decision.jdm.regions import alone
from puhui.learn import Factor

SLICE_ROWS: Final = 64


@dataclass(frozen=True, slots=True)
class Tabled:
    """One table: for each of its columns the field, and by slice of 64 rows and by region the rows it lets
    through."""

    compiled: Compiled
    lets: tuple[tuple[str, Bits], ...]

    @property
    def is_first(self) -> bool:
        """Whether the uppermost row that holds speaks alone."""
        return self.compiled.table.hit_policy is HitPolicy.FIRST

    @property
    def slices(self) -> int:
        """Groups of 64 rows."""
        return -(-len(self.compiled.table.rows) // SLICE_ROWS)

    def every_row(self) -> Bits:
        """All rows of each slice, before any field was looked at."""
        rows = len(self.compiled.table.rows)
        widths = [min(rows - at * SLICE_ROWS, SLICE_ROWS) for at in range(self.slices)]
        return np.asarray([(1 << width) - 1 for width in widths], np.uint64)


def tabled(compiled: Compiled, codings: dict[str, Coding]) -> Tabled:
    """The look-ups of a table."""
    table = compiled.table
    lets = [(name, _lets(compiled, column, codings[name])) for column, name in enumerate(table.inputs)]
    return Tabled(compiled, tuple(lets))


def worth(factor: Factor, coding: Coding) -> Points:
    """What each region of a feature is worth, as `Factor.points` says; what is no number is missing."""
    numbers = [float(it) if isinstance(it, int | float) else None for it in coding.probes()]
    return np.asarray([factor.points(it) for it in numbers], np.int32)


def _lets(compiled: Compiled, column: int, coding: Coding) -> Bits:
    rows, probes = compiled.table.rows, coding.probes()
    found = np.zeros((-(-len(rows) // SLICE_ROWS), coding.count), np.uint64)
    known: dict[str, list[int]] = {}
    for position, cell in enumerate(row.cells[column] for row in rows):
        held = known.get(repr(cell))
        if held is None:
            run = alone(compiled.table, cell)
            held = known[repr(cell)] = [at for at, it in enumerate(probes) if run({"x": it})[0]]
        found[position // SLICE_ROWS, held] |= np.uint64(1 << position % SLICE_ROWS)
    return found
