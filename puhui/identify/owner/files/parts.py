"""A folder's persons in parts of some thousand: each part's features are reckoned alone and laid aside.

Tables sorted by person are read part by part; others are sorted once into the scratch folder before. What is
held in memory of everybody is nine bytes a person: whether a register names them, for others' relations.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from puhui.features import (
    PERSON_TABLES,
    PersonSource,
    PersonTables,
    last_month,
    person_features,
    registered_lazily,
    scan_person_tables,
)
from puhui.identify.owner.tabled import NO_MONTHS
from puhui.kernel import Problem, Text

_SOURCES: Final = "person_sources"
_ID: Final = pl.col("person_id")


@dataclass(frozen=True, slots=True)
class Parts:
    """Features of everybody, one file a part; each is reckoned when it is first asked for."""

    tables: Mapping[str, pl.LazyFrame]
    bounds: tuple[str, ...]
    persons: int
    until: int
    registered: pl.DataFrame
    scratch: Path

    def files(self) -> Iterator[Path]:
        """The parts in order."""
        for number in range(len(self.bounds)):
            path = self.scratch / f"part_{number:05d}.parquet"
            if not path.exists():
                self._reckon(number).write_parquet(path, compression="lz4")
            yield path

    def _reckon(self, number: int) -> pl.DataFrame:
        after = self.bounds[number - 1] if number else ""
        here = _ID.is_between(pl.lit(after), pl.lit(self.bounds[number]), closed="right")
        rows = {name: table.filter(here).collect() for name, table in self.tables.items()}
        by_source = {source: rows[table] for source, table in PERSON_TABLES.items()}
        return person_features(PersonTables(rows[_SOURCES], by_source), self.until, self.registered)


def parts_of_folder(folder: Path, scratch: Path, persons_each: int) -> Parts | Problem:
    """Look at what is there; nothing is reckoned yet."""
    found = scan_person_tables(folder)
    if isinstance(found, Problem):
        return found
    try:
        tables = {name: _in_order(name, table, scratch) for name, table in found.items()}
        until = _until(tables)
        bounds, persons = _bounds(tables[_SOURCES], persons_each)
    except (OSError, pl.exceptions.PolarsError) as error:
        return _unreadable(folder, error)
    if until is None:
        return NO_MONTHS.at(str(folder))
    if persons == 0:
        return _nobody(folder)
    return Parts(tables, bounds, persons, until, registered_lazily(tables), scratch)


def _in_order(name: str, table: pl.LazyFrame, scratch: Path) -> pl.LazyFrame:
    """As it lies there if its persons come in order, else sorted once into the scratch folder."""
    last = ""
    for batch in table.select("person_id").collect_batches(chunk_size=1 << 20, maintain_order=True):
        ids = batch["person_id"]
        if ids.is_empty():
            continue
        if not ids.is_sorted() or str(ids[0]) < last:
            break
        last = str(ids[-1])
    else:
        return table
    path = scratch / f"{name}.parquet"
    table.sort("person_id", maintain_order=True).sink_parquet(path)
    return pl.scan_parquet(path)


def _bounds(sources: pl.LazyFrame, persons_each: int) -> tuple[tuple[str, ...], int]:
    """The last person of each part, and how many there are."""
    bounds: list[str] = []
    persons, here, last = 0, 0, ""
    for batch in sources.select("person_id").collect_batches(chunk_size=1 << 20, maintain_order=True):
        ids = batch["person_id"].unique(maintain_order=True)
        fresh = ids.filter(ids > last) if last else ids
        start = 0
        while fresh.len() - start >= persons_each - here:
            start += persons_each - here
            bounds.append(str(fresh[start - 1]))
            here = 0
        here += fresh.len() - start
        persons += fresh.len()
        last = str(ids[-1]) if ids.len() else last
    return (tuple(bounds) if not here else (*bounds, last)), persons


def _until(tables: Mapping[str, pl.LazyFrame]) -> int | None:
    dated = (PERSON_TABLES[PersonSource.MONTHS], PERSON_TABLES[PersonSource.BALANCES])
    latest = [tables[name].select(pl.col("month").max()).collect().item() for name in dated]
    return last_month([month for month in latest if month is not None])


def _unreadable(folder: Path, error: Exception) -> Problem:
    kind = type(error).__name__
    return Problem(
        "people.unreadable",
        Text(f"文件夹里有读不懂的表（{kind}）。", f"A table in the folder cannot be read ({kind})."),
        Text("请检查各表的列和内容。", "Check the columns and contents of each table."),
        str(folder),
    )


def _nobody(folder: Path) -> Problem:
    return Problem(
        "people.nobody",
        Text("person_sources 里一个人也没有。", "person_sources names nobody."),
        Text("请为每个人写明可以看哪些数据。", "Say of each person what may be seen."),
        str(folder),
    )
