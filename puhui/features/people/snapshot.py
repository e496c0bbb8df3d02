"""One row a person, one column a feature, only from what may be seen."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

import polars as pl

from puhui.features.model import Unit
from puhui.features.people import balances, course, flows, registers, relations, texts
from puhui.features.people.model import PersonFeature, PersonSource
from puhui.features.people.tables import SOURCES_TABLE, TABLES, PersonTables
from puhui.features.people.terms import MONTHS_SEEN

_GROUPS: Final = (registers, flows, course, balances, texts, relations)
_COUNTS: Final = (PersonSource.REGISTERS, PersonSource.TEXTS, PersonSource.RELATIONS)
"""Of these, seen and nothing there is a true zero; an account without a row is not known."""


@cache
def person_catalogue() -> tuple[PersonFeature, ...]:
    """All declared features of persons, in the order of their sources; names never change their meaning.

    >>> [feature.name for feature in person_catalogue()][:2]
    ['registered_hits', 'registered_open']
    """
    return tuple(feature for group in _GROUPS for feature in group.FEATURES)


def person_features(tables: PersonTables, until: int, registered: pl.DataFrame | None = None) -> pl.DataFrame:
    """Everybody of `tables.sources`, with every feature of the catalogue in its order.

    `until` is the month after the last whole one, as year × 12 + month. Where `tables` hold a part of
    the persons, `registered` says of everybody whether a register names them (see `registered_persons`).
    """
    named = registered_persons(tables) if registered is None else registered
    found = pl.DataFrame({"person_id": tables.persons()})
    for source, prepared, features in _prepared(tables, until, named):
        own = _reckoned(prepared, features)
        if source in _COUNTS:
            own = pl.concat([own, _zeros(tables.seen(source), own, features)])
        found = found.join(own, on="person_id", how="left", maintain_order="left")
    return found.select("person_id", *(pl.col(feature.name) for feature in person_catalogue()))


def registered_persons(tables: PersonTables) -> pl.DataFrame:
    """Of everybody whose register may be seen: whether an open entry names them."""
    lazily = {TABLES[source]: rows.lazy() for source, rows in tables.by_source.items()}
    return registered_lazily({SOURCES_TABLE: tables.sources.lazy(), **lazily})


def registered_lazily(tables: Mapping[str, pl.LazyFrame]) -> pl.DataFrame:
    """The same of tables that are too large to hold: nine bytes a person, keyed by a hash of the id."""
    source = PersonSource.REGISTERS
    seen = tables[SOURCES_TABLE].filter((pl.col("source") == source.value) & pl.col("seen"))
    named = tables[TABLES[source]].filter(registers.OPEN)
    key = pl.col("person_id").hash().alias("person_key")
    return (
        seen.select(key)
        .unique()
        .join(named.select(key).unique().with_columns(registered=True), on="person_key", how="left")
        .with_columns(pl.col("registered").fill_null(False))
        .collect(engine="streaming")
    )


def last_month(months: Sequence[str]) -> int | None:
    """The month after the last of `months` (`2026-10`), as year × 12 + month.

    >>> last_month(["2026-09", "2026-10"])
    24323
    """
    if not months:
        return None
    year, month = max(months).split("-")
    return int(year) * 12 + int(month) + 1


def _prepared(
    tables: PersonTables, until: int, named: pl.DataFrame
) -> list[tuple[PersonSource, pl.DataFrame, tuple[PersonFeature, ...]]]:
    rows = {source: tables.rows(source) for source in PersonSource}
    months = _months(rows[PersonSource.MONTHS], until)
    balances_seen = _months(rows[PersonSource.BALANCES], until)
    entries = registers.dated(rows[PersonSource.REGISTERS], until)
    ties = relations.with_others(rows[PersonSource.RELATIONS], named)
    return [
        (PersonSource.REGISTERS, entries, registers.FEATURES),
        (PersonSource.MONTHS, flows.cells(months), flows.FEATURES),
        (PersonSource.MONTHS, course.course(months, until), course.FEATURES),
        (PersonSource.BALANCES, balances_seen, balances.FEATURES),
        (PersonSource.TEXTS, texts.read(rows[PersonSource.TEXTS]), texts.FEATURES),
        (PersonSource.RELATIONS, ties, relations.FEATURES),
    ]


def _months(rows: pl.DataFrame, until: int) -> pl.DataFrame:
    """Rows of the year before `until`, with the month as a number."""
    year, month = pl.col("month").str.slice(0, 4), pl.col("month").str.slice(5, 2)
    index = year.cast(pl.Int32, strict=False) * 12 + month.cast(pl.Int32, strict=False)
    return rows.with_columns(month_index=index).filter(
        pl.col("month_index").is_between(until - MONTHS_SEEN, until - 1)
    )


def _reckoned(prepared: pl.DataFrame, features: Sequence[PersonFeature]) -> pl.DataFrame:
    return prepared.group_by("person_id").agg(
        feature.expression.cast(pl.Float32).alias(feature.name) for feature in features
    )


def _zeros(seen: pl.DataFrame, own: pl.DataFrame, features: Sequence[PersonFeature]) -> pl.DataFrame:
    """Whoever was looked at and has no row: counts are zero, the rest is not known."""
    nothing = (
        pl.lit(0.0 if feature.unit is Unit.COUNT else None, pl.Float32).alias(feature.name)
        for feature in features
    )
    return seen.join(own, on="person_id", how="anti").with_columns(nothing)
