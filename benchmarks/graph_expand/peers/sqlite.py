"""SQLite: a recursive query over half-edges kept in the order of their node."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from benchmarks.graph_expand.peers import Walk

_WALK = """
WITH RECURSIVE reached(node, hop) AS (
    SELECT value, 0 FROM json_each(?)
    UNION
    SELECT half.v, reached.hop + 1 FROM reached JOIN half ON half.u = reached.node WHERE reached.hop < ?
)
SELECT DISTINCT node FROM reached
"""


@contextmanager
def opened(folder: Path) -> Iterator[dict[str, Walk]]:
    """One table without row ids, in memory as far as the cache goes."""
    connection = sqlite3.connect(folder / "graph.sqlite")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -2000000")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("CREATE TABLE half (u INTEGER, v INTEGER, PRIMARY KEY (u, v)) WITHOUT ROWID")
    for part in pl.read_parquet(folder / "halves.parquet").iter_slices(1_000_000):
        connection.executemany("INSERT INTO half VALUES (?, ?)", part.iter_rows())
    connection.commit()
    connection.execute("ANALYZE")

    def recursive(starts: list[int], hops: int) -> list[int]:
        return [row[0] for row in connection.execute(_WALK, (str(starts), hops))]

    yield {"recursive query": recursive}
    connection.close()
