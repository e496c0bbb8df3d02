"""rustychickpeas: compressed rows in Rust, walked by its own breadth-first search."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import rustychickpeas

from benchmarks.graph_expand.peers import Walk


@contextmanager
def opened(folder: Path) -> Iterator[dict[str, Walk]]:
    """Its search from both starts at once."""
    builder = rustychickpeas.GraphSnapshotBuilder()
    builder.load_nodes_from_parquet(str(folder / "nodes.parquet"), "id", None, [], None, "Node")
    builder.load_relationships_from_parquet(str(folder / "halves.parquet"), "u", "v", None, None, "Edge")
    graph, outgoing = builder.finalize(), rustychickpeas.Direction.Outgoing

    def search(starts: list[int], hops: int) -> list[int]:
        return graph.bfs(starts, outgoing, max_depth=hops)[0]

    def neighbourhood(starts: list[int], hops: int) -> list[int]:
        return [it for start in starts for it in graph.neighborhood(start, outgoing, "Edge", hops, 1)]

    yield {"bfs": search, "neighborhood": neighbourhood}
