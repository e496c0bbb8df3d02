"""Workbooks (.xlsx): looked through before anything is unpacked, then read sheet by sheet."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import polars as pl
import python_calamine as calamine

from puhui.evidence.files.limits import problem
from puhui.evidence.files.looking_through import reason_not_to_unpack
from puhui.evidence.files.text_table import RawTable
from puhui.kernel import Problem

_ZIP: Final = b"PK\x03\x04"
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
    refused = reason_not_to_unpack(place, content)
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
