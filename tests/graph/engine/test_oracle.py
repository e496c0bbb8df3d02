"""A thousand applications, held against PostgreSQL's recursive query over the same edges."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import create_engine, text

from benchmarks.graph_expand.making import make
from puhui.graph.edges import Edges
from puhui.graph.engine import Changed, Engine, Overlay, Walker
from tests.graph.engine.opening import opened

_WALK = text("""
WITH RECURSIVE half AS MATERIALIZED (
    SELECT origin AS u, target AS v, since, number FROM edge_to_walk
    WHERE kind = ANY(:kinds) AND since <= :day AND :day < until
    UNION ALL
    SELECT target, origin, since, number FROM edge_to_walk
    WHERE kind = ANY(:kinds) AND since <= :day AND :day < until AND origin <> target
), ranked AS MATERIALIZED (
    SELECT u, v, row_number() OVER (PARTITION BY u ORDER BY since DESC, number DESC) AS place FROM half
), kept AS MATERIALIZED (SELECT DISTINCT u, v FROM ranked WHERE place <= :cap
), reached(application, node, hop) AS (
    SELECT application, node, 0 FROM start_of_walk
    UNION
    SELECT application, kept.v, hop + 1 FROM reached JOIN kept ON kept.u = node WHERE hop < 3
)
SELECT application, array_agg(DISTINCT node) FROM reached GROUP BY application
""")
_DAY, _CAP = 19_000, 12
_KINDS = ("ownership", "legal_representation", "trade", "registered_address", "guarantee")


@pytest.mark.parametrize("day", [_DAY, 20_500])
def test_a_thousand_applications_reach_what_postgresql_reaches(
    database_url: str, tmp_path: Path, day: int
) -> None:
    """Owner and enterprise, some kinds, a day, the newest twelve, part in the overlay, some ended since."""
    made = make(12_000, applications=1000, seed=8)
    random = np.random.default_rng(3)
    ended = np.sort(random.choice(9_000, 300, replace=False))
    until = made.edges.until.copy()
    until[ended] = made.edges.since[ended] + 100
    edges = replace(made.edges, until=until)
    walker = Walker(_engine(tmp_path, made.edges, edges, ended).look())
    truth = _oracle(database_url, edges, made.applications, day)
    sizes = []
    for number, starts in enumerate(made.applications):
        reached = walker.walk(starts, 3, _CAP, day, _KINDS)
        assert sorted(reached.ids.tolist()) == truth[number]
        apart = walker.walk(starts, 3, _CAP, day, _KINDS, apart=True)
        assert sorted(apart.ids.tolist()) == truth[number]
        sizes.append(len(reached))
    assert max(sizes) > 100


def _engine(folder: Path, before: Edges, after: Edges, ended: np.ndarray) -> Engine:
    """Nine thousand edges in the snapshot as they were, the rest and what ended since in the overlay."""
    old = np.arange(len(before)) < 9_000
    snapshot = opened(folder, before.where(old))
    changed = Changed(ended.astype(np.uint32), after.origin[ended], after.target[ended], after.until[ended])
    return Engine(snapshot, Overlay.over(snapshot, after.where(~old), changed=changed))


def _oracle(url: str, edges: Edges, applications: np.ndarray, day: int) -> list[list[int]]:
    connection = create_engine(url)
    with connection.begin() as work:
        work.execute(
            text(
                "CREATE TEMP TABLE edge_to_walk AS SELECT * FROM unnest(CAST(:number AS int[]), "
                "CAST(:origin AS int[]), CAST(:target AS int[]), CAST(:kind AS text[]), "
                "CAST(:since AS int[]), CAST(:until AS int[])) "
                "AS r(number, origin, target, kind, since, until)"
            ),
            {
                "number": list(range(len(edges))),
                "origin": edges.origin.tolist(),
                "target": edges.target.tolist(),
                "kind": [edges.kinds[it] for it in edges.kind],
                "since": edges.since.tolist(),
                "until": edges.until.tolist(),
            },
        )
        work.execute(
            text(
                "CREATE TEMP TABLE start_of_walk AS SELECT * FROM unnest(CAST(:application AS int[]), "
                "CAST(:node AS int[])) AS row(application, node)"
            ),
            {
                "application": np.repeat(np.arange(len(applications)), 2).tolist(),
                "node": applications.reshape(-1).tolist(),
            },
        )
        work.execute(text("ANALYZE edge_to_walk"))
        rows = work.execute(_WALK, {"kinds": list(_KINDS), "day": day, "cap": _CAP}).all()
    connection.dispose()
    return [sorted(nodes) for _, nodes in sorted((number, nodes) for number, nodes in rows)]
