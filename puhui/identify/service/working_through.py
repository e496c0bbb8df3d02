"""One part of a file: answered, sealed, counted; then the next one is due.

Each part is a message of the outbox and so a transaction of its own: progress is what has been committed, and
a process killed in the middle does that part again and no other.
"""

from collections import Counter
from typing import Final
from uuid import UUID

import orjson
import polars as pl

from puhui.ground import Erased, Settings, Work
from puhui.ground.outbox import Message
from puhui.identify.industry import Asked, Cascade, Status, items_in
from puhui.identify.industry.frames import recognised
from puhui.identify.service.filing import HEADER, RESULT, ROWS, due
from puhui.identify.service.limits import limits
from puhui.identify.service.opened import trades
from puhui.identify.service.unsure import put_before_people
from puhui.identify.store import files
from puhui.kernel import Problem

_WAITS: Final = frozenset({"waiting", "running"})
_UNSURE: Final = (Status.UNSURE.value, Status.AMBIGUOUS.value)


def work_through(work: Work, message: Message, settings: Settings) -> Problem | None:
    """Do the part that the message names. A file that was stopped or forgotten is left alone."""
    file_id, number = UUID(message.payload["file_id"]), int(message.payload["part"])
    row = files.get(work.connection, work.actor.mode, file_id, hold=True)
    if row is None or row.state not in _WAITS or row.parts_done >= number:
        return None
    cascade = trades(settings, embed=False)
    if isinstance(cascade, Problem):
        files.change(work.connection, file_id, state="failed", problem_code=cascade.code, ended_at=work.now())
        return None
    frame = _rows(work, file_id, number, row.sealed_header)
    if frame is None:
        return None
    answered = cascade.answer_many(frame)
    text = answered.write_csv(include_header=number == 1)
    files.part_done(work.connection, file_id, number, work.vault.seal(work.connection, file_id, RESULT, text))
    queued = (
        _queue(work, cascade, answered, file_id, limits().queued_per_file - row.queued)
        if row.queues_unsure
        else 0
    )
    last = number >= row.parts
    files.change(
        work.connection,
        file_id,
        state="done" if last else "running",
        parts_done=number,
        rows_done=row.rows_done + frame.height,
        counts=dict(Counter(row.counts) + Counter(answered["status"].to_list())),
        queued=row.queued + queued,
        model=cascade.model,
        started_at=row.started_at or work.now(),
        ended_at=work.now() if last else None,
    )
    if not last:
        due(work, file_id, number + 1)
    return None


def _rows(work: Work, file_id: UUID, number: int, sealed_header: bytes) -> pl.DataFrame | None:
    part = files.part(work.connection, file_id, number)
    if part is None or part.sealed_rows is None:
        return None
    header = work.vault.open(work.connection, file_id, HEADER, sealed_header)
    rows = work.vault.open(work.connection, file_id, ROWS, part.sealed_rows)
    if isinstance(header, Erased) or isinstance(rows, Erased):
        return None
    names: list[str] = orjson.loads(header)
    return pl.DataFrame(orjson.loads(rows), dict.fromkeys(names, pl.String), orient="row")


def _queue(work: Work, cascade: Cascade, answered: pl.DataFrame, file_id: UUID, at_most: int) -> int:
    """Put the least sure before people, as many as a file may; those say most to whoever learns from them."""
    if at_most <= 0:
        return 0
    doubtful = answered.filter(pl.col("status").is_in(_UNSURE)).sort("probability").head(at_most)
    found = recognised(answered.columns)
    for row in doubtful.iter_rows(named=True):
        asked = _asked({what: row[column] or "" for what, column in found.items()})
        put_before_people(work, asked, cascade.answer(asked), file_id)
    return doubtful.height


def _asked(told: dict[str, str]) -> Asked:
    most = limits()
    return Asked(
        told.get("name", "")[: most.longest_name],
        told.get("business_scope", "")[: most.longest_scope],
        items_in(told["items"]) if told.get("items") else (),
        told.get("merchant_category") or None,
        told.get("industry_code") or None,
    )
