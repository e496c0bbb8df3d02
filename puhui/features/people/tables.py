"""The six tables in which a platform keeps what it may see of persons, and which sources it may use."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from puhui.features.people.model import PersonSource
from puhui.kernel import Problem, Text

SOURCES_TABLE: Final = "person_sources"
TABLES: Final[Mapping[PersonSource, str]] = {source: f"person_{source.value}" for source in PersonSource}
_WORDS, _NUMBER, _SHARE = pl.String, pl.Int64, pl.Float64
COLUMNS: Final[Mapping[str, Mapping[str, type[pl.DataType]]]] = {
    SOURCES_TABLE: {"person_id": _WORDS, "source": _WORDS, "seen": pl.Boolean},
    "person_registers": {
        "person_id": _WORDS,
        "hit": _WORDS,
        "firm_kind": _WORDS,
        "since": pl.Date,
        "status": _WORDS,
        "share": _SHARE,
    },
    "person_months": {
        "person_id": _WORDS,
        "month": _WORDS,
        "side": _WORDS,
        "counterparty": _WORDS,
        "payments": _NUMBER,
        "amount_fen": _NUMBER,
        "counterparties": _NUMBER,
        "evening_payments": _NUMBER,
        "weekend_payments": _NUMBER,
        "round_payments": _NUMBER,
    },
    "person_balances": {
        "person_id": _WORDS,
        "month": _WORDS,
        "lowest_fen": _NUMBER,
        "mean_fen": _NUMBER,
        "end_fen": _NUMBER,
        "debts_fen": _NUMBER,
        "instalments_fen": _NUMBER,
        "card_used_share": _SHARE,
    },
    "person_texts": {"person_id": _WORDS, "seen_on": pl.Date, "kind": _WORDS, "text": _WORDS},
    "person_relations": {"person_id": _WORDS, "other_id": _WORDS, "kind": _WORDS},
}


@dataclass(frozen=True, slots=True)
class PersonTables:
    """The tables, each empty where there is none. Only rows whose source is marked as seen are ever used."""

    sources: pl.DataFrame
    by_source: Mapping[PersonSource, pl.DataFrame]

    def seen(self, source: PersonSource) -> pl.DataFrame:
        """The persons whose `source` may be used, one row each."""
        marked = (pl.col("source") == source.value) & pl.col("seen")
        return self.sources.filter(marked).select("person_id").unique()

    def rows(self, source: PersonSource) -> pl.DataFrame:
        """The rows of `source` of those persons only."""
        return self.by_source[source].join(self.seen(source), on="person_id", how="semi")

    def persons(self) -> pl.Series:
        """Everybody of whom it is said what may be seen, in order of their ids."""
        return self.sources["person_id"].unique().sort()


def shaped(table: str, found: pl.LazyFrame) -> pl.LazyFrame | Problem:
    """The named columns in their types; unreadable cells become null. A missing column is a Problem."""
    wanted, here = COLUMNS[table], set(found.collect_schema().names())
    missing = [column for column in wanted if column not in here]
    if missing:
        names = ", ".join(missing)
        return Problem(
            "people.column.missing",
            Text(f"表 {table} 缺少列：{names}。", f"Table {table} lacks columns: {names}."),
            Text("请补上这些列；docs/identify.md 写明每一列。", "Add them; the README says what each holds."),
            table,
        )
    return found.select(_typed(column, kind, found) for column, kind in wanted.items())


def _typed(column: str, kind: type[pl.DataType], found: pl.LazyFrame) -> pl.Expr:
    here = found.collect_schema()[column]
    if here == kind:
        return pl.col(column)
    if kind is pl.Boolean and here == pl.String:
        return pl.col(column).str.to_lowercase().is_in(["true", "1", "yes", "是"])
    if kind is pl.Date and here == pl.String:
        return pl.col(column).str.to_date(strict=False)
    return pl.col(column).cast(kind, strict=False)


def empty(table: str) -> pl.DataFrame:
    """A table without rows."""
    return pl.DataFrame(schema=dict(COLUMNS[table]))


def table_file(folder: Path, table: str) -> Path | None:
    """Where a table lies, in any form that is read."""
    found = (folder / f"{table}{suffix}" for suffix in (".parquet", ".csv", ".csv.gz"))
    return next((path for path in found if path.exists()), None)
