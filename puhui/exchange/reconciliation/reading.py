"""Reading a file that somebody sent: all of it, or none of it with the first place where it is wrong."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from puhui.exchange.reconciliation import problems as wrong
from puhui.exchange.reconciliation.layout import CHECKSUM_LINE, LINE, PATTERNS, TOTAL
from puhui.exchange.reconciliation.model import (
    COLUMNS,
    FORMAT,
    VERSION,
    Direction,
    File,
    Header,
    Row,
    sums_of,
)
from puhui.ground import Mode
from puhui.kernel import Problem

_HEADER_FIELDS: Final = ("format", "version", "institution", "direction", "business_date", "mode")
_FIRST_ROW_LINE: Final = 3
_Code = TypeVar("_Code", Direction, Mode)


def read_file(content: bytes, expected: Header | None = None) -> File | Problem:
    """The rows of a file, every byte of which is as it was written.

    `expected` says whose and which day's file it should be. What is wrong first is told first; a change that
    leaves every line readable is found by the sums or by the checksum.
    """
    try:
        return _read(content, expected)
    except _WrongError as found:
        return found.problem


class _WrongError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class _Ends:
    """The lines between header and trailer, the trailer, and where it stands."""

    lines: list[str]
    total: str
    checksum_line: int


def _read(content: bytes, expected: Header | None) -> File:
    first, newline, rest = content.partition(b"\n")
    header = _header(first.decode("ascii", "replace"), expected)
    body = newline + rest
    cut = content.rfind(b"\n", 0, len(content) - 1) + 1
    ends = _ends(body, content[cut:])
    rows = _rows(ends.lines)
    _check_total(ends, rows)
    said = CHECKSUM_LINE.fullmatch(content[cut:].decode("ascii", "replace"))
    if said is None or said[1] != hashlib.sha256(content[:cut]).hexdigest():
        raise _WrongError(wrong.wrong_checksum(ends.checksum_line))
    return File(header, rows, said[1])


def _header(line: str, expected: Header | None) -> Header:
    given = line.split(",")
    if given[0] != FORMAT:
        raise _WrongError(wrong.not_a_file(wrong.at(1, "format")))
    if len(given) > 1 and given[1] != str(VERSION):
        raise _WrongError(wrong.unknown_version())
    if len(given) != len(_HEADER_FIELDS):
        raise _WrongError(wrong.wrong_width(1, len(_HEADER_FIELDS), len(given)))
    _, _, institution, direction, on, mode = given
    if not re.fullmatch(PATTERNS["state"].replace("[a-z_]", "[a-z0-9_]"), institution):
        raise _WrongError(wrong.not_a_file(wrong.at(1, "institution")))
    header = Header(
        institution, _one_of(Direction, direction, "direction"), _day(on), _one_of(Mode, mode, "mode")
    )
    for name in _HEADER_FIELDS[2:]:
        if expected is not None and getattr(header, name) != getattr(expected, name):
            raise _WrongError(wrong.foreign(name, str(getattr(expected, name))))
    return header


def _ends(body: bytes, last: bytes) -> _Ends:
    """`body` begins with the newline that closes the first line."""
    lines = body.decode("ascii", "replace").split("\n")
    lines_in_all = len(lines) - 1
    if len(lines) < 5 or lines[-1] or not last.startswith(b"sha256,"):
        raise _WrongError(wrong.cut_off(max(1, lines_in_all)))
    if lines[1] != ",".join(COLUMNS):
        raise _WrongError(wrong.wrong_columns(_first_other(lines[1].split(","))))
    if not lines[-3].startswith(f"{TOTAL},"):
        raise _WrongError(wrong.cut_off(lines_in_all - 1))
    return _Ends(lines[2:-3], lines[-3], lines_in_all)


def _rows(lines: Iterable[str]) -> tuple[Row, ...]:
    seen: dict[str, int] = {}
    rows: list[Row] = []
    for number, line in enumerate(lines, _FIRST_ROW_LINE):
        found = LINE.fullmatch(line)
        if found is None:
            raise _WrongError(_what_is_wrong(number, line))
        ref, contract, state, *numbers = found.groups()
        if ref in seen:
            raise _WrongError(wrong.twice(number, seen[ref]))
        seen[ref] = number
        rows.append(Row(ref, contract, state, *map(int, numbers)))
    return tuple(rows)


def _what_is_wrong(number: int, line: str) -> Problem:
    fields = line.split(",")
    if len(fields) != len(COLUMNS):
        return wrong.wrong_width(number, len(COLUMNS), len(fields))
    pairs = zip(COLUMNS, fields, strict=True)
    bad = next(name for name, value in pairs if not re.fullmatch(PATTERNS[name], value))
    return wrong.unreadable(number, bad)


def _check_total(ends: _Ends, rows: tuple[Row, ...]) -> None:
    right = {"rows": len(rows), **sums_of(rows)}
    given = ends.total.split(",")[1:]
    line = ends.checksum_line - 1
    if len(given) != len(right):
        raise _WrongError(wrong.wrong_width(line, len(right) + 1, len(given) + 1))
    for (name, value), written in zip(right.items(), given, strict=True):
        if written != str(value):
            raise _WrongError(wrong.wrong_total(line, name))


def _first_other(given: list[str]) -> str:
    for index, name in enumerate(COLUMNS):
        if index >= len(given) or given[index] != name:
            return name
    return COLUMNS[-1]


def _day(written: str) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = None
    if day is None or day.isoformat() != written:
        raise _WrongError(wrong.not_a_file(wrong.at(1, "business_date")))
    return day


def _one_of(kind: type[_Code], written: str, field: str) -> _Code:
    try:
        return kind(written)
    except ValueError:
        raise _WrongError(wrong.not_a_file(wrong.at(1, field))) from None
