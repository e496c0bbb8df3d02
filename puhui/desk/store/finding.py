"""Finding in the queue: one page by a cursor, and how many there are of each in one look over the rows."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    func,
    literal,
    literal_column,
    select,
    tuple_,
)

from puhui.desk.model import Filter, Sort, Wanted
from puhui.desk.tables import case_file
from puhui.ground import Mode
from puhui.kernel import day_begins, day_is_over

FACETS: Final = ("stage", "outcome", "waits_for")
"""Lists of the filter whose alternatives are counted."""
_LISTS: Final = ("status", "stage", "outcome", "band", "kind", "section", "bucket", "waits_for")
_C: Final = case_file.c
_LAST: Final = "'9999-01-01 00:00:00+00'::timestamptz"
"""Comes after everything that waits; written as in the index."""


def page(
    connection: Connection,
    mode: Mode,
    wanted: tuple[Filter, Wanted | None],
    sort: Sort,
    *,
    after: tuple[Any, UUID] | None,
    at_most: int,
) -> Sequence[Row[Any]]:
    """The next rows of a search, one more than asked where there are more."""
    key, descends = order_of(sort)
    statement = _where(select(case_file, key.label("sort_key")), mode, wanted, leave_out=())
    if after is not None:
        here, there = tuple_(key, _C.application_id), tuple_(*(literal(it) for it in after))
        statement = statement.where(here < there if descends else here > there)
    ways = [it.desc() if descends else it.asc() for it in (key, _C.application_id)]
    return connection.execute(statement.order_by(*ways).limit(at_most + 1)).all()


def combinations(
    connection: Connection, mode: Mode, wanted: tuple[Filter, Wanted | None]
) -> Sequence[Row[Any]]:
    """How many rows there are of every combination of the facets, without the filter's own facet lists."""
    facets = [_C[name] for name in FACETS]
    counted = select(*facets, func.count().label("rows")).group_by(*facets)
    return connection.execute(_where(counted, mode, wanted, leave_out=FACETS)).all()


def order_of(sort: Sort) -> tuple[ColumnElement[Any], bool]:
    """What a sort orders by, and whether the largest comes first."""
    if sort is Sort.WAITING:
        return func.coalesce(_C.waiting_since, literal_column(_LAST)), False
    if sort is Sort.LIMIT:
        return func.coalesce(_C.limit_fen, literal_column("-1")), True
    if sort is Sort.AMOUNT:
        return _C.amount_fen, True
    return _C.created_at, sort is Sort.NEWEST


def _where(
    statement: Select[Any],
    mode: Mode,
    wanted: tuple[Filter, Wanted | None],
    *,
    leave_out: Sequence[str],
) -> Select[Any]:
    only, text = wanted
    tests = [_C.mode == mode, *_listed(only, leave_out), *_bounded(only)]
    if text is not None:
        tests.append(_meant(text))
    return statement.where(and_(*tests))


def _listed(only: Filter, leave_out: Sequence[str]) -> list[ColumnElement[bool]]:
    lists = {name: getattr(only, name) for name in _LISTS if name not in leave_out}
    tests: list[ColumnElement[bool]] = [_C[name].in_(values) for name, values in lists.items() if values]
    if only.region is not None:
        tests.append(_C.region.startswith(only.region, autoescape=True))
    if only.institution is not None:
        tests.append(_C.institution == only.institution)
    if only.assignee is not None:
        is_nobody = only.assignee == "nobody"
        tests.append(_C.assignee.is_(None) if is_nobody else _C.assignee == only.assignee)
    return tests


def _bounded(only: Filter) -> list[ColumnElement[bool]]:
    tests: list[ColumnElement[bool]] = []
    if only.amount_from_fen is not None:
        tests.append(_C.amount_fen >= only.amount_from_fen)
    if only.amount_to_fen is not None:
        tests.append(_C.amount_fen <= only.amount_to_fen)
    if only.applied_from is not None:
        tests.append(_C.created_at >= day_begins(only.applied_from))
    if only.applied_to is not None:
        tests.append(_C.created_at < day_is_over(only.applied_to))
    return tests


def _meant(text: Wanted) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = [literal(False)]
    if text.number is not None:
        ways.append(_C.number == text.number)
    if text.application_id is not None:
        ways.append(_C.application_id == text.application_id)
    if text.name_index is not None:
        ways += [_C.owner_index == text.name_index, _C.business_index == text.name_index]
    if text.subject_ids:
        ways += [_C.owner_id.in_(text.subject_ids), _C.business_id.in_(text.subject_ids)]
    either = ways[0]
    for way in ways[1:]:
        either |= way
    return either
