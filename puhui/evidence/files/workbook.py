"""Workbooks (.xlsx): looked through before anything is unpacked, then read sheet by sheet."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import polars as pl
import python_calamine as calamine

from puhui.evidence.files.limits import limit, problem
from puhui.evidence.files.text_table import RawTable
from puhui.kernel import Problem

_ZIP: Final = b"PK\x03\x04"
_PIECE_BYTES: Final = 1 << 20
_OVERLAP_BYTES: Final = 64
_FAR_RIGHT: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{2,})\d""")
_FAR_DOWN: Final = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]*(\d{5,15})["']""")
_EXACT_DIGITS: Final = 15


def is_workbook(content: bytes) -> bool:
    """By its first bytes: any zip archive is taken for one and then has to prove it."""
    return content.startswith(_ZIP)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as rows of text."""

    place: str
    rows: list[list[str]]

    def table_under(self, line: int) -> RawTable:
        """Everything below the header at `line`."""
        header = [name.strip() for name in self.rows[line - 1]] if self.rows else []
        while header and not header[-1]:
            header.pop()
        body = [(number, row) for number, row in enumerate(self.rows[line:], line + 1) if any(row)]
        columns: dict[str, object] = {"line": [number for number, _ in body]}
        for index in range(len(header)):
            columns[f"c{index}"] = [row[index] for _, row in body]
        schema = {"line": pl.Int64(), **{f"c{index}": pl.String() for index in range(len(header))}}
        return RawTable(self.place, tuple(header), pl.DataFrame(columns, schema=schema))


def sheets_of(place: str, content: bytes) -> Iterator[Sheet | Problem]:
    """Every visible sheet, or one problem for the whole workbook."""
    refused = _look_through(place, content)
    if refused is not None:
        yield refused
        return
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield Sheet(f"{place} [{name}]", [[_text(cell) for cell in row] for row in cells])
    except (calamine.CalamineError, ValueError, OSError):
        yield problem("file.damaged", place)


def _text(cell: object) -> str:
    """A cell as a person reads it in the sheet: whole numbers without `.0`, dates as dates."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)


def _number(value: float) -> str:
    if value.is_integer():
        return str(int(value)) if abs(value) < 10**_EXACT_DIGITS else f"{value:.6E}"
    return repr(round(value, 6))


def _look_through(place: str, content: bytes) -> Problem | None:
    """The reason not to unpack this archive, from its directory first and then from a bounded stream."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            return _refuse_directory(place, parts, len(content)) or _refuse_content(place, archive, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return problem("file.damaged", place)


def _refuse_directory(place: str, parts: list[zipfile.ZipInfo], packed_bytes: int) -> Problem | None:
    unpacked_bytes = sum(part.file_size for part in parts)
    if any(part.flag_bits & 0x1 for part in parts):
        return problem("file.old_workbook", place)
    if unpacked_bytes > limit("expanded_bytes") or (
        unpacked_bytes > limit("ratio_checked_from_bytes")
        and unpacked_bytes > packed_bytes * limit("expansion_ratio")
    ):
        return problem("file.bomb", place)
    sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
    if len(parts) > limit("workbook_parts") or len(sheets) > limit("workbook_sheets"):
        return problem("workbook.parts", place)
    if any(part.filename.startswith("xl/externalLinks/") for part in parts):
        return problem("workbook.links", place)
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        return problem("file.not_text", place)
    return None


def _refuse_content(place: str, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Problem | None:
    """Every part is looked at, whatever its name: a workbook may keep its sheets anywhere."""
    for part in parts:
        span = _Span()
        with archive.open(part) as stream:
            tail = b""
            while piece := stream.read(_PIECE_BYTES):
                if b"<!DOCTYPE" in tail + piece or b"<!ENTITY" in tail + piece:
                    return problem("workbook.hostile", place)
                span = span.and_(tail, piece)
                tail = piece[-_OVERLAP_BYTES:]
        if span.too_wide():
            return problem("workbook.span", place)
    return None


@dataclass(frozen=True, slots=True)
class _Span:
    """How far a sheet's cells reach and how many there are, whatever its declared dimension says."""

    last_row: int = 10_000
    last_column: int = 26
    cells: int = 0

    def and_(self, tail: bytes, piece: bytes) -> "_Span":
        together = tail + piece
        rows = (int(found) for found in _FAR_DOWN.findall(together))
        columns = (_column_number(found) for found in set(_FAR_RIGHT.findall(together)))
        return _Span(
            max([self.last_row, *rows]),
            max([self.last_column, *columns]),
            self.cells + piece.count(b"<c ") + piece.count(b":c "),
        )

    def too_wide(self) -> bool:
        spanned = self.last_row * self.last_column
        if self.last_column > limit("workbook_columns"):
            return True
        return spanned > limit("workbook_free_cells") and spanned > self.cells * limit(
            "workbook_empty_cells_per_cell"
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + (letter & 0x1F)
    return number
