"""NeuG: Cypher over its own compressed rows, in process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neug

from benchmarks.graph_expand.peers import Walk
from benchmarks.graph_expand.peers.cypher import level_by_level, whole_paths


@contextmanager
def opened(folder: Path) -> Iterator[dict[str, Walk]]:
    """As one pattern of so many hops, and as one distinct level after the other; starts written out."""
    database = neug.Database(str(folder / "neug"), mode="w")
    connection = database.connect()
    connection.execute("CREATE NODE TABLE N(id INT64, PRIMARY KEY(id))")
    connection.execute("CREATE REL TABLE E(FROM N TO N)")
    connection.execute(f'COPY N FROM "{folder}/nodes.csv" (header=true, delim=",")')
    connection.execute(f'COPY E FROM "{folder}/halves.csv" (from="N", to="N", header=true, delim=",")')

    def asked(query: str) -> list[int]:
        return [row[0] for row in connection.execute(query, access_mode="r")]

    yield {
        "one pattern": lambda starts, hops: asked(whole_paths(starts, hops)),
        "level by level": lambda starts, hops: asked(level_by_level(starts, hops)),
    }
    connection.close()
    database.close()
