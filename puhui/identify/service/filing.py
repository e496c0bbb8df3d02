"""A table that somebody sends in: kept sealed, worked through beside, fetched, forgotten.

Everything of one file is sealed under one key of its own, so that forgetting it is destroying that key.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import orjson
import polars as pl
from sqlalchemy import Row

from puhui.evidence import Source
from puhui.evidence.files import RawTable, clean_name, tables_of
from puhui.ground import Erased, Work
from puhui.identify import events
from puhui.identify.industry.frames import recognised
from puhui.identify.service.limits import limits
from puhui.identify.service.unsure import forget
from puhui.identify.store import files, questions
from puhui.kernel import Problem, Text, new_id

NAME, HEADER, ROWS, RESULT = "identify.file", "identify.header", "identify.rows", "identify.result"


@dataclass(frozen=True, slots=True)
class File:
    """Where a file stands. `counts` are rows by status; `name` is None once it is forgotten."""

    id: UUID
    name: str | None = field(repr=False)
    asked_at: datetime
    state: str
    rows: int
    rows_done: int
    rows_left_out: int
    counts: dict[str, int]
    queued: int
    model: str | None
    problem_code: str | None
    started_at: datetime | None
    ended_at: datetime | None


def take_file(work: Work, name: str, content: bytes, *, queue_unsure: bool) -> File | Problem:
    """Keep a table and let it be worked through; CSV (UTF-8, GBK, packed) or one sheet of a workbook."""
    table = _table(name, content)
    if isinstance(table, Problem):
        return table
    frame = _named(table)
    file_id = new_id()
    pieces = list(_pieces(frame))
    row = {
        "id": file_id,
        "mode": work.actor.mode.value,
        "sealed_name": _sealed(work, file_id, NAME, clean_name(name)),
        "sealed_header": _sealed(work, file_id, HEADER, orjson.dumps(frame.columns).decode()),
        "asked_at": work.now(),
        "asked_by": work.actor.id,
        "parts": len(pieces),
        "rows": frame.height,
        "rows_left_out": len(table.faults),
        "queues_unsure": queue_unsure,
    }
    parts = [
        {
            "file_id": file_id,
            "number": number,
            "rows": piece.height,
            "sealed_rows": _sealed(work, file_id, ROWS, orjson.dumps(piece.rows()).decode()),
        }
        for number, piece in enumerate(pieces, 1)
    ]
    files.add(work.connection, row, parts)
    work.audit("identify.file_taken", f"file:{file_id}", rows=frame.height, parts=len(parts))
    due(work, file_id, 1)
    return file_of(work, file_id)


def due(work: Work, file_id: UUID, part: int) -> None:
    """Let a part be worked through after this transaction."""
    payload = {"file_id": str(file_id), "part": part}
    work.post(events.FILE_DUE, payload, f"{events.FILE_DUE}:{file_id}:{part}")


def file_of(work: Work, file_id: UUID) -> File | Problem:
    """One's own file."""
    row = _own(work, file_id)
    return row if isinstance(row, Problem) else _shown(work, row)


def my_files(work: Work, at_most: int = 20) -> tuple[File, ...]:
    """What the actor sent in and is still kept, newest first."""
    rows = files.of_actor(work.connection, work.actor.mode, work.actor.id, at_most)
    return tuple(_shown(work, row) for row in rows)


def result_of(work: Work, file_id: UUID) -> str | Problem:
    """The whole result as CSV text, once it is done. That it was fetched is written down."""
    row = _own(work, file_id)
    if isinstance(row, Problem):
        return row
    if row.state != "done":
        return _NOT_YET
    parts = [
        work.vault.open(work.connection, file_id, RESULT, it)
        for it in files.results(work.connection, file_id)
    ]
    if any(isinstance(part, Erased) for part in parts):
        return NO_FILE
    work.audit("identify.file_fetched", f"file:{file_id}")
    return "".join(part for part in parts if isinstance(part, str))


def stop_file(work: Work, file_id: UUID) -> File | Problem:
    """Work through it no further; what was in it goes with the file."""
    row = _own(work, file_id, hold=True)
    if isinstance(row, Problem):
        return row
    if row.state in {"waiting", "running"}:
        files.change(work.connection, file_id, state="stopped", ended_at=work.now())
        work.audit("identify.file_stopped", f"file:{file_id}")
    return file_of(work, file_id)


