"""A table of firms: UTF-8 or GBK, .csv, .gz or .xlsx; Parquet as it is. Columns by any name they go by."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from puhui.evidence.files import RawTable, line_problem, place_in, sources, tables_of
from puhui.evidence.reference import table
from puhui.evidence.resolution.linking import NO_NAMES
from puhui.kernel import Problem, Text

_HERE: Final = "puhui.evidence.resolution.tables"
_LONGEST_CELL: Final = 2000


@dataclass(frozen=True, slots=True)
class FirmTable:
    """`written`: the columns as the file has them; `records`: those that linkage reads, in the same order."""

    written: pl.DataFrame
    records: pl.DataFrame
    problems: tuple[Problem, ...] = ()

    def called(self) -> list[str]:
        """What a record is called in answers: its own id, or its row, counted from 1."""
        if "id" in self.records.columns:
            return self.records["id"].to_list()
        return [str(row) for row in range(1, self.records.height + 1)]


def read_firms(path: Path) -> FirmTable | Problem:
    """Every row; broken lines are left out and named. A problem where there is nothing to read."""
    if path.name.lower().endswith(".parquet"):
        return _parquet(path)
    problems: list[Problem] = []
    for source in sources(path):
        for found in [source] if isinstance(source, Problem) else tables_of(source, _header_line):
            if isinstance(found, RawTable):
                return _from_raw(found, problems)
            problems.append(found)
    return problems[0] if problems else NO_NAMES.at(path.name)


def _parquet(path: Path) -> FirmTable | Problem:
    try:
        written = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError):
        return _UNREADABLE.at(path.name)
    records = _records(written.columns, written)
    return NO_NAMES.at(path.name) if records is None else FirmTable(written, records)


def _from_raw(raw: RawTable, problems: list[Problem]) -> FirmTable | Problem:
    names = _distinct(raw.header)
    columns = {f"c{at}": name for at, name in enumerate(names)}
    written = raw.rows.select(list(columns)).rename(columns)
    records = _records(names, written)
    if records is None:
        return NO_NAMES.at(raw.place)
    problems += [line_problem(code, place_in(raw.place, line), **values) for line, code, values in raw.faults]
    return FirmTable(written, records, tuple(problems))


def _records(header: Sequence[str], written: pl.DataFrame) -> pl.DataFrame | None:
    known = _columns(header)
    if "name" not in known:
        return None
    cells = [
        pl.col(column).cast(pl.String).fill_null("").str.slice(0, _LONGEST_CELL).alias(field)
        for field, column in known.items()
    ]
    records = written.select(cells)
    missing = [
        pl.when(pl.col(it).is_in(["N/A", "-", "无", "null"])).then(pl.lit("")).otherwise(it).alias(it)
        for it in records.columns
    ]
    return records.with_columns(missing)


def _columns(header: Sequence[str]) -> dict[str, str]:
    """Field → the column that holds it."""
    plain = {name.strip().lower(): name for name in reversed(header)}
    names: dict[str, list[str]] = table(_HERE, "headers")
    return {
        field: plain[known] for field, listed in names.items() for known in reversed(listed) if known in plain
    }


def _header_line(first_rows: Sequence[tuple[str, ...]]) -> int:
    return next((line for line, row in enumerate(first_rows, 1) if "name" in _columns(row)), 1)


def _distinct(header: Sequence[str]) -> list[str]:
    names: list[str] = []
    for at, name in enumerate(header, 1):
        plain = name.strip() or f"column_{at}"
        names.append(plain if plain not in names else f"{plain}_{at}")
    return names


_UNREADABLE = Problem(
    "evidence.link.file_unreadable",
    Text("这个 Parquet 文件读不出来。", "This Parquet file cannot be read."),
    Text("请重新导出，或另存为 CSV。", "Export it again, or save it as CSV."),
)
"""Cells longer than two thousand characters are cut: no name, code or address is so long."""
