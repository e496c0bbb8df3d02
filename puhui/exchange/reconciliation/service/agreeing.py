"""Comparing our books with the other side's file, and listing what does not agree."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Row as SqlRow

from puhui.exchange.reconciliation import store
from puhui.exchange.reconciliation.comparing import compare
from puhui.exchange.reconciliation.model import AMOUNTS, Break, BreakKind, Direction, Reconciled, Row
from puhui.exchange.reconciliation.problems import FILE_NOT_FOUND
from puhui.exchange.reconciliation.service.keeping import opened
from puhui.exchange.reconciliation.service.whose import header_row, key_of, wanted_header
from puhui.ground import Work
from puhui.kernel import Problem, new_id

_NUMBERS: Final = frozenset({*AMOUNTS, "days_past_due"})


def reconcile(
    work: Work, direction: Direction, on: date, ours: Iterable[Row], institution: str | None = None
) -> Reconciled | Problem:
    """Compare our books with the file of that day that holds, and keep every break with both values."""
    wanted = wanted_header(work, direction, on, institution)
    kept = store.newest_file(work.connection, key_of(wanted), direction)
    if kept is None:
        return FILE_NOT_FOUND
    theirs, mine = opened(kept), tuple(ours)
    breaks = compare(mine, theirs.rows)
    run = header_row(wanted) | {
        "id": new_id(),
        "file_id": kept.id,
        "compared_at": work.now(),
        "our_rows": len(mine),
        "their_rows": len(theirs.rows),
        "break_count": len(breaks),
    }
    store.add_run(work.connection, run, [_break_row(it) for it in breaks])
    work.audit("reconciliation.compared", f"reconciliation_run:{run['id']}", breaks=len(breaks))
    return Reconciled(run["id"], kept.id, wanted, work.now(), len(mine), len(theirs.rows), breaks)


def breaks_of(
    work: Work, on: date, direction: Direction | None = None, institution: str | None = None
) -> tuple[Break, ...]:
    """The breaks of one day by the latest comparison; of both directions unless one is named."""
    found = (reconciled(work, on, one, institution) for one in ([direction] if direction else Direction))
    return tuple(it for one in found if one is not None for it in one.breaks)


def reconciled(
    work: Work, on: date, direction: Direction, institution: str | None = None
) -> Reconciled | None:
    """The latest comparison of one day with the file in that direction; None where there is none yet."""
    wanted = wanted_header(work, direction, on, institution)
    run = store.newest_run(work.connection, key_of(wanted), direction)
    if run is None:
        return None
    breaks = tuple(map(_break, store.breaks_of(work.connection, wanted.institution, run.id)))
    return Reconciled(run.id, run.file_id, wanted, run.compared_at, run.our_rows, run.their_rows, breaks)


def _break_row(found: Break) -> Mapping[str, Any]:
    return {
        "kind": found.kind.value,
        "ref": found.ref,
        "field": found.field,
        "ours": None if found.ours is None else str(found.ours),
        "theirs": None if found.theirs is None else str(found.theirs),
    }


def _break(row: SqlRow[Any]) -> Break:
    read = int if row.field in _NUMBERS else str
    ours, theirs = (None if it is None else read(it) for it in (row.ours, row.theirs))
    return Break(BreakKind(row.kind), row.ref, row.field, ours, theirs)
