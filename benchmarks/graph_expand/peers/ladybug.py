"""Ladybug, the living fork of Kuzu: Cypher over columns, in process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ladybug

from benchmarks.graph_expand.peers import Walk
from benchmarks.graph_expand.peers.cypher import level_by_level, whole_paths

_ONE_HOP = "UNWIND $level AS it MATCH (a:N {id: it})-[:E]->(b:N) RETURN DISTINCT b.id"


@contextmanager
def opened(folder: Path) -> Iterator[dict[str, Walk]]:
    """As shortest paths of so many hops, one distinct level after the other, and a query a hop."""
    database = ladybug.Database(str(folder / "graph.ladybug"))
    connection = ladybug.Connection(database, num_threads=1)
    connection.execute("CREATE NODE TABLE N(id INT64 PRIMARY KEY)")
    connection.execute("CREATE REL TABLE E(FROM N TO N)")
    connection.execute(f'COPY N FROM "{folder}/nodes.parquet"')
    connection.execute(f'COPY E FROM "{folder}/halves.parquet"')

    def asked(query: str) -> list[int]:
        return [row[0] for row in connection.execute(query).get_all()]

    def hop_after_hop(starts: list[int], hops: int) -> list[int]:
        reached, level = set(starts), starts
        for _ in range(hops):
            found = connection.execute(_ONE_HOP, {"level": level}).get_all()
            level = [row[0] for row in found if row[0] not in reached]
            reached.update(level)
        return list(reached)

    yield {
        "a query a hop": hop_after_hop,
        "shortest paths": lambda starts, hops: asked(whole_paths(starts, hops, " SHORTEST")),
        "level by level": lambda starts, hops: asked(level_by_level(starts, hops)),
    }
    connection.close()
    database.close()
