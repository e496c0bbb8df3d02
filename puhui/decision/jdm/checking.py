"""Is a table sound? Found on loading, not on a borrower.

Every column is cut into the regions its cells can tell apart, and a cell becomes the set of regions in
which it holds. Rows are then boxes, and plain subtraction of boxes tells exactly which rows can never
be reached and which facts no row speaks about.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from puhui.decision.jdm.cell import Atom, Cell, Compare, Interval, Literal, Member
from puhui.decision.jdm.compiling import Value, compile_table
from puhui.decision.jdm.table import BrokenTableError, HitPolicy, Row, Table

_Box = tuple[int, ...]


def check(table: Table, where: str) -> Table:
    """The same table, or `BrokenTableError` with the row that is wrong."""
    boxes = _boxes(table)
    for number, (row, box) in enumerate(zip(table.rows, boxes, strict=True), start=1):
        if 0 in box:
            column = table.inputs[box.index(0)]
            raise BrokenTableError(
                f"{where}, row {number} ({row.row_id}), column {column}: nothing can ever satisfy this cell"
            )
        _every_alternative_taken(table, row, f"{where}, row {number} ({row.row_id})")
    if table.hit_policy is HitPolicy.FIRST:
        _every_row_reached(table, boxes, where)
        _every_fact_answered(table, boxes, where)
    else:
        _no_row_twice(table, boxes, where)
    return table


def _every_alternative_taken(table: Table, row: Row, where: str) -> None:
    """`> 5, null` never takes null: ordering what is no number ends a cell. `null, > 5` does."""
    for column, cell in enumerate(row.cells):
        as_bits = _regions(table, column)
        if any(as_bits(Cell((alone,))) & ~as_bits(cell) for alone in cell.alternatives):
            raise BrokenTableError(
                f"{where}, column {table.inputs[column]}: {row.written[column]!r} never takes one of its "
                "alternatives; write null, texts and true/false before comparisons"
            )


def _every_row_reached(table: Table, boxes: list[_Box], where: str) -> None:
    for number, (row, box) in enumerate(zip(table.rows, boxes, strict=True)):
        if not _what_is_left([box], boxes[:number]):
            raise BrokenTableError(
                f"{where}, row {number + 1} ({row.row_id}): can never be reached, rows above it take all"
            )


def _every_fact_answered(table: Table, boxes: list[_Box], where: str) -> None:
    everything = tuple((1 << len(probes(table, column))) - 1 for column in range(len(table.inputs)))
    left = _what_is_left([everything], boxes)
    if left:
        example = {
            field: probes(table, column)[(left[0][column] & -left[0][column]).bit_length() - 1]
            for column, field in enumerate(table.inputs)
        }
        raise BrokenTableError(
            f"{where}: no row speaks about {example}; end the table with a row that takes the rest"
        )


def _no_row_twice(table: Table, boxes: list[_Box], where: str) -> None:
    seen: dict[tuple[_Box, tuple[tuple[str, Literal], ...]], Row] = {}
    for number, (row, box) in enumerate(zip(table.rows, boxes, strict=True), start=1):
        twin = seen.setdefault((box, row.outputs), row)
        if twin is not row:
            raise BrokenTableError(
                f"{where}, row {number} ({row.row_id}): says the same as row {twin.row_id}"
            )


def _boxes(table: Table) -> list[_Box]:
    holds = [_regions(table, column) for column in range(len(table.inputs))]
    return [tuple(holds[column](cell) for column, cell in enumerate(row.cells)) for row in table.rows]


def _regions(table: Table, column: int) -> Callable[[Cell], int]:
    candidates = probes(table, column)

    def as_bits(cell: Cell) -> int:
        if cell.anything:
            return (1 << len(candidates)) - 1
        lonely = Table(
            table.name, table.meta, HitPolicy.FIRST, ("x",), (), (Row("", "", (cell,), (), ("",)),)
        )
        run = compile_table(lonely).run
        return sum(1 << bit for bit, value in enumerate(candidates) if run({"x": value})[0])

    return as_bits


def probes(table: Table, column: int) -> list[Value]:
    """One value for every region that the column's cells can tell apart."""
    named = {_key(literal): literal for row in table.rows for literal in _literals(row.cells[column])}
    numbers = sorted(literal for literal in named.values() if isinstance(literal, float))
    between = [(low + high) / 2 for low, high in pairwise(numbers)]
    beyond = [numbers[0] - 1, numbers[-1] + 1] if numbers else [0.0]
    texts = sorted(literal for literal in named.values() if isinstance(literal, str))
    return [*numbers, *between, *beyond, *texts, "\0 any other text", True, False, None]


def _key(literal: Literal) -> tuple[str, str]:
    return type(literal).__name__, str(literal)


def _literals(cell: Cell) -> Iterator[Literal]:
    for alternative in cell.alternatives:
        for atom in alternative:
            yield from _named_by(atom)


def _named_by(atom: Atom) -> tuple[Literal, ...]:
    match atom:
        case Compare(literal=literal):
            return (literal,)
        case Interval(lower=lower, upper=upper):
            return (lower, upper)
        case Member(literals=literals):
            return literals


def _what_is_left(boxes: list[_Box], taken: list[_Box]) -> list[_Box]:
    for hole in taken:
        boxes = [piece for box in boxes for piece in _minus(box, hole)]
    return boxes


def _minus(box: _Box, hole: _Box) -> Iterator[_Box]:
    if not all(mine & theirs for mine, theirs in zip(box, hole, strict=True)):
        yield box
        return
    for column, (mine, theirs) in enumerate(zip(box, hole, strict=True)):
        if mine & ~theirs:
            shared = tuple(a & b for a, b in zip(box[:column], hole[:column], strict=True))
            yield (*shared, mine & ~theirs, *box[column + 1 :])
