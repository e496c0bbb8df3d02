"""Keeping the other side's files, comparing them with our books, and listing the breaks."""

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Row as SqlRow

from puhui.exchange.reconciliation import store
from puhui.exchange.reconciliation.comparing import compare
from puhui.exchange.reconciliation.model import (
    AMOUNTS,
    Break,
    BreakKind,
    Direction,
    File,
    Header,
    Kept,
    Reconciled,
    RefusedFile,
    Row,
)
from puhui.exchange.reconciliation.problems import FILE_NOT_FOUND, in_the_future
from puhui.exchange.reconciliation.reading import read_file
from puhui.exchange.reconciliation.writing import write_file
from puhui.ground import Work
from puhui.kernel import Language, Problem, new_id

_NUMBERS: Final = frozenset({*AMOUNTS, "days_past_due"})


def keep_file(  # noqa: PLR0917 - whose, which, which day, what
    work: Work,
    direction: Direction,
    on: date,
    content: bytes,
    institution: str | None = None,
    today: date | None = None,
) -> Kept | Problem:
    """Keep the other side's file of one day, or refuse and record it.

    The very same file again is known; another one for the same day is a correction: both are kept, the one
    received last holds. `institution` is whose file it must be, by default the one this work is for;
    `today` is the latest day there can be books of, by default the clock's. A refusal is recorded in `work`:
    commit it although the file was refused.
    """
    wanted = Header(_whose(work, institution), direction, on, work.actor.mode)
    file = in_the_future(on) if on > (today or work.today()) else read_file(content, wanted)
    if isinstance(file, Problem):
        _record_refusal(work, wanted, content, file)
        return file
    row = _header_row(wanted) | {
        "id": new_id(),
        "sha256": file.sha256,
        "row_count": len(file.rows),
        "packed": zlib.compress(content),
        "received_at": work.now(),
        "actor": work.actor.id,
    }
    is_new = store.keep_file(work.connection, row)
    kept = store.file_by_sha(work.connection, _key(wanted), direction, file.sha256)
    if is_new:
        work.audit("reconciliation.file_kept", f"reconciliation_file:{kept.id}", rows=len(file.rows))
    return Kept(kept.id, wanted, kept.row_count, kept.sha256, kept.received_at, not is_new)


def reconcile(
    work: Work, direction: Direction, on: date, ours: Iterable[Row], institution: str | None = None
) -> Reconciled | Problem:
    """Compare our books with the file of that day that holds, and keep every break with both values."""
    wanted = Header(_whose(work, institution), direction, on, work.actor.mode)
    kept = store.newest_file(work.connection, _key(wanted), direction)
    if kept is None:
        return FILE_NOT_FOUND
    theirs, mine = _opened(kept), tuple(ours)
    breaks = compare(mine, theirs.rows)
    run = _header_row(wanted) | {
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
    wanted = Header(_whose(work, institution), direction, on, work.actor.mode)
    run = store.newest_run(work.connection, _key(wanted), direction)
    if run is None:
        return None
    breaks = tuple(map(_break, store.breaks_of(work.connection, wanted.institution, run.id)))
    return Reconciled(run.id, run.file_id, wanted, run.compared_at, run.our_rows, run.their_rows, breaks)


def file_of(work: Work, on: date, direction: Direction, institution: str | None = None) -> File | None:
    """The kept file of one day that holds."""
    key = (_whose(work, institution), work.actor.mode, on)
    kept = store.newest_file(work.connection, key, direction)
    return None if kept is None else _opened(kept)


def our_file(
    work: Work, direction: Direction, on: date, ours: Iterable[Row], institution: str | None = None
) -> bytes:
    """Our own books of one day as the file that the other side is sent."""
    return write_file(Header(_whose(work, institution), direction, on, work.actor.mode), ours)


def refused_files(work: Work, on: date, institution: str | None = None) -> tuple[RefusedFile, ...]:
    """What was refused for one day, oldest first."""
    rows = store.refused(work.connection, (_whose(work, institution), work.actor.mode, on))
    return tuple(
        RefusedFile(
            it.institution, Direction(it.direction), it.business_date, it.code, it.place, it.sha256, it.at
        )
        for it in rows
    )


def _record_refusal(work: Work, wanted: Header, content: bytes, problem: Problem) -> None:
    row = _header_row(wanted) | {
        "id": new_id(),
        "code": problem.code,
        "place": problem.place(Language.EN),
        "sha256": hashlib.sha256(content).hexdigest(),
        "at": work.now(),
        "actor": work.actor.id,
    }
    store.refuse(work.connection, row)
    work.audit("reconciliation.file_refused", f"partner:{wanted.institution}", code=problem.code)


def _opened(kept: SqlRow[Any]) -> File:
    file = read_file(zlib.decompress(kept.packed))
    if isinstance(file, Problem):
        raise RuntimeError(f"the kept file {kept.id} is not what was kept: {file.code}")
    return file


def _whose(work: Work, institution: str | None) -> str:
    whose = institution or work.institution
    if whose is None:
        raise ValueError("say which institution is meant: this work is for none")
    return whose


def _key(header: Header) -> store.Whose:
    return header.institution, header.mode, header.business_date


def _header_row(header: Header) -> dict[str, Any]:
    return {
        "institution": header.institution,
        "mode": header.mode.value,
        "direction": header.direction.value,
        "business_date": header.business_date,
    }


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
