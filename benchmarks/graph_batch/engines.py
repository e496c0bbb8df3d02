"""Each engine's own way to do both, on a graph it has already taken in; none is made to copy in the time.

`components` gives how many there are; `propagation` ten rounds of x ← 0.15 + 0.85 · Σ x/degree over
neighbours, scaled to an even start of 1. Engines that know no rounds say so. Each is imported when its turn
comes, so that one that is not installed stops none.
"""

# ruff: noqa: PLC0415, E501

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import Edges

ROUNDS, PASSED_ON = 10, 0.85


@dataclass(frozen=True, slots=True)
class Ready:
    """An engine with the graph in it."""

    components: Callable[[], int]
    propagation: Callable[[], NDArray[Any]] | None
    note: str = ""


def ours(edges: Edges, threads: int = 1) -> Ready:
    """numba over arrays: union-find over edges as they come, gathering over neighbours in order."""
    from puhui.graph.whole import components, edge_blocks, node_blocks, propagate

    blocks, seed = node_blocks(edges), np.ones(edges.nodes, np.float32)

    def count() -> int:
        labels = components(edges.nodes, edge_blocks(edges))
        return int((labels == np.arange(edges.nodes)).sum())

    return Ready(count, lambda: propagate(blocks, seed, ROUNDS, PASSED_ON, threads))


def scipy(edges: Edges) -> Ready:
    """`csgraph.connected_components` and a sparse matrix times a vector."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    ends = (np.r_[edges.origin, edges.target], np.r_[edges.target, edges.origin])
    matrix = coo_array((np.ones(2 * len(edges), np.float32), ends), (edges.nodes, edges.nodes)).tocsr()
    degree = np.maximum(np.asarray(matrix.sum(axis=1)).ravel(), 1).astype(np.float32)

    def propagate() -> NDArray[Any]:
        held = np.ones(edges.nodes, np.float32)
        for _ in range(ROUNDS):
            held = np.float32(1 - PASSED_ON) + np.float32(PASSED_ON) * (matrix @ (held / degree))
        return held

    return Ready(lambda: connected_components(matrix, directed=False)[0], propagate)


def networkit(edges: Edges) -> Ready:
    """`ConnectedComponents` and `PageRank` held to ten rounds."""
    import networkit as nk

    nk.setNumberOfThreads(1)
    graph = nk.GraphFromCoo(
        (np.ones(len(edges)), (edges.origin.astype(np.uint64), edges.target.astype(np.uint64))),
        n=edges.nodes,
    )

    def count() -> int:
        return int(nk.components.ConnectedComponents(graph).run().numberOfComponents())

    def propagate() -> NDArray[Any]:
        rank = nk.centrality.PageRank(graph, PASSED_ON, 0.0)
        rank.maxIterations = ROUNDS
        rank.run()
        return np.asarray(rank.scores()) * edges.nodes

    return Ready(count, propagate)


def igraph(edges: Edges) -> Ready:
    """`connected_components` and PRPACK's PageRank, which knows no rounds and goes on until it has settled."""
    import igraph

    graph = igraph.Graph(edges.nodes, np.column_stack([edges.origin, edges.target]))
    return Ready(
        lambda: len(graph.connected_components(mode="weak")),
        lambda: np.asarray(graph.pagerank(directed=False, damping=PASSED_ON)) * edges.nodes,
        "propagation until settled",
    )


def duckdb(edges: Edges) -> Ready:
    """Joins: the smallest label among neighbours until nothing changes; ten joins and sums."""
    import duckdb as engine
    import polars as pl

    base = engine.connect()
    base.execute("SET threads = 2")
    half = pl.DataFrame({"a": np.r_[edges.origin, edges.target], "b": np.r_[edges.target, edges.origin]})
    base.register("half_frame", half.to_arrow())
    base.execute("CREATE TABLE half AS SELECT * FROM half_frame")
    base.execute(f"CREATE TABLE node AS SELECT CAST(range AS INTEGER) AS a FROM range({edges.nodes})")
    base.execute("CREATE TABLE degree AS SELECT a, count(*) AS d FROM half GROUP BY a")

    def count() -> int:
        base.execute("CREATE OR REPLACE TABLE label AS SELECT a, a AS l FROM node")
        while True:
            base.execute(
                "CREATE OR REPLACE TABLE nearest AS SELECT label.a, least(label.l, coalesce(m.l, label.l)) AS l "
                "FROM label LEFT JOIN (SELECT half.a, min(label.l) AS l FROM half JOIN label ON half.b = label.a "
                "GROUP BY half.a) m ON m.a = label.a"
            )
            base.execute(
                "CREATE OR REPLACE TABLE jumped AS SELECT nearest.a, up.l AS l FROM nearest "
                "JOIN nearest up ON nearest.l = up.a"
            )
            changed = base.execute(
                "SELECT count(*) FROM jumped JOIN label USING (a) WHERE jumped.l <> label.l"
            )
            moved = changed.fetchone()
            base.execute("CREATE OR REPLACE TABLE label AS SELECT * FROM jumped")
            if moved is None or not moved[0]:
                break
        counted = base.execute("SELECT count(DISTINCT l) FROM label").fetchone()
        return int(counted[0]) if counted else 0

    def propagate() -> NDArray[Any]:
        base.execute("CREATE OR REPLACE TABLE held AS SELECT a, CAST(1 AS FLOAT) AS x FROM node")
        for _ in range(ROUNDS):
            base.execute(
                f"CREATE OR REPLACE TABLE next AS SELECT node.a, "
                f"CAST({1 - PASSED_ON} + {PASSED_ON} * coalesce(s.x, 0) AS FLOAT) AS x FROM node LEFT JOIN "
                "(SELECT half.a, sum(held.x / degree.d) AS x FROM half JOIN held ON half.b = held.a "
                "JOIN degree ON half.b = degree.a GROUP BY half.a) s ON s.a = node.a"
            )
            base.execute("CREATE OR REPLACE TABLE held AS SELECT * FROM next")
        return base.execute("SELECT x FROM held ORDER BY a").fetchnumpy()["x"]

    return Ready(count, propagate, "two threads")


ENGINES: dict[str, Callable[[Edges], Ready]] = {
    "puhui": ours,
    "networkit": networkit,
    "scipy": scipy,
    "igraph": igraph,
    "duckdb": duckdb,
}
