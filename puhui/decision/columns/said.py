"""What a table said about every firm of a batch, firm by firm when somebody asks."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.decision.columns.kernels import NOT_LOOKED_AT, Bits, Marks
from puhui.decision.jdm import Compiled, Said, Trace


@dataclass(frozen=True, slots=True)
class TableSaid:
    """`rows[slice, firm]` are the rows that spoke, as bits; `trace[row, firm]`, where it was asked for, is
    what became of each row (`jdm.compiling`: first column that did not hold, HIT, or -2: not looked at)."""

    compiled: Compiled
    rows: Bits
    trace: Marks | None

    def spoke(self, position: int) -> NDArray[np.bool_]:
        """For every firm whether the row at this position spoke."""
        held: NDArray[np.bool_] = (self.rows[position // 64] >> np.uint64(position % 64) & np.uint64(1)) != 0
        return held

    def of(self, firm: int) -> Said:
        """The positions of the rows that spoke about one firm, as a single decision tells them."""
        bits = sum(int(it) << 64 * at for at, it in enumerate(self.rows[:, firm]))
        return tuple(at for at in range(len(self.compiled.table.rows)) if bits >> at & 1)

    def trace_of(self, firm: int) -> Trace:
        """The trace of one firm, as a single decision tells it."""
        if self.trace is None:
            raise ValueError("this batch was run without a trace; ask for traced=True")
        return tuple(int(it) for it in self.trace[:, firm] if it != NOT_LOOKED_AT)

    def says(self, output: str) -> list[Any]:
        """Of a `first` table, what it says under one output for every firm; None where it says nothing."""
        by_row = [it.get(output) for it in self.compiled.says]
        answers: list[Any] = [None] * self.rows.shape[1]
        for position, value in enumerate(by_row):
            if value is not None:
                for firm in np.flatnonzero(self.spoke(position)).tolist():
                    answers[firm] = value
        return answers
