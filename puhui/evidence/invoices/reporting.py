"""Findings into sentences that say where, what and what to do; never endless, never a value of a person."""

from collections.abc import Iterable, Iterator

import polars as pl

from puhui.evidence.files import line_problem, place_in
from puhui.evidence.invoices.checking import Finding
from puhui.evidence.invoices.layout import Layout
from puhui.evidence.invoices.limits import limit, problem, rows_around
from puhui.kernel import Problem


def left_out(
    place: str, layout: Layout, findings: Iterable[Finding], kept: pl.Series, today: str
) -> Iterator[Problem]:
    """One problem a bad row up to the limit for its kind, and one for all the others."""
    for finding in findings:
        most = limit("listed_per_file")
        for line, value in zip(finding.lines[:most], finding.values[:most], strict=True):
            where = place_in(place, line, layout.title(finding.field))
            yield _with_neighbours(problem(finding.code, where, value=value, today=today), line, kept)
        rest = finding.lines[most:]
        if rest:
            where = place_in(place, column=layout.title(finding.field))
            yield problem("row.more", where, count=f"{len(rest):,}", first=rest[0], last=rest[-1])


def broken_lines(
    place: str, faults: list[tuple[int, str, dict[str, object]]], kept: pl.Series
) -> Iterator[Problem]:
    """Lines that never became a row."""
    most = limit("listed_per_file")
    for line, code, values in faults[:most]:
        yield _with_neighbours(line_problem(code, place_in(place, line), **values), line, kept)
    if faults[most:]:
        yield problem(
            "row.more", place, count=f"{len(faults) - most:,}", first=faults[most][0], last=faults[-1][0]
        )


def odd_but_used(place: str, layout: Layout, remarks: Iterable[Finding]) -> Iterator[Problem]:
    """One remark a kind, with how many rows and the first of them."""
    for remark in remarks:
        where = place_in(place, column=layout.title(remark.field))
        yield problem(remark.code, where, count=f"{len(remark.lines):,}", first=remark.lines[0])


def met_twice(code: str, rows: pl.DataFrame) -> Iterator[Problem]:
    """One remark a place about rows that share a number."""
    counted = rows.group_by("place", maintain_order=True).agg(pl.len().alias("count"), pl.col("line").min())
    for place, count, first in counted.iter_rows():
        yield problem(code, str(place), count=f"{count:,}", first=first)


def _with_neighbours(found: Problem, line: int, kept: pl.Series) -> Problem:
    before = int(kept.search_sorted(line, side="left"))
    return Problem(found.code, found.what, found.fix or rows_around(before, kept.len() - before), found.where)
