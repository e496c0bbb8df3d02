"""Keeping the other side's files, each as it came, and giving our own."""

import hashlib
import zlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Row as SqlRow

from puhui.exchange.reconciliation import store
from puhui.exchange.reconciliation.model import Direction, File, Header, Kept, RefusedFile, Row
from puhui.exchange.reconciliation.problems import in_the_future
from puhui.exchange.reconciliation.reading import read_file
from puhui.exchange.reconciliation.service.whose import header_row, key_of, wanted_header
from puhui.exchange.reconciliation.writing import write_file
from puhui.ground import Work
from puhui.kernel import Language, Problem, new_id


def keep_file(  # noqa: PLR0917 - whose, which, which day, what
    work: Work,
    direction: Direction,
    on: date,
    content: bytes,
    institution: str | None = None,
    today: date | None = None,
) -> Kept | Problem:
    """Keep the other side's file of one day, or refuse and record it.

    The file that holds, sent again, is known; another one for the same day is a correction: both are kept,
    the one received last holds, also where an earlier file comes back. `institution` is whose file it must
    be, by default the one this work is for;
    `today` is the latest day there can be books of, by default the clock's. A refusal is recorded in `work`:
    commit it although the file was refused.
    """
    wanted = wanted_header(work, direction, on, institution)
    file = in_the_future(on) if on > (today or work.today()) else read_file(content, wanted)
    if isinstance(file, Problem):
        _record_refusal(work, wanted, content, file)
        return file
    row = header_row(wanted) | {
        "id": new_id(),
        "sha256": file.sha256,
        "row_count": len(file.rows),
        "packed": zlib.compress(content),
        "received_at": work.now(),
        "actor": work.actor.id,
    }
    held = store.newest_file(work.connection, key_of(wanted), direction)
    if held is not None and held.sha256 == file.sha256:
        return Kept(held.id, wanted, held.row_count, held.sha256, held.received_at, is_known=True)
    store.keep_file(work.connection, row)
    work.audit("reconciliation.file_kept", f"reconciliation_file:{row['id']}", rows=len(file.rows))
    return Kept(row["id"], wanted, len(file.rows), file.sha256, row["received_at"], is_known=False)


def file_of(work: Work, on: date, direction: Direction, institution: str | None = None) -> File | None:
    """The kept file of one day that holds."""
    key = key_of(wanted_header(work, direction, on, institution))
    kept = store.newest_file(work.connection, key, direction)
    return None if kept is None else opened(kept)


def our_file(
    work: Work, direction: Direction, on: date, ours: Iterable[Row], institution: str | None = None
) -> bytes:
    """Our own books of one day as the file that the other side is sent."""
    return write_file(wanted_header(work, direction, on, institution), ours)


def refused_files(work: Work, on: date, institution: str | None = None) -> tuple[RefusedFile, ...]:
    """What was refused for one day, oldest first."""
    wanted = wanted_header(work, Direction.FROM_INSTITUTION, on, institution)
    rows = store.refused(work.connection, key_of(wanted))
    return tuple(
        RefusedFile(
            it.institution, Direction(it.direction), it.business_date, it.code, it.place, it.sha256, it.at
        )
        for it in rows
    )


def _record_refusal(work: Work, wanted: Header, content: bytes, problem: Problem) -> None:
    row = header_row(wanted) | {
        "id": new_id(),
        "code": problem.code,
        "place": problem.place(Language.EN),
        "sha256": hashlib.sha256(content).hexdigest(),
        "at": work.now(),
        "actor": work.actor.id,
    }
    store.refuse(work.connection, row)
    work.audit("reconciliation.file_refused", f"partner:{wanted.institution}", code=problem.code)


def opened(kept: SqlRow[Any]) -> File:
    """A kept file, read again."""
    file = read_file(zlib.decompress(kept.packed))
    if isinstance(file, Problem):
        raise RuntimeError(f"the kept file {kept.id} is not what was kept: {file.code}")
    return file
