"""Everything that is wrong with a table at once, marked by row and column, for whoever is writing it.

An error keeps a table from being used: a cell that cannot be read or never holds, a row that is never
reached, facts that no row of a `first` table speaks about, a row said twice in a `collect` table, two of its
rows that hold at once and give one figure two values. A warning is for people to weigh: two rows of a `first`
table that look at the same columns, overlap in part and answer differently, of which the upper decides; two
rows of a `collect` table with the same conditions and different outcomes. Rows that look at different
columns, and exceptions above a more general row, are how such tables are written, and no slip.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from puhui.decision.jdm import wording
from puhui.decision.jdm.cell import Against, Cell, Literal
from puhui.decision.jdm.regions import (
    Box,
    Patience,
    TooTangledError,
    an_example,
    boxes,
    everything,
    lies_in,
    regions,
    shared,
    what_is_left,
)
from puhui.decision.jdm.ruled import with_rules
from puhui.decision.jdm.sketch import Sketch, rows_of, sketch
from puhui.decision.jdm.table import HitPolicy, Row, Table
from puhui.ground.publishing import Trouble

_MOST_GAPS: Final = 5
_OUTCOME: Final = "outcome"
_SPOKEN_APART: Final = frozenset({_OUTCOME, "reason"})
"""What every row of a collecting table says for itself; anything else joins the facts, once."""
_PATIENCE_COLUMNS: Final = 5_000_000
"""A second or two. Who writes a table that needs more is asked to write it plainer."""


def troubles(
    name: str, document: Mapping[str, Any], rules: Mapping[str, float] | None = None
) -> tuple[Trouble, ...]:
    """All of it: what cannot be read, then what the rows say together, with the rulebook's values in `rules`
    written in."""
    found = sketch(name, document)
    if found.table is None:
        return tuple(found.troubles)
    if strange := list(_without_value(found, rules or {})):
        return (*found.troubles, *strange)
    table = found.table = with_rules(found.table, rules or {})
    try:
        said = list(_about_rows(found, table))
    except TooTangledError:
        said = [wording.too_tangled()]
    places = {row.row_id: at for at, row in enumerate(table.rows)}
    told = [*found.troubles, *said]
    return tuple(sorted(told, key=lambda it: _place(it, places)))


def _without_value(found: Sketch, rules: Mapping[str, float]) -> Iterator[Trouble]:
    """Cells that ask for a value of the rulebook that there is none of."""
    for at, row in rows_of(found):
        for column, cell in enumerate(row.cells):
            asked = [it.rule for every in cell.alternatives for it in every if isinstance(it, Against)]
            for rule in asked:
                if rule not in rules and found.table is not None:
                    yield wording.no_such_rule(
                        wording.Place(row.row_id, found.table.inputs[column], at), rule
                    )


def _place(trouble: Trouble, places: Mapping[str, int]) -> int:
    """First what concerns the whole table, then row by row, last what no row says."""
    if trouble.row_id is None:
        return len(places) if trouble.kind == "gap" else -1
    return places.get(trouble.row_id, -1)


def _about_rows(found: Sketch, table: Table) -> Iterator[Trouble]:
    patience = Patience(_PATIENCE_COLUMNS)
    holds = [regions(table, column) for column in range(len(table.inputs))]
    as_boxes = boxes(table, holds)
    for at, row in rows_of(found):
        for column, cell in enumerate(row.cells):
            place = wording.Place(row.row_id, table.inputs[column], at)
            if holds[column](cell) == 0:
                yield wording.nothing_satisfies(place)
            elif any(holds[column](Cell((it,))) & ~holds[column](cell) for it in cell.alternatives):
                yield wording.alternative_never_taken(place)
    rows = [(row, as_boxes[at]) for at, row in rows_of(found) if 0 not in as_boxes[at]]
    if table.hit_policy is HitPolicy.COLLECT:
        yield from _said_twice(rows)
        yield from _contradicting(table, rows)
        return
    yield from _never_reached(rows, patience)
    yield from _at_odds(table, rows, patience)
    left = what_is_left([everything(table)], as_boxes, patience)
    yield from (wording.gap(an_example(table, box)) for box in islice(_widest_first(left), _MOST_GAPS))


def _never_reached(rows: list[tuple[Row, Box]], patience: Patience) -> Iterator[Trouble]:
    for at, (row, box) in enumerate(rows):
        above = [(other, its) for other, its in rows[:at] if shared(its, box)]
        if above and not what_is_left([box], [its for _, its in above], patience):
            alone = [other.row_id for other, its in above if lies_in(box, its)]
            yield wording.unreachable(row.row_id, tuple(alone[:1] or [other.row_id for other, _ in above]))


def _at_odds(table: Table, rows: list[tuple[Row, Box]], patience: Patience) -> Iterator[Trouble]:
    for at, (row, box) in enumerate(rows):
        for before, (other, its) in enumerate(rows[:at]):
            common = shared(its, box)
            if common is None or not _could_be_a_slip((row, box), (other, its)):
                continue
            decided = what_is_left([common], [taken for _, taken in rows[:before]], patience)
            if decided:
                yield wording.overlap(row.row_id, other.row_id, an_example(table, decided[0]))


def _could_be_a_slip(one: tuple[Row, Box], other: tuple[Row, Box]) -> bool:
    (row, box), (above, its) = one, other
    if row.outputs == above.outputs or lies_in(its, box) or lies_in(box, its):
        return False
    return [it.anything for it in row.cells] == [it.anything for it in above.cells]


def _said_twice(rows: list[tuple[Row, Box]]) -> Iterator[Trouble]:
    seen: dict[tuple[Box, tuple[tuple[str, Literal], ...]], Row] = {}
    for row, box in rows:
        twin = seen.setdefault((box, row.outputs), row)
        if twin is not row:
            yield wording.twice(row.row_id, twin.row_id)


def _contradicting(table: Table, rows: list[tuple[Row, Box]]) -> Iterator[Trouble]:
    """Two rows that hold at once and give one figure two values; or stop for the same case differently."""
    for at, (row, box) in enumerate(rows):
        for other, its in rows[:at]:
            common = shared(its, box)
            if common is None:
                continue
            mine, theirs = dict(row.outputs), dict(other.outputs)
            both = [it for it in mine if it in theirs and mine[it] != theirs[it]]
            figures = [it for it in both if it not in _SPOKEN_APART and None not in {mine[it], theirs[it]}]
            if figures:
                yield wording.two_values(row.row_id, other.row_id, figures[0], an_example(table, common))
            elif _OUTCOME in both and its == box:
                yield wording.two_outcomes(row.row_id, other.row_id)


def _widest_first(left: list[Box]) -> Iterator[Box]:
    return iter(sorted(left, key=lambda box: -sum(part.bit_count() for part in box)))
