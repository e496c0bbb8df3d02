"""Ladybug, the living fork of Kuzu: Cypher over columns, in process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ladybug

from benchmarks.graph_expand.peers import Walk
from benchmarks.graph_expand.peers.cypher import level_by_level, whole_paths


@contextmanager
def opened(folder: Path) -> Iterator[dict[str, Walk]]:
    """As shortest paths of so many hops, and as one distinct level after the other."""
    database = ladybug.Database(str(folder / "graph.ladybug"))
    connection = ladybug.Connection(database, num_threads=1)
    connection.execute("CREATE NODE TABLE N(id INT64 PRIMARY KEY)")
    connection.execute("CREATE REL TABLE E(FROM N TO N)")
    connection.execute(f'COPY N FROM "{folder}/nodes.parquet"')
    connection.execute(f'COPY E FROM "{folder}/halves.parquet"')

    def asked(query: str) -> list[int]:
        return [row[0] for row in connection.execute(query).get_all()]

    yield {
        "shortest paths": lambda starts, hops: asked(whole_paths(starts, hops, " SHORTEST")),
        "level by level": lambda starts, hops: asked(level_by_level(starts, hops)),
    }
    connection.close()
    database.close()
