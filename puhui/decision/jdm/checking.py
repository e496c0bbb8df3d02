"""Is a table sound? Found on loading, not on a borrower; the first trouble refuses it.

Whoever edits a table is told everything at once instead (`troubles`).
"""

from collections.abc import Iterable, Mapping

from puhui.decision.jdm.cell import Cell, Literal
from puhui.decision.jdm.regions import (
    Box,
    an_example,
    boxes,
    everything,
    regions,
    what_is_left,
)
from puhui.decision.jdm.ruled import rules_asked, with_rules
from puhui.decision.jdm.table import BrokenTableError, HitPolicy, Row, Table


def check(table: Table, where: str, rulings: Iterable[Mapping[str, float]] = ()) -> Table:
    """The same table, or `BrokenTableError` with the row that is wrong; one that asks the rulebook is looked
    at under each of `rulings`."""
    if not rules_asked(table):
        _look_at(table, where)
        return table
    several = tuple(rulings)
    if not several:
        raise BrokenTableError(f"{where}: the rulebook has no value for {', '.join(rules_asked(table))}")
    for values in several:
        _look_at(with_rules(table, values), where)
    return table


def _look_at(table: Table, where: str) -> None:
    as_boxes = boxes(table)
    for number, (row, box) in enumerate(zip(table.rows, as_boxes, strict=True), start=1):
        if 0 in box:
            column = table.inputs[box.index(0)]
            raise BrokenTableError(
                f"{where}, row {number} ({row.row_id}), column {column}: nothing can ever satisfy this cell"
            )
        _every_alternative_taken(table, row, f"{where}, row {number} ({row.row_id})")
    if table.hit_policy is HitPolicy.FIRST:
        _every_row_reached(table, as_boxes, where)
        _every_fact_answered(table, as_boxes, where)
    else:
        _no_row_twice(table, as_boxes, where)


def _every_alternative_taken(table: Table, row: Row, where: str) -> None:
    """`> 5, null` never takes null: ordering what is no number ends a cell. `null, > 5` does."""
    for column, cell in enumerate(row.cells):
        as_bits = regions(table, column)
        if any(as_bits(Cell((alone,))) & ~as_bits(cell) for alone in cell.alternatives):
            raise BrokenTableError(
                f"{where}, column {table.inputs[column]}: {row.written[column]!r} never takes one of its "
                "alternatives; write null, texts and true/false before comparisons"
            )


def _every_row_reached(table: Table, as_boxes: list[Box], where: str) -> None:
    for number, (row, box) in enumerate(zip(table.rows, as_boxes, strict=True)):
        if not what_is_left([box], as_boxes[:number]):
            raise BrokenTableError(
                f"{where}, row {number + 1} ({row.row_id}): can never be reached, rows above it take all"
            )


def _every_fact_answered(table: Table, as_boxes: list[Box], where: str) -> None:
    left = what_is_left([everything(table)], as_boxes)
    if left:
        raise BrokenTableError(
            f"{where}: no row speaks about {an_example(table, left[0])}; "
            "end the table with a row that takes the rest"
        )


def _no_row_twice(table: Table, as_boxes: list[Box], where: str) -> None:
    seen: dict[tuple[Box, tuple[tuple[str, Literal], ...]], Row] = {}
    for number, (row, box) in enumerate(zip(table.rows, as_boxes, strict=True), start=1):
        twin = seen.setdefault((box, row.outputs), row)
        if twin is not row:
            raise BrokenTableError(
                f"{where}, row {number} ({row.row_id}): says the same as row {twin.row_id}"
            )
