"""A town's graph as plain arrays, and its truth. The truth is read by whoever judges, never by a search."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from puhui.graph.edges import ALWAYS, STILL, Edges
from puhui.graph.rings import Applications

THINGS: Final = ("address", "phone", "device", "account")


@dataclass(frozen=True, slots=True)
class Town:
    """What can be seen of a town until its last day; `number` is the node of each name."""

    edges: Edges
    applications: Applications
    day: int
    number: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ring:
    """One planted ring, or one that only looks like it (`what`): its people and firms, and its things."""

    kind: str
    members: frozenset[int]
    things: frozenset[int]
    what: str = ""


def read_town(folder: Path) -> Town:
    """Nodes, edges that were recorded by the last day, applications."""
    nodes = pl.read_parquet(folder / "graph_nodes.parquet")
    asked = pl.read_parquet(folder / "graph_applications.parquet")
    rows = pl.read_parquet(folder / "graph_edges.parquet")
    last = max(rows["recorded_on"].max(), asked["applied_on"].max())  # type: ignore[type-var]
    number = dict(zip(nodes["node"].to_list(), range(nodes.height), strict=True))
    kinds = tuple(rows["kind"].unique().sort().to_list())
    names = tuple(nodes["type"].unique().sort().to_list())
    edges = Edges(
        nodes.height,
        _nodes(rows["from"], number),
        _nodes(rows["to"], number),
        _places(rows["kind"], kinds),
        kinds,
        _days(rows["since"], ALWAYS),
        _days(rows["until"], STILL),
        rows["weight"].cast(pl.Float64).fill_null(float("nan")).to_numpy(),
        _places(nodes["type"], names),
        names,
    )
    applications = Applications(
        _nodes(asked["owner"], number),
        _nodes(asked["enterprise"], number),
        _days(asked["applied_on"], ALWAYS),
        asked["amount_fen"].cast(pl.Float64).to_numpy(),
    )
    return Town(edges, applications, (last - date(1970, 1, 1)).days, number)  # type: ignore[operator]


def read_truth(folder: Path, town: Town) -> list[Ring]:
    """Planted rings and look-alikes."""
    types = np.array(town.edges.type_names)[town.edges.types]
    rings = []
    for table, key in (("rings", "ring_id"), ("ring_lookalikes", "lookalike_id")):
        rows = pl.read_parquet(folder / "truth" / f"{table}.parquet")
        for group in rows.partition_by(key, maintain_order=True):
            nodes = {town.number[it] for it in group["node"].to_list()}
            things = frozenset(it for it in nodes if types[it] in THINGS)
            what = group["what"][0] if "what" in group.columns else ""
            rings.append(Ring(group["ring_kind"][0], frozenset(nodes) - things, things, what))
    return rings


def _nodes(column: pl.Series, number: Mapping[str, int]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return column.replace_strict(number, return_dtype=pl.Int32).to_numpy()


def _places(column: pl.Series, names: tuple[str, ...]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return column.replace_strict(
        {name: at for at, name in enumerate(names)}, return_dtype=pl.UInt8
    ).to_numpy()


def _days(column: pl.Series, missing: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return column.cast(pl.Date).cast(pl.Int32).fill_null(missing).to_numpy()
