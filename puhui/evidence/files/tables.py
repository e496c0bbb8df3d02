"""A source as tables: one for a text file, one a sheet for a workbook."""

from collections.abc import Callable, Iterator, Sequence

from puhui.evidence.files.decoding import Lines, decode
from puhui.evidence.files.limits import limit, problem
from puhui.evidence.files.place import place_in
from puhui.evidence.files.source import Source, Unpacked, clean_name, load
from puhui.evidence.files.text_table import RawTable, split_header, table_under
from puhui.evidence.files.workbook import is_workbook, sheets_of
from puhui.kernel import Problem

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"

FindHeader = Callable[[Sequence[tuple[str, ...]]], int]
"""Given the first rows of a table, the line (from 1) on which its header stands."""


def tables_of(source: Source, header_line: FindHeader) -> Iterator[RawTable | Problem]:
    """Each table of a source, or what is wrong with it. Nothing is raised for bad content."""
    place = clean_name(source.name)
    unpacked = load(source)
    if isinstance(unpacked, Problem):
        yield unpacked
    elif unpacked.content.startswith(_OLD_OFFICE):
        yield problem("file.old_workbook", place)
    elif is_workbook(unpacked.content):
        yield from _from_workbook(place, unpacked.content, header_line)
    else:
        yield from _from_text(place, unpacked, header_line)


def _from_workbook(place: str, content: bytes, header_line: FindHeader) -> Iterator[RawTable | Problem]:
    for sheet in sheets_of(place, content):
        if isinstance(sheet, Problem):
            yield sheet
        else:
            first = [tuple(row) for row in sheet.rows[: limit("header_within_lines")]]
            yield sheet.table_under(header_line(first) if first else 1)


def _from_text(place: str, unpacked: Unpacked, header_line: FindHeader) -> Iterator[RawTable | Problem]:
    text = decode(unpacked.content)
    if text is None:
        yield problem("file.not_text", place)
        return
    if unpacked.cut_off:
        whole_lines = len(text.lines) - 1
        yield problem("file.cut_off", place_in(place, whole_lines))
        text = Lines(text.lines[:whole_lines], text.undecodable)
    first = [split_header(line) for line in text.lines[: limit("header_within_lines")]]
    if any(first):
        yield table_under(place, text, header_line(first))
    elif not unpacked.cut_off:
        yield problem("file.empty", place)
