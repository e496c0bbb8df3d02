"""Several tables, and a table of points, as one plain function: every fact is read once.

A single decision between whose tables nothing happens costs one call instead of one a table. Rows, traces and
points are those of the tables one by one (`compile_table`) and of the points table.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from puhui.decision.jdm.compiling import HIT, Said, Trace, Value, asks_for_numbers, cell_source, read_rules
from puhui.decision.jdm.ruled import rules_asked
from puhui.decision.jdm.table import HitPolicy, Row, Table

_INDENT: Final = " " * 4


@dataclass(frozen=True, slots=True)
class Pointed:
    """One feature's points: `points[n]` from `edges[n-1]` (included) to `edges[n]`, and those of what is
    missing. True and false are 1 and 0, other things than numbers are missing."""

    field: str
    edges: tuple[float, ...]
    points: tuple[int, ...]
    missing: int

    def of(self, number: float) -> int:
        """The points of a number."""
        return self.points[sum(number >= edge for edge in self.edges)]


@dataclass(frozen=True, slots=True)
class Walk:
    """`run(facts)` gives rows and trace of each table in their order, and the points."""

    source: str
    run: Callable[[Mapping[str, Value]], tuple[tuple[tuple[Said, Trace], ...], int]]


def compile_walk(tables: Sequence[Table], points: Iterable[Pointed] = (), base_points: int = 0) -> Walk:
    """The function of all of them. The same tables always give the same source."""
    source = _source(tables, tuple(points), base_points)
    names: dict[str, Any] = {"nan": float("nan")}
    exec(compile(source, "<policy walk>", "exec"), names)  # noqa: S102
    return Walk(source, names["run"])


def _source(tables: Sequence[Table], points: tuple[Pointed, ...], base_points: int) -> str:
    fields = list(
        dict.fromkeys([*(it for table in tables for it in table.inputs), *(it.field for it in points)])
    )
    at = {name: place for place, name in enumerate(fields)}
    numeric = {it.field for it in points} | {
        name
        for table in tables
        for column, name in enumerate(table.inputs)
        if asks_for_numbers(table, column)
    }
    rules = dict.fromkeys(it for table in tables for it in rules_asked(table))
    lines = ["def run(facts):", "    get = facts.get", *read_rules(rules)]
    for name, place in at.items():
        lines.append(f"    v{place} = get({name!r})")
        if name in numeric:
            lines.append(f"    k = v{place}.__class__")
            lines.append(f"    n{place} = v{place} if k is float or k is int else nan")
    for number, table in enumerate(tables):
        build = _first if table.hit_policy is HitPolicy.FIRST else _collect
        lines += build(table, f"r{number}", at)
    total = " + ".join([str(base_points), *(_points(it, at[it.field]) for it in points)])
    results = "".join(f"r{number}, " for number in range(len(tables)))
    return "\n".join([*lines, f"    return ({results}), {total}"]) + "\n"


def _first(table: Table, result: str, at: Mapping[str, int]) -> list[str]:
    """A loop that is left at the first row that holds."""
    lines = ["while True:"]
    for position, row in enumerate(table.rows):
        before = "".join(f"t{earlier}, " for earlier in range(position))
        held = [f"{result} = ({position},), ({before}{HIT},)", "break"]
        lines += [_INDENT + line for line in _row(table, row, position, held, at)]
    every = "".join(f"t{position}, " for position in range(len(table.rows)))
    return [_INDENT + line for line in [*lines, f"    {result} = (), ({every})", "    break"]]


def _collect(table: Table, result: str, at: Mapping[str, int]) -> list[str]:
    lines = ["said = ()"]
    for position, row in enumerate(table.rows):
        held = [f"t{position} = {HIT}", f"said += ({position},)"]
        lines += _row(table, row, position, held, at)
    every = "".join(f"t{position}, " for position in range(len(table.rows)))
    return [_INDENT + line for line in [*lines, f"{result} = said, ({every})"]]


def _row(table: Table, row: Row, position: int, held: list[str], at: Mapping[str, int]) -> list[str]:
    tests = [
        (column, cell_source(cell.alternatives, at[table.inputs[column]]))
        for column, cell in enumerate(row.cells)
        if not cell.anything
    ]
    lines = [
        f"{'if' if number == 0 else 'elif'} not ({test}): t{position} = {column}"
        for number, (column, test) in enumerate(tests)
    ]
    return [*lines, "else:", *(_INDENT + line for line in held)] if tests else held


def _points(one: Pointed, place: int) -> str:
    """Nested questions, halving the bins each time."""
    value, number = f"v{place}", f"n{place}"
    known = _halved(one.edges, one.points, number)
    unknown = f"{one.of(1.0)} if {value} is True else {one.of(0.0)} if {value} is False else {one.missing}"
    return f"({known} if {number} == {number} else {unknown})"


def _halved(edges: tuple[float, ...], points: tuple[int, ...], number: str) -> str:
    if not edges:
        return str(points[0])
    middle = len(edges) // 2
    below = _halved(edges[:middle], points[: middle + 1], number)
    above = _halved(edges[middle + 1 :], points[middle + 1 :], number)
    return f"({below} if {number} < {edges[middle]!r} else {above})"
