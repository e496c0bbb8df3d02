"""The four files of SMEsD, alone or together with a folder of later firms in the same layout."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

HERE: Final = Path("../shared/data/smesd")
_FILES: Final = ("companies", "edges", "hyperedges", "lawsuits")

Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class World:
    """Firms in file order. `bankrupt` is NaN where nobody says; `asked`: rows to be scored."""

    firms: pl.DataFrame
    edges: pl.DataFrame
    groups: pl.DataFrame
    lawsuits: pl.DataFrame
    bankrupt: Floats
    asked: np.ndarray[Any, np.dtype[np.bool_]]

    @property
    def later(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Firms of the later public year (2019); the others ended in 2014–18."""
        return (self.firms["split"] == "valid").to_numpy()


def read_world(data: Path, later: Path | None = None) -> World:
    """The public part, and beside it the firms of `later`: asked for wherever their own row has no label.

    A firm that is asked for teaches nothing, also where the public part knows what became of it.
    """
    old, new = _read(data), _read(later) if later else None
    if new is None:
        firms = old["companies"]
        return _world(old, np.zeros(firms.height, np.bool_))
    firms = pl.concat(
        [old["companies"].join(new["companies"], on="company_idx", how="anti"), new["companies"]],
        how="diagonal_relaxed",
    )
    known = pl.col("company_idx").is_in(new["companies"]["company_idx"].implode())
    both = {
        "companies": firms,
        "edges": pl.concat([old["edges"], new["edges"]], how="diagonal_relaxed"),
        "hyperedges": pl.concat([old["hyperedges"], new["hyperedges"]], how="diagonal_relaxed"),
        "lawsuits": pl.concat([old["lawsuits"].filter(~known), new["lawsuits"]], how="diagonal_relaxed"),
    }
    asked = firms["company_idx"].is_in(new["companies"]["company_idx"].implode())
    return _world(both, asked.to_numpy() & firms["label_bankrupt"].is_null().to_numpy())


def _world(tables: dict[str, pl.DataFrame], asked: np.ndarray[Any, np.dtype[np.bool_]]) -> World:
    firms = tables["companies"]
    return World(
        firms=firms,
        edges=tables["edges"].unique(["src", "dst", "rel_id", "weight"], maintain_order=True),
        groups=tables["hyperedges"].unique(["kind", "key", "company_idx"], maintain_order=True),
        lawsuits=tables["lawsuits"],
        bankrupt=firms["label_bankrupt"].cast(pl.Float64).fill_null(float("nan")).to_numpy(),
        asked=asked,
    )


def _read(folder: Path) -> dict[str, pl.DataFrame]:
    tables = {}
    for name in _FILES:
        found = [path for path in (folder / f"{name}.csv", folder / f"{name}.csv.gz") if path.exists()]
        if not found:
            raise SystemExit(f"{folder} has no {name}.csv; the layout of ../shared/data/smesd is expected")
        tables[name] = pl.read_csv(found[0], infer_schema_length=None)
    firms = tables["companies"]
    if "label_bankrupt" not in firms.columns:
        firms = firms.with_columns(label_bankrupt=pl.lit(None, pl.Int64))
    if "split" not in firms.columns:
        firms = firms.with_columns(split=pl.lit("test"))
    tables["companies"] = firms.with_columns(
        pl.col("label_bankrupt").cast(pl.String).replace("", None).cast(pl.Float64)
    ).unique("company_idx", keep="first", maintain_order=True)
    if "split" in tables["lawsuits"].columns:  # a firm may stand in two splits with the same lawsuits
        own = tables["companies"].select("company_idx", "split")
        tables["lawsuits"] = tables["lawsuits"].join(own, on=["company_idx", "split"], how="semi")
    tables["hyperedges"] = tables["hyperedges"].with_columns(pl.col("key").cast(pl.String))
    return tables
