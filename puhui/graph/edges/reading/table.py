"""A stranger's table as text, cell by cell, with the lines that could not be read.

CSV (comma, semicolon, tab or bar; UTF-8 or GB18030; `.gz` too), Parquet, JSON Lines. Every cell stays the
text it was, so that `007` stays itself; what it means is for the readers of keys, dates and weights to say.
"""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import polars as pl

from puhui.kernel import Problem, Text

_TEXTS: Final = (".csv", ".tsv", ".txt")
_SEPARATORS: Final = ",\t;|"
_MOST_BYTES: Final = 8 << 30
_LONGEST_CELL: Final = 1 << 20
_AT_ONCE: Final = 500_000
_NUMBER: Final = re.compile(r"\s*\d+(\.\d+)?\s*")


@dataclass(frozen=True, slots=True)
class RawTable:
    """`rows`: text columns as named in the file, and `line`, the line each row began on (1 is the header)."""

    name: str
    rows: pl.DataFrame
    broken: tuple[int, ...] = ()
    """Lines with too many or too few cells, which were left out."""

    @property
    def header(self) -> list[str]:
        return self.rows.columns[:-1]


LINE: Final = "\x00line"


def read_raw(path: Path) -> RawTable | Problem:
    """The whole table, or why there is none."""
    name = path.name.lower()
    packed = name.endswith(".gz")
    suffix = Path(name.removesuffix(".gz")).suffix
    try:
        if suffix == ".parquet" and not packed:
            return _as_text(path.name, pl.read_parquet(path))
        if suffix not in (*_TEXTS, ".jsonl", ".ndjson"):
            return _SUFFIX.at(path.name)
        content = _bytes(path, packed)
        if suffix in (".jsonl", ".ndjson"):
            return _as_text(path.name, pl.read_ndjson(content, infer_schema_length=None))
        return _from_text(path.name, content)
    except MemoryError:
        return _TOO_LARGE.at(path.name)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, pl.exceptions.PolarsError, csv.Error):
        return _UNREADABLE.at(path.name)


def _from_text(name: str, content: bytes) -> RawTable | Problem:
    content = _utf8(content)
    if not content.strip():
        return _EMPTY.at(name)
    blank = len(content) - len(content.lstrip(b"\n"))
    content = content[blank:]
    first, _, rest = content.partition(b"\n")
    head = first.decode()
    separator = max(_SEPARATORS, key=head.count)
    cells = next(csv.reader([head], delimiter=separator))
    if all(_NUMBER.fullmatch(cell) for cell in cells):  # an edge list without names of columns
        rest, cells = content, [""] * len(cells)
    header, began = _distinct(cells), blank + (1 if rest is content else 2)
    even = rest.count(separator.encode()) == (len(header) - 1) * _lines(rest)
    if even and b'"' not in rest:
        try:
            return RawTable(name, _numbered(_at_once(rest, separator, header), began))
        except pl.exceptions.PolarsError:
            pass
    return _row_by_row(name, rest.decode(), separator, header, began)


def _at_once(rest: bytes, separator: str, header: list[str]) -> pl.DataFrame:
    schema = dict.fromkeys(header, pl.String)
    if not rest.strip():
        return pl.DataFrame(schema=schema)
    return pl.read_csv(rest, has_header=False, separator=separator, schema=schema, quote_char=None)


def _numbered(rows: pl.DataFrame, began: int) -> pl.DataFrame:
    return rows.with_columns(pl.int_range(began, pl.len() + began, dtype=pl.Int64).alias(LINE))


def _row_by_row(name: str, text: str, separator: str, header: list[str], first: int) -> RawTable:
    """The slow and sure way, where quotes or uneven lines are; some rows at a time, to spare memory."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    pieces: list[pl.DataFrame] = [_piece(header, [])]
    rows: list[list[str | int]] = []
    broken: list[int] = []
    for line, cells in _lines_of(reader, first):
        if cells is None or (len(cells) != len(header) and any(it.strip() for it in cells)):
            broken.append(line)
        elif len(cells) == len(header):
            rows.append([*cells, line])
        if len(rows) == _AT_ONCE:
            pieces.append(_piece(header, rows))
            rows = []
    return RawTable(name, pl.concat([*pieces, _piece(header, rows)]), tuple(broken))


def _lines_of(reader: Any, first: int) -> Iterator[tuple[int, list[str] | None]]:  # noqa: ANN401 - csv's own
    """The line each row began on, and its cells; None where it cannot be read."""
    while True:
        began = first + reader.line_num
        try:
            yield began, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield began, None


def _piece(header: list[str], rows: list[list[str | int]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={**dict.fromkeys(header, pl.String), LINE: pl.Int64}, orient="row")


def _as_text(name: str, frame: pl.DataFrame) -> RawTable:
    plain = [it for it in frame.columns if frame.schema[it] not in (pl.List, pl.Struct, pl.Array, pl.Object)]
    return RawTable(name, _numbered(frame.select(pl.col(plain).cast(pl.String, strict=False)), 1))


def _bytes(path: Path, packed: bool) -> bytes:
    with gzip.open(path) if packed else path.open("rb") as file:
        content: bytes = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise EOFError("more than fits")
    return content


def _utf8(content: bytes) -> bytes:
    content = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16").replace("\r\n", "\n").encode()
    try:
        content.decode()
    except UnicodeDecodeError:
        return content.decode("gb18030").encode()
    return content


def _lines(content: bytes) -> int:
    return content.count(b"\n") + (not content.endswith(b"\n"))


def _distinct(header: list[str]) -> list[str]:
    """Column names, made different where two are the same.

    >>> _distinct(["id", " id", ""])
    ['id', 'id_2', 'column_3']
    """
    taken: list[str] = []
    for at, cell in enumerate(header, 1):
        name = cell.strip() or f"column_{at}"
        tries = (name, *(f"{name}_{n}" for n in islice(range(2, len(header) + 3), len(header) + 1)))
        taken.append(next(it for it in tries if it not in taken))
    return taken


_SUFFIX: Final = Problem(
    "graph.table.invalid",
    Text("不认识的文件后缀。", "The file's suffix is not known."),
    Text("请用 .csv、.tsv、.csv.gz、.parquet 或 .jsonl。", "Use .csv, .tsv, .csv.gz, .parquet or .jsonl."),
)
_UNREADABLE: Final = Problem(
    "graph.table.invalid",
    Text("打不开这个文件，或内容不是表格。", "The file cannot be opened, or is no table."),
    Text("请核对路径、权限和内容。", "Check path, permissions and content."),
)
_TOO_LARGE: Final = Problem(
    "graph.table.too_large",
    Text("文件太大，内存放不下。", "The file is larger than memory."),
    Text("请改用 Parquet，只留需要的列。", "Write it as Parquet with the needed columns only."),
)
_EMPTY: Final = Problem(
    "graph.table.invalid",
    Text("文件是空的。", "The file is empty."),
    Text("第一行应是列名。", "Its first line should name the columns."),
)
