"""Tables and points over whole columns of firms.

    columns = compile_columns([policy.tables["fraud"]], scorecard)
    said = columns.run({"sales_void_share": shares, "band": Texts(codes, ("A", "B"))})
    said.tables["fraud"].spoke(0), said.points

A column is an array of numbers (NaN: not known), `Texts` (codes of a dictionary), or any list of values; a
field that no column brings is null. Blocks of a few thousand firms stay in the processor's cache from reading
a number to the bits of the rows that spoke.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from puhui.decision.columns import kernels
from puhui.decision.columns.coding import Coding, coding_for
from puhui.decision.columns.kernels import Codes, Floats, Marks, Points, Regions
from puhui.decision.columns.said import TableSaid
from puhui.decision.columns.tabled import SLICE_ROWS, Tabled, tabled, worth
from puhui.decision.jdm import Compiled, Value, with_rules
from puhui.decision.jdm.regions import literals_of
from puhui.learn import Scorecard

BLOCK_FIRMS: Final = 8192


@dataclass(frozen=True, slots=True)
class Texts:
    """A column of texts (or true and false) as codes of a dictionary; a negative code is null."""

    codes: Codes
    values: tuple[Value, ...]

    def repeated(self, count: int) -> "Texts":
        """The first of it, for so many firms."""
        return Texts(np.repeat(self.codes[:1], count), self.values)


Column = Floats | Texts | Sequence[Value]


@dataclass(frozen=True, slots=True)
class Batch:
    """What every table said, and the points of every firm where there is a scorecard."""

    tables: Mapping[str, TableSaid]
    points: Points | None


@dataclass(frozen=True, slots=True)
class Columns:
    """Tables and a scorecard, ready for columns. `fields` are read; what else is brought is not looked at."""

    tables: tuple[Tabled, ...]
    codings: Mapping[str, Coding]
    base_points: int | None
    worth: Mapping[str, Points]
    ruled: Mapping[str, Texts]

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that some table or the scorecard looks at."""
        return tuple(self.codings)

    def run(self, columns: Mapping[str, Column], firms: int | None = None, *, traced: bool = False) -> Batch:
        """All tables over all firms; `firms` says how many where no column does."""
        count = _height(columns) if firms is None else firms
        said = [_nothing_said(it, count, traced=traced) for it in self.tables]
        points = None if self.base_points is None else np.full(count, self.base_points, np.int32)
        brought = {**columns, **{name: it.repeated(count) for name, it in self.ruled.items()}}
        read = {name: _ready(brought.get(name), coding, count) for name, coding in self.codings.items()}
        scratch = {name: np.empty(BLOCK_FIRMS, np.uint16) for name in self.codings}
        for start in range(0, count, BLOCK_FIRMS):
            block = slice(start, min(start + BLOCK_FIRMS, count))
            regions = {name: _cut(it, self.codings[name], block, scratch[name]) for name, it in read.items()}
            for table, its in zip(self.tables, said, strict=True):
                _walk(table, regions, its, block)
            for name, each in self.worth.items():
                kernels.add_points(regions[name], each, points[block])  # type: ignore[index]
        return Batch({it.compiled.table.name: it for it in said}, points)


def compile_columns(
    tables: Iterable[Compiled],
    scorecard: Scorecard | None = None,
    measured: Iterable[str] = (),
    rules: Mapping[str, float] | None = None,
) -> Columns:
    """Columns for these tables and this scorecard; `measured` fields bring raw numbers that a single decision
    would settle to twelve digits first; `rules` are the rulebook's values of the day (`Law.rules`)."""
    values, settles = rules or {}, frozenset(measured)
    tables = tuple(replace(it, table=with_rules(it.table, values)) for it in tables)
    named: dict[str, list[Value]] = {}
    for table in (it.table for it in tables):
        for column, name in enumerate(table.inputs):
            cells = [row.cells[column] for row in table.rows]
            named.setdefault(name, []).extend(it for cell in cells for it in literals_of(cell))
    for factor in scorecard.factors if scorecard else ():
        named.setdefault(factor.feature, []).extend(float(it) for it in factor.edges)
    codings = {name: coding_for(name, it, is_measured=name in settles) for name, it in named.items()}
    return Columns(
        tuple(tabled(it, codings) for it in tables),
        codings,
        scorecard.base_points if scorecard else None,
        {it.feature: worth(it, codings[it.feature]) for it in (scorecard.factors if scorecard else ())},
        {name: Texts(np.zeros(1, np.int32), (it,)) for name, it in values.items() if name in codings},
    )


def _walk(table: Tabled, regions: Mapping[str, Regions], said: TableSaid, block: slice) -> None:
    rows = said.rows[:, block]
    trace = None if said.trace is None else said.trace[:, block]
    for column, (name, lets) in enumerate(table.lets):
        for place in range(table.slices):
            if trace is None:
                kernels.let_through(regions[name], lets[place], rows[place])
            else:
                its = trace[place * SLICE_ROWS :]
                kernels.let_through_telling(regions[name], lets[place], column, rows[place], its)
    if table.is_first:
        kernels.only_first(rows)
        if trace is not None:
            kernels.nothing_below(rows, trace)


def _nothing_said(table: Tabled, count: int, *, traced: bool) -> TableSaid:
    rows = np.repeat(table.every_row()[:, None], count, axis=1)
    held: Marks | None = None
    if traced:
        held = np.full((len(table.compiled.table.rows), count), kernels.HIT, np.int8)
    return TableSaid(table.compiled, rows, held)


def _ready(column: Column | None, coding: Coding, count: int) -> Floats | tuple[Codes, Regions]:
    """Numbers as they are; everything else as codes with the region of each."""
    if isinstance(column, np.ndarray) and column.dtype.kind in "fiu":
        return np.ascontiguousarray(column, np.float64)
    if isinstance(column, np.ndarray) and column.dtype.kind == "b":
        column = Texts(column.astype(np.int32), (False, True))
    if isinstance(column, Texts):
        known = [coding.region_of(it) for it in column.values]
        return column.codes, np.asarray([*known, coding.unknown], np.uint16)
    values = [None] * count if column is None else list(column)
    regions = np.asarray([coding.region_of(it) for it in values], np.int32)
    return regions, np.arange(coding.count + 1, dtype=np.uint16)


def _cut(read: Floats | tuple[Codes, Regions], coding: Coding, block: slice, scratch: Regions) -> Regions:
    out = scratch[: block.stop - block.start]
    if isinstance(read, tuple):
        kernels.regions_of_codes(read[0][block], read[1], out)
    else:
        kernels.regions_of_numbers(read[block], coding.cuts, coding.largest, coding.unknown, out)
    return out


def _height(columns: Mapping[str, Column]) -> int:
    heights = {len(it.codes) if isinstance(it, Texts) else len(it) for it in columns.values()}
    if len(heights) != 1:
        raise ValueError(f"columns are of different heights: {sorted(heights)}")
    return heights.pop()
