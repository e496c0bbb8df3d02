"""A table as one plain function: facts in, what the rows said and what became of every row out.

The function is written out as Python source from the parsed cells (never from the file's own text), so
it costs a handful of comparisons and can be read: `print(compile_table(table).source)`.

The trace is one small number for every row that was looked at: the position of the first column that did
not hold, or `HIT`. Rows after a `first` hit were not looked at and do not appear.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from puhui.decision.jdm.cell import Against, Atom, Compare, Interval, Literal, Member, Sign
from puhui.decision.jdm.ruled import rules_asked
from puhui.decision.jdm.table import HitPolicy, Row, Table

Value = float | int | str | bool | None
"""What a fact can be. A fact that is missing is null."""

Trace = tuple[int, ...]
Said = tuple[int, ...]
HIT: Final = -1


@dataclass(frozen=True, slots=True)
class Compiled:
    """A table and its function: `run(facts)` gives the positions of the rows that spoke, and the trace."""

    table: Table
    source: str
    run: Callable[[Mapping[str, Value]], tuple[Said, Trace]]
    says: tuple[dict[str, Literal], ...]

    def answers(self, facts: Mapping[str, Value]) -> list[dict[str, Literal]]:
        """What the rows that hold say, in order; at most one under `first`."""
        return [self.says[position] for position in self.run(facts)[0]]


def compile_table(table: Table) -> Compiled:
    """The table's function. The same table always gives the same source."""
    source = _function(table)
    names: dict[str, Any] = {}
    exec(compile(source, f"<policy table {table.name}>", "exec"), {"nan": float("nan")}, names)  # noqa: S102
    return Compiled(table, source, names["run"], tuple(dict(row.outputs) for row in table.rows))


def _function(table: Table) -> str:
    lines = ["def run(facts):", "    get = facts.get", *read_rules(rules_asked(table))]
    for position, field in enumerate(table.inputs):
        lines.append(f"    v{position} = get({field!r})")
        if asks_for_numbers(table, position):
            lines.append(_as_number(f"v{position}", f"n{position}"))
    build = _first if table.hit_policy is HitPolicy.FIRST else _collect
    return "\n".join([*lines, *build(table)]) + "\n"


def read_rules(names: Iterable[str]) -> list[str]:
    """Values of the rulebook, each under its own name; what is no number is NaN, above and below nothing."""
    lines = []
    for name in names:
        lines += [f"    {name} = get({name!r})", _as_number(name, name)]
    return lines


def _as_number(value: str, number: str) -> str:
    return f"    k = {value}.__class__; {number} = {value} if k is float or k is int else nan"


def _first(table: Table) -> list[str]:
    lines = []
    for position, row in enumerate(table.rows):
        before = "".join(f"t{earlier}, " for earlier in range(position))
        lines += _row_lines(row, position, f"return ({position},), ({before}{HIT},)")
    everything = "".join(f"t{position}, " for position in range(len(table.rows)))
    return [*lines, f"    return (), ({everything})"]


def _collect(table: Table) -> list[str]:
    lines = ["    said = ()"]
    for position, row in enumerate(table.rows):
        lines += _row_lines(row, position, f"t{position} = {HIT}; said += ({position},)")
    everything = "".join(f"t{position}, " for position in range(len(table.rows)))
    return [*lines, f"    return said, ({everything})"]


def _row_lines(row: Row, position: int, when_it_holds: str) -> list[str]:
    tests = [
        (column, cell_source(cell.alternatives, column))
        for column, cell in enumerate(row.cells)
        if not cell.anything
    ]
    if not tests:
        return [f"    {when_it_holds}"]
    lines = [
        f"    {'if' if number == 0 else 'elif'} not ({test}): t{position} = {column}"
        for number, (column, test) in enumerate(tests)
    ]
    return [*lines, f"    else: {when_it_holds}"]


def cell_source(alternatives: tuple[tuple[Atom, ...], ...], column: int) -> str:
    """A cell as a test of a column's value `v…` and its number `n…`. Left to right, as zen-engine reads it:
    ordering what is no number ends the cell, unheld."""
    first, *rest = alternatives
    held = _all(first, column)
    if not rest:
        return held
    return f"{held} or {_not_ended_by(first, column)}({cell_source(tuple(rest), column)})"


def _not_ended_by(atoms: tuple[Atom, ...], column: int) -> str:
    ordering = next((position for position, atom in enumerate(atoms) if _orders(atom)), None)
    if ordering is None:
        return ""
    if ordering == 0:
        return f"n{column} == n{column} and "
    return f"not ({_all(atoms[:ordering], column)} and n{column} != n{column}) and "


def _all(atoms: tuple[Atom, ...], column: int) -> str:
    return "(" + " and ".join(_atom(atom, column) for atom in atoms) + ")"


def _orders(atom: Atom) -> bool:
    return isinstance(atom, Interval | Against) or (
        isinstance(atom, Compare) and atom.sign not in {Sign.EQUAL, Sign.UNEQUAL}
    )


def _atom(atom: Atom, column: int) -> str:
    if isinstance(atom, Compare):
        return _comparison(atom, column)
    if isinstance(atom, Member):
        inside = " or ".join(_equals(literal, column) for literal in atom.literals)
        return f"not ({inside})" if atom.outside else f"({inside})"
    if isinstance(atom, Against):
        return f"n{column} {atom.sign} {atom.rule}"
    return _interval(atom, f"n{column}")


def _comparison(atom: Compare, column: int) -> str:
    if atom.sign is Sign.EQUAL:
        return _equals(atom.literal, column)
    if atom.sign is Sign.UNEQUAL:
        return f"not {_equals(atom.literal, column)}"
    return f"n{column} {atom.sign} {atom.literal!r}"


def _equals(literal: Literal, column: int) -> str:
    if literal is None or isinstance(literal, bool):
        return f"(v{column} is {literal!r})"
    return f"({'n' if isinstance(literal, float) else 'v'}{column} == {literal!r})"


def _interval(interval: Interval, number: str) -> str:
    from_below = "<=" if interval.lower_closed else "<"
    to_above = "<=" if interval.upper_closed else "<"
    if not interval.outside:
        return f"({interval.lower!r} {from_below} {number} {to_above} {interval.upper!r})"
    below, above = ("<" if interval.lower_closed else "<="), (">" if interval.upper_closed else ">=")
    return f"({number} {below} {interval.lower!r} or {number} {above} {interval.upper!r})"


def asks_for_numbers(table: Table, column: int) -> bool:
    """Whether a column's cells compare with numbers."""
    return any(
        isinstance(atom, Interval | Against)
        or (isinstance(atom, Compare) and isinstance(atom.literal, float))
        or (isinstance(atom, Member) and any(isinstance(literal, float) for literal in atom.literals))
        for row in table.rows
        for alternative in row.cells[column].alternatives
        for atom in alternative
    )
