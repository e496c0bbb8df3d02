"""PostgreSQL: the oracle. It gets the edges as they are and finds each node's newest by itself."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psycopg

from benchmarks.graph_expand.peers import Walk
from benchmarks.graph_expand.sharing import CAP
from puhui.ground.database import embedded_server

_PREPARE = """
CREATE UNLOGGED TABLE half AS
    SELECT origin AS u, target AS v, since, number FROM edge
    UNION ALL SELECT target, origin, since, number FROM edge WHERE origin <> target;
CREATE INDEX ON half (u, since DESC, number DESC) INCLUDE (v);
CLUSTER half USING half_u_since_number_v_idx;
VACUUM ANALYZE half;
"""
_WALK = f"""
WITH RECURSIVE reached(node, hop) AS (
    SELECT unnest(%(starts)s::int[]), 0
    UNION
    SELECT next.v, reached.hop + 1 FROM reached CROSS JOIN LATERAL (
        SELECT v FROM half WHERE u = reached.node ORDER BY since DESC, number DESC LIMIT {CAP}
    ) AS next WHERE reached.hop < %(hops)s
)
SELECT DISTINCT node FROM reached
"""


@contextmanager
def opened(folder: Path) -> Iterator[dict[str, Walk]]:
    """A server of its own on a socket, its index in the order of the question."""
    with tempfile.TemporaryDirectory(prefix="puhui-bench-") as home:
        Path(home).chmod(0o711)
        with embedded_server(Path(home), durable=False) as server:
            url = server.url().replace("postgresql+psycopg", "postgresql")
            with psycopg.connect(url, autocommit=True) as connection:
                _load(connection, folder)
                yield {"recursive query": _walk(connection)}


def _walk(connection: "psycopg.Connection[tuple[int]]") -> Walk:
    def recursive(starts: list[int], hops: int) -> list[int]:
        rows = connection.execute(_WALK, {"starts": starts, "hops": hops}, prepare=True, binary=True)
        return [row[0] for row in rows.fetchall()]

    return recursive


def _load(connection: "psycopg.Connection[tuple[int]]", folder: Path) -> None:
    for setting in ("jit = off", "maintenance_work_mem = '1GB'", "work_mem = '256MB'"):
        connection.execute(f"SET {setting}")
    connection.execute("CREATE UNLOGGED TABLE edge (number int, origin int, target int, since int)")
    edges = np.load(folder / "edges.npz")
    columns = (np.arange(len(edges["origin"])), edges["origin"], edges["target"], edges["since"])
    with connection.cursor() as cursor, cursor.copy("COPY edge FROM STDIN (FORMAT binary)") as copy:
        copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        for first in range(0, len(columns[0]), 1_000_000):
            copy.write(_packed([it[first : first + 1_000_000] for it in columns]))
        copy.write(b"\xff\xff")
    for statement in _PREPARE.split(";")[:-1]:
        connection.execute(statement)


def _packed(columns: list[np.ndarray]) -> bytes:
    """Rows as binary COPY wants them: how many fields, then of each its length and its bytes."""
    rows = np.zeros(
        len(columns[0]), [("fields", ">i2"), *((f"{end}{i}", ">i4") for i in range(4) for end in "lv")]
    )
    rows["fields"] = len(columns)
    for number, column in enumerate(columns):
        rows[f"l{number}"], rows[f"v{number}"] = 4, column
    return rows.tobytes()
