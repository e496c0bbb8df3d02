"""An import of invoices as it is remembered, and the sealed book that it leaves."""

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
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
