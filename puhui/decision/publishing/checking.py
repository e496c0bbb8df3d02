"""Everything that is wrong with a policy table: by itself, and as a part of the policy it stands in.

By itself: what the engine of tables finds (`jdm.troubles`). As a part: columns that read what nobody knows at
that place, answers that a decision needs and a row does not give, or gives as something else.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from puhui.decision.jdm import Table, read_table, sealed, troubles
from puhui.decision.jdm.cell import Cell, Compare, Interval, Literal, Member
from puhui.decision.jdm.table import Row
from puhui.decision.law import law_on
from puhui.decision.model import Step
from puhui.decision.publishing import wording
from puhui.decision.publishing.documents import opened
from puhui.decision.publishing.fields import Field, readable, sayable
from puhui.decision.ruling import every_ruling, named_rules, rules_on
from puhui.ground.publishing import Trouble, errors_in
from puhui.rulebook import rulebook

_KINDS: Final = {"number": float, "text": str, "boolean": bool}


def troubles_of(name: str, content: bytes, day: date) -> tuple[Trouble, ...]:
    """All of it; `day` is when the table is to be in force, for what the law says then."""
    return table_troubles(name, opened(content), day)


def table_troubles(name: str, document: Mapping[str, Any], day: date) -> tuple[Trouble, ...]:
    """The same of a document."""
    alone = _alone(name, document, day)
    if any(it.kind in {"cell", "missing"} for it in errors_in(alone)):
        return alone
    table = read_table(name, sealed(document), f"{name}.json")
    return (*alone, *_columns(table), *_conditions(table), *_answers(table), *_dearer(table, day))


def _alone(name: str, document: Mapping[str, Any], day: date) -> tuple[Trouble, ...]:
    """On the day, and on every later one on which a value of the rulebook changes that the table asks for."""
    found = troubles(name, document, rules_on(day))
    written = sealed(document).decode()
    asked = [it for it in named_rules() if it in written]
    for since, _ in every_ruling(asked, day) if asked and not errors_in(found) else ():
        found = max(found, troubles(name, document, rules_on(since)), key=lambda it: len(errors_in(it)))
    return found


def _columns(table: Table) -> Iterator[Trouble]:
    known, said = readable(table.name), sayable(table.name)
    strange = wording.priced_by_person if table.name == Step.PRICE else wording.unknown_fact
    yield from (strange(name) for name in table.inputs if name not in known)
    yield from (wording.unknown_answer(name) for name in table.outputs if name not in said)
    left_out = (it for name, it in said.items() if name not in table.outputs and not it.optional)
    yield from (wording.answer_missing(it) for it in left_out)


def _conditions(table: Table) -> Iterator[Trouble]:
    """A cell compares with what its column can be."""
    known = readable(table.name)
    for row in table.rows:
        for name, cell in zip(table.inputs, row.cells, strict=True):
            field = known.get(name)
            if field is not None:
                yield from _condition(row, field, cell)


def _condition(row: Row, field: Field, cell: Cell) -> Iterator[Trouble]:
    named = [it for it in _literals(cell) if it is not None]
    if any(type(it) is not _KINDS[field.type] for it in named):
        yield wording.other_kind(row.row_id, field)
    elif field.values is not None:
        strange = [str(it) for it in named if it not in field.values]
        yield from (wording.never_said(row.row_id, field, it) for it in strange)


def _answers(table: Table) -> Iterator[Trouble]:
    said = sayable(table.name)
    for row in table.rows:
        given = {name: value for name, value in row.outputs if value is not None}
        nothing = [name for name, value in row.outputs if value is None and name in said]
        yield from (wording.null_said(row.row_id, said[it]) for it in nothing if not said[it].nullable)
        for name, value in given.items():
            if name in said:
                yield from _answer(table, row, said[name], value)
        for field in said.values():
            beside = [it.name for it in said.values() if it.together and it.together == field.together]
            if field.name not in given and (field.needed or any(it in given for it in beside)):
                yield wording.answer_left_out(row.row_id, field)


def _answer(table: Table, row: Row, field: Field, value: Literal) -> Iterator[Trouble]:
    if type(value) is not _KINDS[field.type]:
        yield wording.other_kind(row.row_id, field)
        return
    if field.values is not None and value not in field.values:
        yield wording.not_allowed(row.row_id, field)
    if isinstance(value, float):
        outside = not (field.least or 0) <= value <= (field.most if field.most is not None else value)
        if outside and (field.least is not None or field.most is not None):
            yield wording.out_of_bounds(row.row_id, field)
        if field.whole and not value.is_integer():
            yield wording.not_whole(row.row_id, field)
    if field.name == "reason" and table.name != Step.FRAUD and value not in rulebook().reasons:
        yield wording.no_such_reason(row.row_id, field)


def _dearer(table: Table, day: date) -> Iterator[Trouble]:
    """A rate above the law's cap is never charged; whoever writes one should know."""
    if table.name != Step.PRICE:
        return
    cap = law_on(day).price_cap
    for row in table.rows:
        rate = dict(row.outputs).get("annual_rate")
        if isinstance(rate, float) and rate > cap:
            yield wording.above_the_cap(row.row_id, cap)


def _literals(cell: Cell) -> Iterator[Literal]:
    for atom in (atom for alternative in cell.alternatives for atom in alternative):
        match atom:
            case Compare(literal=literal):
                yield literal
            case Interval(lower=lower, upper=upper):
                yield from (lower, upper)
            case Member(literals=literals):
                yield from literals
