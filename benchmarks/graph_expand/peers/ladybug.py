"""Ladybug, the living fork of Kuzu: Cypher over columns, in process.

A query a start: only a key that is told by itself is looked up; a list of keys reads every node (0.4 s).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ladybug

from benchmarks.graph_expand.peers import Walk


@contextmanager
def opened(folder: Path) -> Iterator[dict[str, Walk]]:
    """As shortest paths, and as every path, of so many hops."""
    database = ladybug.Database(str(folder / "graph.ladybug"))
    connection = ladybug.Connection(database, num_threads=1)
    connection.execute("CREATE NODE TABLE N(id INT64 PRIMARY KEY)")
    connection.execute("CREATE REL TABLE E(FROM N TO N)")
    connection.execute(f'COPY N FROM "{folder}/nodes.parquet"')
    connection.execute(f'COPY E FROM "{folder}/halves.parquet"')

    def asked(starts: list[int], pattern: str) -> list[int]:
        query = f"MATCH (a:N {{id: $start}})-[:{pattern}]->(b:N) RETURN DISTINCT b.id"
        return [row[0] for start in starts for row in connection.execute(query, {"start": start}).get_all()]

    yield {
        "shortest paths": lambda starts, hops: asked(starts, f"E* SHORTEST 1..{hops}"),
        "every path": lambda starts, hops: asked(starts, f"E*1..{hops}"),
    }
    connection.close()
    database.close()
