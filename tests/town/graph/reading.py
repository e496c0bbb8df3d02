"""A town's graph as columns of numbers, its planted rings, and how well findings meet them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from town.graph import graph_of
from town.lives import live
from town.owners.kin import kin_elsewhere
from town.owners.running import who_runs
from town.settings import read_settings, turned
from town.written.registers import businesses_table

Group = frozenset[int]
_EVER: Final = 10**6
_ALIKE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Graph:
    """`ties` has f, t (nodes), s, u (days since 1970), w beside kind and detail; `asked` has o, b, d."""

    ties: pl.DataFrame
    asked: pl.DataFrame
    nodes: int
    last: int
    planted: dict[str, list[Group]]

    def of(self, *kinds: str) -> pl.DataFrame:
        """Ties of some kinds."""
        return self.ties.filter(pl.col("kind").is_in(kinds))


def town_graph(seed: int, people: int, **switches: float) -> Graph:
    """A town's graph without the rest of its tables."""
    lives = live(turned(read_settings(), **switches), seed, people)
    kin = kin_elsewhere(lives, who_runs(lives))
    return read_graph(dict(graph_of(lives, businesses_table(lives), kin)))


def read_graph(tables: dict[str, pl.DataFrame]) -> Graph:
    """From the tables that a town writes."""
    names = tables["graph_nodes"]["node"]
    number = dict(zip(names.to_list(), range(len(names)), strict=True))

    def node(column: str) -> pl.Expr:
        return pl.col(column).replace_strict(number, return_dtype=pl.Int64)

    def day(column: str, unknown: int) -> pl.Expr:
        return pl.col(column).cast(pl.Int32).cast(pl.Int64).fill_null(unknown)

    ties = tables["graph_edges"].select(
        "kind", "detail", f=node("from"), t=node("to"), s=day("since", -_EVER), u=day("until", _EVER),
        w=pl.col("weight").fill_null(0.0),
    )  # fmt: skip
    asked = tables["graph_applications"].select(o=node("owner"), b=node("enterprise"), d=day("applied_on", 0))
    last = int(tables["graph_edges"]["recorded_on"].cast(pl.Int32).max())  # type: ignore[arg-type]
    members = tables["truth/rings"].filter(pl.col("role") == "member").with_columns(n=node("node"))
    rings = members.group_by("ring_id", "ring_kind", maintain_order=True).agg("n")
    planted: dict[str, list[Group]] = {}
    for kind, nodes in rings.select("ring_kind", "n").iter_rows():
        planted.setdefault(kind, []).append(frozenset(nodes))
    return Graph(ties, asked, len(names), last, planted)


def scored(found: Iterable[Group], planted: list[Group]) -> tuple[float, float]:
    """Precision and recall; a finding meets a ring when they share half of all their members."""
    groups = set(found)

    def meets(one: Group, others: Iterable[Group]) -> bool:
        return any(len(one & other) / len(one | other) >= _ALIKE for other in others)

    right = sum(meets(one, planted) for one in groups)
    met = sum(meets(one, groups) for one in planted)
    return right / max(len(groups), 1), met / max(len(planted), 1)


def round_trips(origin: np.ndarray, target: np.ndarray, nodes: int) -> list[Group]:
    """Groups of whom each reaches each: what lies on any circle."""
    if not len(origin):
        return []
    ties = coo_matrix((np.ones(len(origin)), (origin, target)), shape=(nodes, nodes))
    _, part = connected_components(ties, directed=True, connection="strong")
    order, counts = np.argsort(part, kind="stable"), np.bincount(part)
    ends = np.cumsum(counts)
    return [frozenset(order[ends[at] - counts[at] : ends[at]].tolist()) for at in np.flatnonzero(counts > 1)]


def kin_of(graph: Graph) -> dict[int, set[int]]:
    """Both ways."""
    kin: dict[int, set[int]] = {}
    for one, other in graph.of("kinship").select("f", "t").iter_rows():
        kin.setdefault(one, set()).add(other)
        kin.setdefault(other, set()).add(one)
    return kin


def are_kin(kin: dict[int, set[int]], one: int, other: int) -> bool:
    """The same, kin, or kin of the same."""
    mine, theirs = kin.get(one, set()), kin.get(other, set())
    return one == other or other in mine or bool(mine & theirs)
