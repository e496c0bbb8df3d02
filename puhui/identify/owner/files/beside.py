"""What lies beside the features and is only counted by: a place, what a shop is called, the truth."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from puhui.features import PERSON_TABLES, PersonSource

_PLACES: Final = ("place", "community", "region", "district")
_TEXTS: Final = 4
_SUFFIXES: Final = (".parquet", ".csv", ".csv.gz")


@dataclass(frozen=True, slots=True)
class Beside:
    """Lazy tables of a folder by person; each may be missing, and of a single table all are."""

    people: pl.LazyFrame | None
    texts: pl.LazyFrame | None
    truth: pl.LazyFrame | None
    in_table: bool = False

    @property
    def knows_truth(self) -> bool:
        """Whether it is known who runs a business."""
        return self.truth is not None or self.in_table

    def joined(self, persons: pl.DataFrame, piece: pl.DataFrame) -> pl.DataFrame:
        """The persons of a piece, in their order, with place, shop_text and truth."""
        found = _of_piece(persons, piece)
        for table in (self.people, self.texts, self.truth):
            if table is not None:
                own = table.join(persons.lazy(), on="person_id", how="semi").collect()
                found = found.join(own, on="person_id", how="left", maintain_order="left")
        empty = {"place": pl.lit(None, pl.String), "truth": pl.lit(None, pl.Boolean)}
        return found.with_columns(**{name: made for name, made in empty.items() if name not in found.columns})


def beside_of(folder: Path | None, columns: tuple[str, ...] = ()) -> Beside:
    """What a folder has; of a table its own columns are used."""
    if folder is None:
        return Beside(None, None, None, in_table="runs_business" in columns)
    return Beside(_people(folder), _texts(folder), _truth(folder))


def _people(folder: Path) -> pl.LazyFrame | None:
    found = _scan(folder / "people")
    if found is None:
        return None
    named = next((name for name in _PLACES if name in found.collect_schema().names()), None)
    return None if named is None else found.select("person_id", place=pl.col(named).cast(pl.String))


def _texts(folder: Path) -> pl.LazyFrame | None:
    """A shop's name a person, of those whose texts may be seen: what is called a shop, else deliveries."""
    texts, sources = _scan(folder / PERSON_TABLES[PersonSource.TEXTS]), _scan(folder / "person_sources")
    if texts is None or sources is None:
        return None
    agreed = sources.filter((pl.col("source") == PersonSource.TEXTS.value) & pl.col("seen"))
    named = texts.filter(pl.col("kind").is_in(["shop", "delivery"])).join(agreed, on="person_id", how="semi")
    words = pl.col("text").sort_by(pl.col("kind") == "shop", pl.col("text"), descending=[True, False])
    return named.group_by("person_id").agg(shop_text=words.head(_TEXTS).str.join(" "))


def _truth(folder: Path) -> pl.LazyFrame | None:
    found = _scan(folder / "truth" / "owners")
    if found is None:
        return None
    said = pl.col("runs_business").cast(pl.String).str.to_lowercase().is_in(["true", "1"])
    return found.select("person_id", truth=said)


def _of_piece(persons: pl.DataFrame, piece: pl.DataFrame) -> pl.DataFrame:
    given = {name: piece[name].cast(pl.String) for name in _PLACES if name in piece.columns}
    found = persons
    if given:
        found = found.with_columns(place=next(iter(given.values())))
    if "trade" in piece.columns:
        found = found.with_columns(trade_given=piece["trade"].cast(pl.String))
    if "runs_business" in piece.columns:
        said = piece["runs_business"].cast(pl.String).str.to_lowercase().is_in(["true", "1", "yes", "是"])
        found = found.with_columns(truth=said)
    return found


def _scan(path: Path) -> pl.LazyFrame | None:
    places = (path.with_name(path.name + suffix) for suffix in _SUFFIXES)
    here = next((place for place in places if place.exists()), None)
    if here is None:
        return None
    return pl.scan_parquet(here) if here.suffix == ".parquet" else pl.scan_csv(here)
