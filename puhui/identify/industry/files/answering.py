"""A whole file through the cascade: read a piece, answer it, write it, forget it."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from puhui.identify.industry.cascade import Cascade
from puhui.identify.industry.files.beside import Beside, in_turn
from puhui.identify.industry.files.pieces import ROWS, SUFFIXES, Piece, Source, open_source, suffix_of
from puhui.identify.industry.files.troubles import no_columns, no_such_suffix, same_file, unwritable
from puhui.identify.industry.files.writing import PieceWriter
from puhui.identify.industry.frames import ANSWERS, recognised
from puhui.kernel import Language, Problem

OnProgress = Callable[[int, float], None]
"""Rows answered so far, and which share of the file has been read (0–1)."""

BROKEN: Final = "broken_row"
"""The status of a row whose cells do not fit the header: it is handed on, and not answered."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a file. `columns`: what was read → in which column it stood."""

    rows: int
    by_status: dict[str, int]
    by_stage: dict[str, int]
    columns: dict[str, str]
    seconds: float
    model: str
    troubles: tuple[Problem, ...] = field(default=())


def answer_file(
    cascade: Cascade,
    source: Path,
    out: Path,
    *,
    on_progress: OnProgress = lambda rows, share: None,
    language: Language = Language.ZH,
    mark: bytes = b"",
    rows: int = ROWS,
    beside: Beside | None = None,
) -> Summary | Problem:
    """Every row with its answer beside it, in the order they came. Writes `out` whole or not at all.

    `beside` answers in several processes at once, each with a cascade of its own.
    """
    opened = _opened(source, out, rows)
    if isinstance(opened, Problem):
        return opened
    begun, statuses, stages, done = time.monotonic(), Counter[str](), Counter[str](), 0
    try:
        with PieceWriter(out, mark) as writer:
            for piece, answered in _all(cascade, opened, language, beside):
                writer.write(answered)
                statuses.update(answered["status"].to_list())
                stages.update(answered["stage"].to_list())
                done += answered.height
                on_progress(done, piece.share)
            if done == 0:
                writer.write(_answered(cascade, Piece(_no_rows(opened), 1.0), language))
    except OSError as error:
        return unwritable(out, error)
    return Summary(
        done,
        dict(statuses),
        dict(stages),
        recognised(list(opened.columns)),
        time.monotonic() - begun,
        cascade.model,
        tuple(opened.troubles),
    )


def _all(
    cascade: Cascade, opened: Source, language: Language, beside: Beside | None
) -> Iterator[tuple[Piece, pl.DataFrame]]:
    if beside is not None:
        return in_turn(beside, _answered, opened.pieces, language)
    return ((piece, _answered(cascade, piece, language)) for piece in opened.pieces)


def _opened(source: Path, out: Path, rows: int) -> Source | Problem:
    if suffix_of(out) is None:
        return no_such_suffix(out, SUFFIXES)
    if out.exists() and source.exists() and out.samefile(source):
        return same_file(out)
    opened = open_source(source, rows)
    if not isinstance(opened, Problem) and not recognised(list(opened.columns)):
        return no_columns(source, opened.columns)
    return opened


def _answered(cascade: Cascade, piece: Piece, language: Language) -> pl.DataFrame:
    answered = cascade.answer_many(piece.frame, language)
    if not piece.broken:
        return answered
    broken = pl.Series(range(answered.height)).is_in(list(piece.broken))
    emptied = [pl.when(broken).then(None).otherwise(pl.col(name)).alias(name) for name in ANSWERS[:5]]
    status = pl.when(broken).then(pl.lit(BROKEN)).otherwise(pl.col("status")).alias("status")
    return answered.with_columns(*emptied, status)


def _no_rows(source: Source) -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(source.columns, pl.String))
