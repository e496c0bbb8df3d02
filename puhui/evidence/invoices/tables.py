"""A source as tables: one for a text file, one a sheet for a workbook."""

from collections.abc import Iterator

from puhui.evidence.invoices.layout import Layout, layout_of
from puhui.evidence.invoices.limits import limit, problem
from puhui.evidence.invoices.model import FileRole
from puhui.evidence.invoices.sources import Source, Unpacked, clean_name, load
from puhui.evidence.invoices.text_table import Lines, RawTable, decode, split_header, table_under
from puhui.evidence.invoices.workbook import is_workbook, sheets_of
from puhui.kernel import Problem

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
Table = tuple[RawTable, Layout]


def tables_of(source: Source) -> Iterator[Table | Problem]:
    """Each table of a source with its layout, or what is wrong with it."""
    place = clean_name(source.name)
    unpacked = load(source)
    if isinstance(unpacked, Problem):
        yield unpacked
    elif unpacked.content.startswith(_OLD_OFFICE):
        yield problem("file.old_workbook", place)
    elif is_workbook(unpacked.content):
        yield from _from_workbook(place, unpacked.content)
    else:
        yield from _from_text(place, unpacked)


def _from_workbook(place: str, content: bytes) -> Iterator[Table | Problem]:
    for sheet in sheets_of(place, content):
        if isinstance(sheet, Problem):
            yield sheet
        else:
            header = [tuple(row) for row in sheet.first_rows(limit("header_within_lines"))]
            line, layout = header_among(header)
            yield sheet.table_under(line), layout


def _from_text(place: str, unpacked: Unpacked) -> Iterator[Table | Problem]:
    text = decode(unpacked.content)
    if text is None:
        yield problem("file.not_text", place)
        return
    if unpacked.cut_off:
        whole_lines = len(text.lines) - 1
        yield problem("file.cut_off", f"{place}, line {whole_lines}")
        text = Lines(text.lines[:whole_lines], text.undecodable)
    line, layout = header_among([split_header(one) for one in text.lines[: limit("header_within_lines")]])
    yield table_under(place, text, line), layout


def header_among(rows: list[tuple[str, ...]]) -> tuple[int, Layout]:
    """The first row that reads like a header we know, with its line; else the first that has words."""
    layouts = [
        (line, layout_of(row)) for line, row in enumerate(rows, 1) if any(cell.strip() for cell in row)
    ]
    known = [found for found in layouts if found[1].role is not FileRole.OTHER]
    return (known or layouts or [(1, layout_of(()))])[0]
