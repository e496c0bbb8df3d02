"""An import of invoices as it is remembered, and the sealed book that it leaves."""

import base64
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import polars as pl

from puhui.evidence.invoices import INVOICE_SCHEMA
from puhui.evidence.invoices.duplicates import each_once
from puhui.kernel import Language, Problem, Text


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """What one import brought: `rows_new` of its `rows_good` invoices were not known before.

    `whole` is false when something was left out; `own_proven` is true when the files themselves name this
    firm (its credit code or its name) as their owner: where it is false, a decision should look twice.
    """

    id: UUID
    subject_id: UUID
    consent_id: UUID
    learned_at: datetime
    files: tuple[str, ...]
    rows_read: int
    rows_good: int
    rows_new: int
    whole: bool
    own_proven: bool
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]


def all_own(imports: Sequence[ImportBatch]) -> bool:
    """Whether everything that was taken in names this firm as its owner; a file of which nothing was taken
    proves nothing either way."""
    return all(batch.own_proven for batch in imports if batch.rows_good)


def none_lost(imports: Sequence[ImportBatch]) -> bool:
    """Whether whatever an import left out was made good later, oldest first.

    A corrected file is imported whole and most of it is recognised: a later import makes an earlier one good
    when it left nothing out and knew at least all the invoices that the earlier one had brought. Other files
    that are whole (the purchases after broken sales) mend nothing.
    """
    return all(
        batch.whole or any(_mends(later, batch) for later in imports[position + 1 :])
        for position, batch in enumerate(imports)
    )


def _mends(later: ImportBatch, broken: ImportBatch) -> bool:
    return later.whole and later.rows_good > 0 and later.rows_good - later.rows_new >= broken.rows_good


def pack(invoices: pl.DataFrame) -> str:
    """A frame as text that can be sealed."""
    out = io.BytesIO()
    invoices.select(*INVOICE_SCHEMA).write_ipc(out, compression="zstd")
    return base64.b85encode(out.getvalue()).decode("ascii")


def unpack(book: str) -> pl.DataFrame:
    """The frame again.

    >>> unpack(pack(pl.DataFrame(schema=INVOICE_SCHEMA))).columns == list(INVOICE_SCHEMA)
    True
    """
    return pl.read_ipc(io.BytesIO(base64.b85decode(book)))


def bound(books: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Several books as one: each invoice once, and voided as soon as any of them says so."""
    return each_once(pl.concat([pl.DataFrame(schema=INVOICE_SCHEMA), *books])).rows


def unknown_rows(read: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The invoices that no earlier book holds."""
    return read.join(known, on=list(INVOICE_SCHEMA), how="anti", maintain_order="left")


def told_as_text(batch: ImportBatch) -> str:
    """What was told about an import, as text that can be sealed."""
    said = {name: [problem_to_json(it) for it in getattr(batch, name)] for name in ("problems", "remarks")}
    return json.dumps({"files": batch.files, **said}, ensure_ascii=False)


def told_in(text: str) -> dict[str, Any]:
    """The `files`, `problems` and `remarks` of a batch again."""
    kept = json.loads(text)
    said = {name: tuple(problem_from_json(it) for it in kept[name]) for name in ("problems", "remarks")}
    return {"files": tuple(kept["files"]), **said}


NOTHING_TOLD: Final[dict[str, Any]] = {"files": (), "problems": (), "remarks": ()}
"""Of an import whose subject was erased, or that is older than the telling."""


def problem_to_json(problem: Problem) -> dict[str, str | None]:
    """A problem as it is kept."""
    fix = problem.fix
    return {
        "code": problem.code,
        "where_zh": problem.place(Language.ZH),
        "where_en": problem.place(Language.EN),
        "zh": problem.what.zh,
        "en": problem.what.en,
        "fix_zh": fix.zh if fix else None,
        "fix_en": fix.en if fix else None,
    }


def problem_from_json(kept: dict[str, str | None]) -> Problem:
    """The problem again. Imports of before places were bilingual kept one `where`."""
    fix = Text(kept["fix_zh"] or "", kept["fix_en"] or "") if kept["fix_zh"] else None
    return Problem(str(kept["code"]), Text(str(kept["zh"]), str(kept["en"])), fix, _where(kept))


def _where(kept: dict[str, str | None]) -> Text | str | None:
    zh, en = (kept.get(f"where_{language}", kept.get("where")) for language in Language)
    return Text(zh, en) if zh and en and zh != en else zh
