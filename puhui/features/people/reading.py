"""The tables of a folder, as they lie in files."""

from pathlib import Path
from typing import Final

import polars as pl

from puhui.features.people.tables import SOURCES_TABLE, TABLES, PersonTables, empty, shaped, table_file
from puhui.kernel import Problem, Text

_NOBODY: Final = Problem(
    "people.sources.missing",
    Text(
        "这个文件夹没有 person_sources 表，无法知道每个人同意看哪些数据。",
        "This folder has no table person_sources: nothing says what each person agreed to have seen.",
    ),
    Text(
        "请放入 person_sources（person_id, source, seen）。没有写明可以看的数据一律不用。",
        "Add person_sources (person_id, source, seen). What is not marked as seen is not used.",
    ),
)


def read_person_tables(folder: Path) -> PersonTables | Problem:
    """All tables of a folder that fits into memory; a table that is not there is an empty one."""
    found = scan_person_tables(folder)
    if isinstance(found, Problem):
        return found
    collected = {name: frame.collect() for name, frame in found.items()}
    return PersonTables(
        collected[SOURCES_TABLE], {source: collected[table] for source, table in TABLES.items()}
    )


def scan_person_tables(folder: Path) -> dict[str, pl.LazyFrame] | Problem:
    """The tables without reading their rows, each with the named columns in their types."""
    if table_file(folder, SOURCES_TABLE) is None:
        return _NOBODY.at(str(folder))
    scanned: dict[str, pl.LazyFrame] = {}
    for table in (SOURCES_TABLE, *TABLES.values()):
        path = table_file(folder, table)
        found = empty(table).lazy() if path is None else shaped(table, _scan(path))
        if isinstance(found, Problem):
            return found.at(str(path))
        scanned[table] = found
    return scanned


def _scan(path: Path) -> pl.LazyFrame:
    return pl.scan_parquet(path) if path.suffix == ".parquet" else pl.scan_csv(path, infer_schema_length=None)
