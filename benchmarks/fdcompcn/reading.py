"""Nodes and edges of FDCompCN, alone or together with a folder in the same layout."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
import scipy.sparse as sp

HERE: Final = Path("../shared/data/fdcompcn")
KINDS: Final = ("invest", "provide", "sale")
FIGURES: Final = tuple(f"f{number}" for number in range(57))

Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Market:
    """Companies in file order. `fraud` is NaN where nobody says; `asked`: to be scored; `ties` by kind."""

    node: np.ndarray[Any, np.dtype[np.int64]]
    figures: Floats
    fraud: Floats
    asked: np.ndarray[Any, np.dtype[np.bool_]]
    ties: dict[str, Any]


def read_market(data: Path, later: Path | None = None) -> Market:
    """The public part, and beside it the companies of `later`; asked for wherever `later` gives no label.

    A company that is asked for teaches nothing, also where the public part knows better.
    """
    nodes, edges = _nodes(data), _edges(data)
    asked = pl.Series(np.zeros(nodes.height, np.bool_))
    if later:
        new = _nodes(later)
        nodes = pl.concat([nodes.join(new, on="node", how="anti", maintain_order="left"), new])
        asked = nodes["node"].is_in(new["node"].implode()) & nodes["label"].is_null()
        edges = {kind: pl.concat([table, _edges(later)[kind]]) for kind, table in edges.items()}
    keys = nodes["node"].to_numpy()
    return Market(
        node=keys,
        figures=nodes.select(FIGURES).to_numpy(),
        fraud=nodes["label"].fill_null(float("nan")).to_numpy(),
        asked=asked.to_numpy(),
        ties={kind: _matrix(keys, table) for kind, table in edges.items()},
    )


def _matrix(keys: Any, edges: pl.DataFrame) -> Any:
    """Companies × companies, one an edge however often it is told; no self-loops: they fake homophily."""
    order = np.argsort(keys)
    ends = []
    for name in ("src", "dst"):
        wanted = edges[name].to_numpy()
        at = np.clip(np.searchsorted(keys, wanted, sorter=order), 0, len(keys) - 1)
        ends.append(np.where(keys[order[at]] == wanted, order[at], -1))
    pairs = np.stack(ends, 1)
    pairs = np.unique(pairs[(pairs[:, 0] != pairs[:, 1]) & (pairs >= 0).all(axis=1)], axis=0)
    return sp.csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(keys), len(keys)))


def _nodes(folder: Path) -> pl.DataFrame:
    table = _table(folder, "nodes")
    if "label" not in table.columns:
        table = table.with_columns(label=pl.lit(None, pl.Float64))
    label = pl.col("label").cast(pl.String).replace("", None).cast(pl.Float64)
    return table.select("node", label.alias("label"), *(pl.col(it).cast(pl.Float64) for it in FIGURES))


def _edges(folder: Path) -> dict[str, pl.DataFrame]:
    return {kind: _table(folder, f"edges_{kind}").select("src", "dst") for kind in KINDS}


def _table(folder: Path, name: str) -> pl.DataFrame:
    for path in (folder / f"{name}.csv", folder / f"{name}.csv.gz"):
        if path.exists():
            return pl.read_csv(path, infer_schema_length=None)
    raise SystemExit(f"{folder} has no {name}.csv; the layout of ../shared/data/fdcompcn is expected")
