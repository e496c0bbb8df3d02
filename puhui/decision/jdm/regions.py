"""What a table can tell apart: columns cut into regions, rows as boxes of them, and subtraction of boxes.

Every column is cut where its cells name a value; one probe stands for each piece. A cell is then the set
of pieces in which it holds (bits of a number), a row a box of such sets, and subtracting boxes tells exactly
what is left for a row, or for nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from puhui.decision.jdm.cell import Against, Atom, Cell, Compare, Interval, Literal, Member
from puhui.decision.jdm.compiling import Value, compile_table
from puhui.decision.jdm.table import HitPolicy, Row, Table

Box = tuple[int, ...]
"""For each column, the regions in which a row holds, as bits."""


_ANY_OTHER_TEXT = "\0 any other text"


class TooTangledError(ValueError):
    """Telling what is left would take longer than anybody waits."""


class Patience:
    """How much work may be spent on one table, counted in columns of boxes; then TooTangledError."""

    def __init__(self, columns: int) -> None:
        self._left = columns

    def spend(self, columns: int) -> None:
        """So much was done."""
        self._left -= columns
        if self._left < 0:
            raise TooTangledError


def probes(table: Table, column: int) -> list[Value]:
    """One value for every region that the column's cells can tell apart."""
    named = {_key(literal): literal for row in table.rows for literal in literals_of(row.cells[column])}
    numbers = sorted(literal for literal in named.values() if isinstance(literal, float))
    between = [(low + high) / 2 for low, high in pairwise(numbers)]
    beyond = [numbers[0] - 1, numbers[-1] + 1] if numbers else [0.0]
    texts = sorted(literal for literal in named.values() if isinstance(literal, str))
    return [*numbers, *between, *beyond, *texts, _ANY_OTHER_TEXT, True, False, None]


def regions(table: Table, column: int) -> Callable[[Cell], int]:
    """How a cell of this column becomes bits; the same cell is asked once, known by how it is written, for
    `1` and `true` are equal to Python."""
    candidates = probes(table, column)
    known: dict[str, int] = {}

    def as_bits(cell: Cell) -> int:
        if cell.anything:
            return (1 << len(candidates)) - 1
        written = repr(cell)
        if written not in known:
            run = alone(table, cell)
            known[written] = sum(1 << bit for bit, value in enumerate(candidates) if run({"x": value})[0])
        return known[written]

    return as_bits


def boxes(table: Table, holds: Sequence[Callable[[Cell], int]] | None = None) -> list[Box]:
    """Every row as a box; `holds` are the columns' regions where they are at hand."""
    holds = holds or [regions(table, column) for column in range(len(table.inputs))]
    return [tuple(holds[column](cell) for column, cell in enumerate(row.cells)) for row in table.rows]


def everything(table: Table) -> Box:
    """The box of all facts there are."""
    return tuple((1 << len(probes(table, column))) - 1 for column in range(len(table.inputs)))


def an_example(table: Table, box: Box) -> dict[str, Value]:
    """Facts that lie in a box, one value for each column that the box cares about; of the kind that the
    column speaks about, where the box has one."""
    whole = everything(table)
    return {
        field: min(_inside(table, column, box), key=lambda value: _strangeness(table, column, value))
        for column, field in enumerate(table.inputs)
        if box[column] != whole[column]
    }


def _inside(table: Table, column: int, box: Box) -> Iterator[Value]:
    return (value for bit, value in enumerate(probes(table, column)) if box[column] >> bit & 1)


def _strangeness(table: Table, column: int, value: Value) -> int:
    """0: a value like those that the column names; 1: another text; 2: nothing; 3: another kind."""
    kinds = {type(it) for row in table.rows for it in literals_of(row.cells[column]) if it is not None}
    if value is None:
        return 2
    return (1 if value == _ANY_OTHER_TEXT else 0) if type(value) in kinds else 3


def what_is_left(of: Iterable[Box], taken: Iterable[Box], patience: Patience | None = None) -> list[Box]:
    """The boxes with every taken one cut out. Raises TooTangledError where `patience` ends."""
    left = list(of)
    for hole in taken:
        if patience is not None:
            patience.spend(len(left) * len(hole))
        left = list(_cut(left, hole, patience))
    return left


def _cut(of: list[Box], hole: Box, patience: Patience | None) -> Iterator[Box]:
    for box in of:
        for piece in minus(box, hole):
            if patience is not None and piece is not box:
                patience.spend(len(piece))
            yield piece


def shared(one: Box, other: Box) -> Box | None:
    """Where both hold, if anywhere."""
    common = tuple(mine & theirs for mine, theirs in zip(one, other, strict=True))
    return common if all(common) else None


def lies_in(inner: Box, outer: Box) -> bool:
    """Whether one box is wholly inside another."""
    return all(not mine & ~theirs for mine, theirs in zip(inner, outer, strict=True))


def minus(box: Box, hole: Box) -> Iterator[Box]:
    """What of a box lies outside another, in pieces that do not touch."""
    if not all(mine & theirs for mine, theirs in zip(box, hole, strict=True)):
        yield box
        return
    for column, (mine, theirs) in enumerate(zip(box, hole, strict=True)):
        if mine & ~theirs:
            common = tuple(a & b for a, b in zip(box[:column], hole[:column], strict=True))
            yield (*common, mine & ~theirs, *box[column + 1 :])


def alone(
    table: Table, cell: Cell
) -> Callable[[Mapping[str, Value]], tuple[tuple[int, ...], tuple[int, ...]]]:
    """One cell as a table of its own, about the fact `x`."""
    lonely = Table(table.name, table.meta, HitPolicy.FIRST, ("x",), (), (Row("", "", (cell,), (), ("",)),))
    return compile_table(lonely).run


def _key(literal: Literal) -> tuple[str, str]:
    return type(literal).__name__, str(literal)


def literals_of(cell: Cell) -> Iterator[Literal]:
    """Every value that a cell names."""
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
        case Against(rule=rule):
            raise ValueError(f"{rule} has no value yet; look at the table with_rules")
