"""A generated graph of millions of relations, laid around the shops of both stacks alike."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
import polars as pl
import psycopg
from numpy.typing import NDArray

from benchmarks.decision.applicants import Applicant
from benchmarks.decision.ours import CLERK
from benchmarks.graph_expand.making import KINDS, Made, make
from benchmarks.graph_http.filling import lay, words_of
from puhui.graph.serving import Made as Snapshotted
from puhui.graph.serving import make_snapshot
from puhui.ground import Settings, open_ground

_BLOCK: Final = 500_000
_EPOCH: Final = date(1970, 1, 1)


def lay_around(settings: Settings, plain: str, applicants: Sequence[Applicant], edges: int) -> None:
    """The shops take the places of generated enterprises: each has the relations of one."""
    made = make(edges, applications=len(applicants))
    words = words_of(made)
    for (_, firm), one in zip(made.applications.tolist(), applicants, strict=True):
        words[firm] = f"subject:{one.business_id}"
    lay(_driver(str(settings.database_url)), made, words, {}, CLERK.mode)
    with open_ground(settings) as ground:
        made_snapshot = make_snapshot(ground.engine, settings.home, CLERK.mode, ground.clock.now())
        assert isinstance(made_snapshot, Snapshotted), made_snapshot
    with psycopg.connect(_driver(plain)) as connection:
        _plainly(connection, made, words)
    with psycopg.connect(_driver(plain), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE edge")


def _plainly(
    connection: psycopg.Connection[tuple[object, ...]], made: Made, words: NDArray[np.object_]
) -> None:
    connection.execute("DROP INDEX edge_src_dst_idx")
    connection.execute("DROP INDEX edge_dst_src_idx")
    for first in range(0, len(made.edges), _BLOCK):
        here = slice(first, first + _BLOCK)
        rows = pl.DataFrame(
            {
                "src": words[made.edges.origin[here]].tolist(),
                "dst": words[made.edges.target[here]].tolist(),
                "kind": np.array(KINDS)[made.edges.kind[here]].tolist(),
                "weight": np.nan_to_num(made.edges.weight[here]).round().astype(np.int64),
                "since": made.edges.since[here],
            }
        ).with_columns((pl.lit(_EPOCH) + pl.duration(days="since")).alias("since"))
        out = io.BytesIO()
        rows.write_csv(out, include_header=False)
        with connection.cursor().copy(
            "COPY edge (src, dst, kind, weight, since) FROM STDIN (FORMAT csv)"
        ) as copy:
            copy.write(out.getvalue())
    connection.execute("CREATE INDEX ON edge (src, dst)")
    connection.execute("CREATE INDEX ON edge (dst, src)")


def _driver(url: str) -> str:
    return url.replace("postgresql+psycopg", "postgresql")
