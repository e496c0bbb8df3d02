"""Tables read in pieces of some thousand rows: CSV in UTF-8 or GB18030 (also packed), JSON Lines, Parquet.

A row that cannot be read as one does not stop the others: it is handed on with what could be read of it, and
its place among the piece's rows is named in `broken`.
"""

import csv
import gzip
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

import polars as pl

from puhui.identify.industry.files.troubles import empty_table, no_such_suffix, not_there, unreadable
from puhui.kernel import Problem

ROWS: Final = 16_384
SUFFIXES: Final = (".csv", ".csv.gz", ".parquet", ".jsonl", ".jsonl.gz")
_SNIFFED: Final = 1 << 22
_LONGEST_CELL: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows. `share`: how much of the file is read with them, 0–1. `broken`: rows that are no rows."""

    frame: pl.DataFrame
    share: float
    broken: tuple[int, ...] = ()


@dataclass(slots=True)
class Source:
    """An open table: its columns, and its pieces one after the other (read once)."""

    columns: tuple[str, ...]
    pieces: Iterator[Piece]
    troubles: list[Problem] = field(default_factory=list)


def open_source(path: Path, rows: int = ROWS) -> Source | Problem:
    """The table in a file, or what is wrong with it."""
    suffix = suffix_of(path)
    if suffix is None:
        return no_such_suffix(path, SUFFIXES)
    if not path.is_file():
        return not_there(path)
    try:
        if suffix == ".parquet":
            return _parquet(path, rows)
        return _csv(path, rows) if ".csv" in suffix else _json_lines(path, rows)
    except (OSError, EOFError, pl.exceptions.PolarsError, csv.Error) as error:
        return unreadable(path, error)


def suffix_of(path: Path) -> str | None:
    """Which kind of table the name says."""
    name = path.name.lower()
    return next((suffix for suffix in reversed(SUFFIXES) if name.endswith(suffix)), None)


def _csv(path: Path, rows: int) -> Source | Problem:
    raw = path.open("rb")
    lines = csv.reader(_lines(path, raw))
    csv.field_size_limit(_LONGEST_CELL)
    header = next(lines, None)
    if not header:
        raw.close()
        return empty_table(path)
    columns = _distinct(header)
    source = Source(columns, iter(()))
    source.pieces = _csv_pieces(path, raw, lines, rows, source)
    return source


def _csv_pieces(
    path: Path, raw: IO[bytes], lines: Iterator[list[str]], rows: int, source: Source
) -> Iterator[Piece]:
    columns = source.columns
    size, width = max(path.stat().st_size, 1), len(columns)
    with raw:
        while True:
            cells, stopped = _some(lines, rows)
            broken = tuple(at for at, row in enumerate(cells) if len(row) != width)
            for at in broken:
                cells[at] = [*cells[at], *[""] * width][:width]
            if cells:
                frame = pl.DataFrame(list(zip(*cells, strict=True)), list(columns), orient="col")
                yield Piece(frame.cast(pl.String), raw.tell() / size, broken)
            if stopped is not None:
                source.troubles.append(unreadable(path, stopped))
            if stopped is not None or len(cells) < rows:
                return


def _some(lines: Iterator[list[str]], rows: int) -> tuple[list[list[str]], Exception | None]:
    """The next rows, blank lines left out; and what stopped the reading, if anything did."""
    cells: list[list[str]] = []
    try:
        for row in lines:
            if row:
                cells.append(row)
            if len(cells) == rows:
                break
    except (csv.Error, OSError, EOFError) as error:
        return cells, error
    return cells, None


def _lines(path: Path, raw: IO[bytes]) -> Iterator[str]:
    """Lines of text, in whichever of the two encodings the beginning of the file is valid."""
    packed = path.name.lower().endswith(".gz")
    opened: IO[bytes] = gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[assignment]
    beginning = opened.read(_SNIFFED)
    encoding = "utf-8" if _is_utf8(beginning) else "gb18030"
    opened.seek(0)
    first = True
    for line in opened:
        text = line.decode(encoding, errors="replace")
        yield text.lstrip("\ufeff") if first else text
        first = False


def _is_utf8(beginning: bytes) -> bool:
    try:
        beginning.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(beginning) - 3 and len(beginning) == _SNIFFED
    return True


def _distinct(header: list[str]) -> tuple[str, ...]:
    """Column names as written, made distinct where one is empty or written twice.

    >>> _distinct(["name", "", "name"])
    ('name', 'column_2', 'name_3')
    """
    names: list[str] = []
    for at, name in enumerate(header, 1):
        tidy = name.strip() or f"column_{at}"
        names.append(f"{tidy}_{at}" if tidy in names else tidy)
    return tuple(names)


def _json_lines(path: Path, rows: int) -> Source | Problem:
    raw = path.open("rb")
    lines = _lines(path, raw)
    first = list(itertools.islice(lines, rows))
    columns = tuple(dict.fromkeys(key for line in first for key in _object(line) or {}))
    if not columns:
        raw.close()
        return empty_table(path)
    return Source(columns, _json_pieces(path, raw, itertools.chain(first, lines), columns, rows))


def _json_pieces(
    path: Path, raw: IO[bytes], lines: Iterator[str], columns: tuple[str, ...], rows: int
) -> Iterator[Piece]:
    size = max(path.stat().st_size, 1)
    with raw:
        while some := [line for line in itertools.islice(lines, rows) if line.strip()]:
            read = [_object(line) for line in some]
            broken = tuple(at for at, row in enumerate(read) if row is None)
            cells = {column: [_cell((row or {}).get(column)) for row in read] for column in columns}
            yield Piece(pl.DataFrame(cells, dict.fromkeys(columns, pl.String)), raw.tell() / size, broken)


def _object(line: str) -> dict[str, object] | None:
    try:
        read = json.loads(line)
    except ValueError:
        return None
    return read if isinstance(read, dict) else None


def _cell(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _parquet(path: Path, rows: int) -> Source:
    lazy = pl.scan_parquet(path)
    columns = tuple(lazy.collect_schema().names())
    return Source(columns, _parquet_pieces(lazy, rows))


def _parquet_pieces(lazy: pl.LazyFrame, rows: int) -> Iterator[Piece]:
    height = int(lazy.select(pl.len()).collect().item())
    for start in range(0, height, rows):
        frame = lazy.slice(start, rows).collect()
        yield Piece(frame, min(1.0, (start + frame.height) / height))
