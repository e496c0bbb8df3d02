"""Delimited text as rows of strings that know their line, however broken a line is.

Lines without a quotation mark, nearly all of them, are split as columns; the few with one go through Python's
csv reader record by record, so that a mark that is never closed costs one line and not the rest of the file.
"""

import csv
import io
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from puhui.evidence.files.decoding import Lines
from puhui.evidence.files.limits import limit

_DELIMITERS: Final = (",", "\t", ";", "|")
_QUOTE: Final = '"'


@dataclass(frozen=True, slots=True)
class RawTable:
    """A header and the rows under it: `rows` has `line` and `c0`, `c1`…, all text.

    `faults` are lines that could not become a row: (line, code, values for the sentence).
    """

    place: str
    header: tuple[str, ...]
    rows: pl.DataFrame
    faults: list[tuple[int, str, dict[str, object]]] = field(default_factory=list)


def delimiter_of(header: str) -> str:
    """The mark that splits the header into most fields.

    >>> delimiter_of("企业代号;发票号码;金额")
    ';'
    """
    return max(_DELIMITERS, key=header.count)


def split_header(header: str) -> tuple[str, ...]:
    """The column names on a header line, without empty ones at its end."""
    try:
        names = next(csv.reader([header], delimiter=delimiter_of(header)), [])
    except csv.Error:
        names = header.split(delimiter_of(header))
    while names and not names[-1].strip():
        names.pop()
    return tuple(names)


def table_under(place: str, text: Lines, header_line: int) -> RawTable:
    """Everything below the header at `header_line`."""
    header_text = text.lines[header_line - 1]
    delimiter = delimiter_of(header_text)
    table = RawTable(place, split_header(header_text), pl.DataFrame())
    table.faults.extend((line, "row.encoding", {}) for line in sorted(text.undecodable) if line > header_line)
    frame = pl.DataFrame(
        {"line": range(header_line + 1, len(text.lines) + 1), "raw": text.lines[header_line:]},
        schema={"line": pl.Int64, "raw": pl.String},
    ).filter(pl.col("raw").str.strip_chars(f" {delimiter}\u3000") != "")
    quoted = frame.filter(pl.col("raw").str.contains(_QUOTE, literal=True))["line"].to_list()
    records, consumed = _quoted_records(text, quoted, delimiter, table)
    consumed |= text.undecodable
    if consumed:
        frame = frame.filter(~pl.col("line").is_in(sorted(consumed)))
    rows = _plain_rows(frame, delimiter, table)
    if records:
        rows = pl.concat([rows, _as_rows(records, len(table.header))]).sort("line")
    return RawTable(place, table.header, rows, table.faults)


def _plain_rows(frame: pl.DataFrame, delimiter: str, table: RawTable) -> pl.DataFrame:
    """Lines without quotation marks: one field between each two delimiters."""
    width = len(table.header)
    counted = frame.with_columns(found=pl.col("raw").str.count_matches(delimiter, literal=True) + 1)
    odd = counted.filter(pl.col("found") != width)
    rows = _split(counted.filter(pl.col("found") == width) if odd.height else counted, delimiter, width)
    if not odd.height:
        return rows
    records = []
    for line, raw, _ in odd.iter_rows():
        fields = _parse(raw, delimiter, width) or []
        if len(fields) == width:
            records.append((line, fields))
        else:
            table.faults.append((line, "row.fields", {"found": len(fields), "expected": width}))
    return pl.concat([rows, _as_rows(records, width)]).sort("line")


def _split(frame: pl.DataFrame, delimiter: str, width: int) -> pl.DataFrame:
    names = [f"c{index}" for index in range(width)]
    if width == 1:
        return frame.select("line", c0=pl.col("raw"))
    fields = pl.col("raw").str.split_exact(delimiter, width - 1).struct.rename_fields(names)
    return frame.select("line", fields.alias("fields")).unnest("fields")


def _quoted_records(
    text: Lines, starts: list[int], delimiter: str, table: RawTable
) -> tuple[list[tuple[int, list[str]]], set[int]]:
    """Records that hold a quotation mark, each with its first line, and every line they took up."""
    records: list[tuple[int, list[str]]] = []
    consumed: set[int] = set()
    for start in starts:
        if start in consumed:
            continue
        fields, lines_used = _record_at(text.lines, start, delimiter, len(table.header))
        consumed.update(range(start, start + lines_used))
        if fields is None:
            table.faults.append((start, "row.quote", {}))
        elif len(fields) != len(table.header):
            table.faults.append((start, "row.fields", {"found": len(fields), "expected": len(table.header)}))
        else:
            records.append((start, fields))
    return records, consumed


def _record_at(lines: list[str], start: int, delimiter: str, width: int) -> tuple[list[str] | None, int]:
    """The record that starts on a line; further lines belong to it only where that makes it whole."""
    one = _parse(lines[start - 1], delimiter, width)
    if one is not None:
        return one, 1
    for length in range(2, limit("quoted_lines") + 1):
        together = lines[start - 1 : start - 1 + length]
        if together[-1].count(_QUOTE) % 2 == 0:
            continue
        several = _parse("\n".join(together), delimiter, width)
        if several is not None:
            return (several, length) if len(several) == width else (None, 1)
    return None, 1


def _parse(record: str, delimiter: str, width: int) -> list[str] | None:
    try:
        rows = list(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    fields = rows[0] if len(rows) == 1 else []
    while len(fields) > width and not fields[-1].strip():
        fields.pop()
    return fields


def _as_rows(records: list[tuple[int, list[str]]], width: int) -> pl.DataFrame:
    columns: dict[str, list[int] | list[str]] = {"line": [line for line, _ in records]}
    for index in range(width):
        columns[f"c{index}"] = [fields[index] for _, fields in records]
    return pl.DataFrame(columns, schema=_row_schema(width))


def _row_schema(width: int) -> dict[str, pl.DataType]:
    return {"line": pl.Int64(), **{f"c{index}": pl.String() for index in range(width)}}