def forget_file(work: Work, file_id: UUID) -> Problem | None:
    """Destroy a file's key, its rows and its results; what of it waits unanswered goes too."""
    row = _own(work, file_id, hold=True)
    if isinstance(row, Problem):
        return row
    _forget(work, file_id)
    return None


def forget_old_files(work: Work, at_most: int = 100) -> int:
    """Forget files whose days are over; how many."""
    before = work.now() - timedelta(days=limits().kept_days)
    old = files.older_than(work.connection, before, at_most)
    for file_id in old:
        _forget(work, file_id)
    return len(old)


def _forget(work: Work, file_id: UUID) -> None:
    for question_id in questions.open_of_file(work.connection, file_id):
        forget(work, question_id)
    files.drop_parts(work.connection, file_id)
    work.vault.destroy(work.connection, file_id)
    files.change(work.connection, file_id, state="forgotten", ended_at=work.now())
    work.audit("identify.file_forgotten", f"file:{file_id}")


def _own(work: Work, file_id: UUID, *, hold: bool = False) -> Row[Any] | Problem:
    row = files.get(work.connection, work.actor.mode, file_id, hold=hold)
    mine = row is not None and row.asked_by == work.actor.id and row.state != "forgotten"
    return row if mine and row is not None else NO_FILE


def _shown(work: Work, row: Row[Any]) -> File:
    name = work.vault.open(work.connection, row.id, NAME, row.sealed_name)
    values = {one: getattr(row, one) for one in File.__slots__ if one != "name"}
    return File(**values, name=None if isinstance(name, Erased) else name)


def _table(name: str, content: bytes) -> RawTable | Problem:
    """The first table in which a column is known."""
    trouble: Problem | None = None
    for found in tables_of(Source(name, content=content), _header_line):
        if isinstance(found, Problem):
            trouble = trouble or found
        elif not recognised(list(found.header)):
            trouble = trouble or _NO_COLUMN.at(clean_name(name))
        elif found.rows.height == 0:
            trouble = trouble or _NO_ROWS.at(clean_name(name))
        elif found.rows.height > limits().most_rows:
            return _TOO_MANY.at(clean_name(name))
        else:
            return found
    return trouble or _NO_ROWS.at(clean_name(name))


def _header_line(rows: Any) -> int:  # noqa: ANN401 - a sequence of rows of text
    """The first line that names a known column; the first line where none does."""
    return next((at for at, row in enumerate(rows, 1) if recognised(list(row))), 1)


def _named(table: RawTable) -> pl.DataFrame:
    names: list[str] = []
    for at, written in enumerate(table.header, 1):
        name = written.strip().lstrip("\ufeff") or f"column_{at}"
        names.append(f"{name}_{at}" if name in names else name)
    return table.rows.select(pl.col(f"c{at}").alias(name) for at, name in enumerate(names))


def _pieces(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    return frame.iter_slices(limits().part_rows)


def _sealed(work: Work, file_id: UUID, what: str, plain: str) -> bytes:
    return work.vault.seal(work.connection, file_id, what, plain)


NO_FILE: Final = Problem(
    "identify.file.not_found",
    Text("没有找到这份文件，或者它已经删除。", "There is no such file, or it was forgotten."),
    Text("请重新上传。", "Upload it again."),
)
_NOT_YET: Final = Problem(
    "identify.file.conflict",
    Text("这份文件还没有处理完。", "This file is not done yet."),
    Text("请等进度到 100% 再下载。", "Download it once it is at 100 %."),
)
_NO_COLUMN: Final = Problem(
    "identify.file.columns",
    Text(
        "文件里没有认得的列：需要“名称/企业名称”“经营范围”“开票项目”“商户类别码”“行业代码”中的至少一列。",
        "No column of the file is known: at least one of name, business_scope, items, merchant_category,"
        " industry_code is needed.",
    ),
    Text("请把表头改成这些名称之一再上传。", "Name a column so and upload it again."),
)
_NO_ROWS: Final = Problem(
    "identify.file.empty",
    Text("文件里没有可以判断的行。", "There is no row to answer in the file."),
    Text("表头下面至少要有一行。", "There must be a row below the header."),
)
_TOO_MANY: Final = Problem(
    "identify.file.too_large",
    Text(f"文件超过 {limits().most_rows:,} 行。", f"The file has more than {limits().most_rows:,} rows."),
    Text(
        "请分几份上传，或用命令 puhui identify industry 处理。",
        "Send it in parts, or use the command puhui identify industry.",
    ),
)
