"""Cells that ask the rulebook: which dated values a table names, and the table with them written in.

A compiled table reads the values among its facts, so that one policy decides by the rulebook of every day.
What looks at a table as a whole (gaps, rows never reached, columns) looks at it with values written in.
"""

from collections.abc import Mapping
from dataclasses import replace

from puhui.decision.jdm.cell import Against, Atom, Cell, Compare
from puhui.decision.jdm.table import BrokenTableError, Table


def rules_asked(table: Table) -> tuple[str, ...]:
    """The names that some cell orders against, in the order in which they are met."""
    atoms = (
        atom for row in table.rows for cell in row.cells for every in cell.alternatives for atom in every
    )
    return tuple(dict.fromkeys(atom.rule for atom in atoms if isinstance(atom, Against)))


def with_rules(table: Table, values: Mapping[str, float]) -> Table:
    """The table as it reads with these values; `BrokenTableError` names one that is not there."""
    if not rules_asked(table):
        return table
    if lacking := [name for name in rules_asked(table) if name not in values]:
        raise BrokenTableError(f"table {table.name}: the rulebook has no value for {', '.join(lacking)}")
    rows = tuple(replace(row, cells=tuple(_cell(cell, values) for cell in row.cells)) for row in table.rows)
    return replace(table, rows=rows)


def _cell(cell: Cell, values: Mapping[str, float]) -> Cell:
    return Cell(tuple(tuple(_atom(atom, values) for atom in every) for every in cell.alternatives))


def _atom(atom: Atom, values: Mapping[str, float]) -> Atom:
    return Compare(atom.sign, values[atom.rule]) if isinstance(atom, Against) else atom
