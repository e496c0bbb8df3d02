"""Reading invoices: whatever files a shop or a bank has, into one canonical frame, losing no good row."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from puhui.evidence.files import RawTable, Source, clean_name, nothing_found, sources, tables_of
from puhui.evidence.invoices.checking import check
from puhui.evidence.invoices.duplicates import each_once
from puhui.evidence.invoices.firms import all_firms, firms_in
from puhui.evidence.invoices.layout import Layout, header_line, layout_of
from puhui.evidence.invoices.limits import problem
from puhui.evidence.invoices.model import (
    INVOICE_SCHEMA,
    FileRole,
    InvoiceReading,
    Owner,
    Progress,
    TableRead,
    no_invoices,
)
from puhui.evidence.invoices.reporting import broken_lines, left_out, met_twice, odd_but_used
from puhui.kernel import Problem


def read_invoices(
    paths: Path | str | Source | Iterable[Path | str | Source],
    today: date,
    owner: Owner | None = None,
    on_progress: Progress | None = None,
) -> InvoiceReading:
    """Read files, folders or uploads. What each table is, its header says; names and order do not matter.

    `owner` says whose books these are, for layouts that name seller and buyer but not the firm. Nothing is
    raised for bad content: a broken row, file or archive is a `Problem`, and all the rest is there.
    """
    desk = _Desk(today, owner)
    found = sources(paths)
    for done, source in enumerate(found, 1):
        if isinstance(source, Problem):
            desk.give_up(source)
        else:
            desk.read(source)
        if on_progress is not None:
            on_progress(done, desk.rows_read)
    return desk.finish()


@dataclass(slots=True)
class _Desk:
    """What has been read so far."""

    today: date
    owner: Owner | None
    invoices: list[pl.DataFrame] = field(default_factory=list)
    firms: list[pl.DataFrame] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    tables: list[TableRead] = field(default_factory=list)
    rows_read: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    files_unread: int = 0

    def read(self, source: Source) -> None:
        if not source.asked_for and not source.looks_like_a_table():
            self._set_aside(clean_name(source.name), "remark.not_a_table")
            return
        said, met = len(self.remarks), len(self.tables)
        for table in tables_of(source, header_line):
            if isinstance(table, Problem):
                self.give_up(table)
                self.tables.append(TableRead(clean_name(source.name), FileRole.UNREADABLE, 0, 0))
            else:
                self._take(table, layout_of(table.header))
        if source.asked_for and all(table.role is FileRole.OTHER for table in self.tables[met:]):
            del self.remarks[said:]
            self.problems.append(problem("file.not_invoices", clean_name(source.name)))

    def give_up(self, why: Problem) -> None:
        """A file, a sheet or the rest of one could not be read."""
        self.problems.append(why)
        self.files_unread += 1

    def _take(self, table: RawTable, layout: Layout) -> None:
        if layout.role is FileRole.OTHER:
            self._set_aside(table.place, "remark.not_invoices")
        elif layout.role is FileRole.UNREADABLE or layout.twice or self._nobody(layout):
            self.give_up(_unusable(table.place, layout))
            self.tables.append(TableRead(table.place, FileRole.UNREADABLE, table.rows.height, 0))
        elif layout.role is FileRole.FIRMS:
            self._take_firms(table, layout)
        else:
            self._take_invoices(table, layout)

    def _nobody(self, layout: Layout) -> bool:
        return layout.role is FileRole.INVOICES and not layout.has("firm") and self.owner is None

    def _set_aside(self, place: str, code: str) -> None:
        self.remarks.append(problem(code, place))
        self.tables.append(TableRead(place, FileRole.OTHER, 0, 0))

    def _take_firms(self, table: RawTable, layout: Layout) -> None:
        firms, problems = firms_in(table, layout)
        self.firms.append(firms)
        self.problems += problems + list(broken_lines(table.place, table.faults, table.rows["line"]))
        self.tables.append(TableRead(table.place, FileRole.FIRMS, table.rows.height, firms.height))

    def _take_invoices(self, table: RawTable, layout: Layout) -> None:
        rows = table.rows.height + len(table.faults)
        self.rows_read += rows
        if not rows:
            self.problems.append(problem("file.no_rows", table.place))
        checked = check(table, layout, self.owner, self.today)
        kept = checked.rows["line"]
        self.problems += broken_lines(table.place, table.faults, kept)
        self.problems += left_out(table.place, layout, checked.findings, kept, self.today.isoformat())
        self.left_out.update(checked.left_out)
        self.remarks += odd_but_used(table.place, layout, checked.remarks)
        self.invoices.append(checked.rows.with_columns(place=pl.lit(table.place)))
        self.tables.append(
            TableRead(table.place, FileRole.INVOICES, rows, checked.rows.height, layout.names_owner)
        )

    def finish(self) -> InvoiceReading:
        if not self.tables and not self.problems:
            self.problems.append(nothing_found())
        once = each_once(pl.concat(self.invoices)) if self.invoices else None
        invoices = once.rows.select(*INVOICE_SCHEMA) if once else no_invoices()
        if once:
            self.remarks += met_twice("remark.duplicate", once.repeated)
            self.remarks += met_twice("remark.voided_later", once.voided_later)
            self.remarks += met_twice("remark.conflict", once.in_conflict)
        firms, firm_problems = all_firms(self.firms, invoices)
        return InvoiceReading(
            invoices,
            firms,
            self.problems,
            self.remarks + firm_problems,
            self.rows_read,
            tuple(self.tables),
            dict(self.left_out),
            self.files_unread,
        )


def _unusable(place: str, layout: Layout) -> Problem:
    if layout.twice:
        return problem("file.column_twice", place)
    if layout.missing:
        return problem("file.columns", place, columns="、".join(layout.missing))
    if layout.two_sided:
        return problem("file.owner_unknown", place)
    return problem("file.columns", place, columns=layout.title("firm"))
